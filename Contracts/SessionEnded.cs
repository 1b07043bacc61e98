using System.Text.Json.Serialization;

namespace Charging.Contracts;

/// <summary>
/// A session is over: its last leg has been released, its message sent, its data counted. The one message that
/// strangers write. Its key is <see cref="Source"/> and <see cref="SessionId"/>: sent again, it changes nothing.
/// </summary>
public sealed record SessionEnded
{
    /// <summary>
    /// What a quantity is read as that has more than 28 digits, and that no number on the wire is: it cannot be counted
    /// exactly, and such a session is set aside.
    /// </summary>
    public const decimal Uncountable = decimal.MaxValue;

    /// <summary>Which platform tells it; 1 to 200 characters.</summary>
    public required string Source { get; init; }

    /// <summary>Unique within the source; 1 to 200 characters.</summary>
    public required string SessionId { get; init; }

    /// <summary>Who pays.</summary>
    public required string CustomerId { get; init; }

    public required Service Service { get; init; }

    public required DateTime StartedAt { get; init; }

    public required DateTime EndedAt { get; init; }

    /// <summary>
    /// Who was on it. At least one for voice and conference, unless <see cref="DetailUri"/> is given.
    /// </summary>
    public IReadOnlyList<Leg> Legs { get; init; } = [];

    /// <summary>
    /// For message and data: how many messages, how many bytes; a whole number of 0 or more. More than 28 digits are
    /// <see cref="Uncountable"/>: what cannot be counted exactly is not charged nearly.
    /// </summary>
    [JsonConverter(typeof(ExactNumberConverter))]
    public decimal? Quantity { get; init; }

    /// <summary>Where the bridge serves the legs of this session, instead of <see cref="Legs"/>.</summary>
    public string? DetailUri { get; init; }

    /// <summary>Free text by name, at most 32 entries, echoed on the invoice.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}

/// <summary>What was used.</summary>
public enum Service
{
    Conference,
    Voice,
    Message,
    Data,
}

/// <summary>One participant's connection. Its times are required for a leg that is to be charged.</summary>
public sealed record Leg
{
    public required string LegId { get; init; }

    public string? Role { get; init; }

    /// <summary>A telephone number as E.164 with a plus, or any other address; its prefix chooses the price.</summary>
    public string? Address { get; init; }

    public LegDirection? Direction { get; init; }

    public DateTime? ConnectedAt { get; init; }

    public DateTime? DisconnectedAt { get; init; }
}

/// <summary>Seen from the platform: a participant who dialled in is inbound.</summary>
public enum LegDirection
{
    Inbound,
    Outbound,
}
