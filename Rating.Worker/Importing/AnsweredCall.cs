namespace Charging.Rating.Importing;

/// <summary>
/// A call with the one leg that is charged. The session is as long as the leg: from the answer, the ringing left out.
/// </summary>
internal sealed record AnsweredCall
{
    public required string Source { get; init; }

    public required string CallId { get; init; }

    public required string CustomerId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime AnsweredAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime EndedAt { get; init; }

    /// <summary>Who was called; null where no price depends on it.</summary>
    public string? Address { get; init; }

    public string? Caller { get; init; }

    public Imported ToSession() => new Imported.Session(new SessionEnded
    {
        Source = Source,
        SessionId = CallId,
        CustomerId = CustomerId,
        Service = Service.Voice,
        StartedAt = AnsweredAt,
        EndedAt = EndedAt,
        Legs =
        [
            new Leg
            {
                LegId = "callee",
                Role = "callee",
                Address = Address,
                ConnectedAt = AnsweredAt,
                DisconnectedAt = EndedAt,
            },
        ],
        Attributes = Caller is null ? [] : new Dictionary<string, string> { ["callingLine"] = Caller },
    });
}
