namespace Charging.Rating.Importing;

/// <summary>A meeting that is over, with everyone who was in it.</summary>
internal sealed record Meeting
{
    public static readonly Imported OfNobody = new Imported.Skipped("nobody was in it");

    public required string Source { get; init; }

    public required string MeetingId { get; init; }

    public required string CustomerId { get; init; }

    public required string Room { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime StartedAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime EndedAt { get; init; }

    public required IReadOnlyList<Leg> Legs { get; init; }

    public Imported ToSession() => new Imported.Session(new SessionEnded
    {
        Source = Source,
        SessionId = MeetingId,
        CustomerId = CustomerId,
        Service = Service.Conference,
        StartedAt = StartedAt,
        EndedAt = EndedAt,
        Legs = Legs,
        Attributes = new Dictionary<string, string> { ["conferenceRoom"] = Room },
    });
}
