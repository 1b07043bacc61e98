namespace Charging.Contracts;

/// <summary>
/// A session was set aside: it is kept, it is not charged, and it can be replayed once the cause is mended.
/// </summary>
public sealed record SessionQuarantined
{
    public required string Source { get; init; }

    public required string SessionId { get; init; }

    public required QuarantineCode Code { get; init; }

    /// <summary>For people: what is wrong with which part.</summary>
    public required string Detail { get; init; }

    public required DateTime QuarantinedAt { get; init; }
}
