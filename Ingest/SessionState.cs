namespace Charging.Ingest;

/// <summary>How far a session has come. Words of it are answered; later releases may have more.</summary>
internal enum SessionState
{
    /// <summary>It came without its legs, and its bridge has not served them.</summary>
    AwaitingLegs,

    /// <summary>It lies in quarantine, or went back from there and is not rated yet.</summary>
    SetAside,

    /// <summary>It was set aside, and a person has decided that it is not charged.</summary>
    Closed,

    /// <summary>It has a price. One that costs nothing stays so, one that gathers with others for a while.</summary>
    Rated,

    /// <summary>It is on an invoice.</summary>
    Invoiced,

    /// <summary>That is paid.</summary>
    Paid,
}

/// <summary>What the workers have written down of a session; null each where nothing is.</summary>
/// <param name="AnnouncedAt">When it began to wait for its legs, which it still does.</param>
/// <param name="Code">Why it was set aside last.</param>
/// <param name="QuarantinedAt">When that was.</param>
/// <param name="ClosedAt">When a person decided that it stays there.</param>
/// <param name="RatedAt">When it got its price.</param>
/// <param name="InvoiceNumber">Of the invoice that it is on.</param>
/// <param name="IsPaid">Whether that is.</param>
internal sealed record SessionTrail(
    DateTime? AnnouncedAt, string? Code, DateTime? QuarantinedAt, DateTime? ClosedAt, DateTime? RatedAt,
    string? InvoiceNumber, bool? IsPaid)
{
    /// <summary>Null for a session that nobody has heard of.</summary>
    public FoundSession? Of(SessionKey key)
    {
        var found = new FoundSession(key.Source, key.SessionId, key.UsageId);
        return this switch
        {
            { RatedAt: { } at } => found with { State = Words.Of(Charged), At = at, InvoiceNumber = InvoiceNumber },
            { AnnouncedAt: { } at } => found with { State = Words.Of(SessionState.AwaitingLegs), At = at },
            { ClosedAt: { } at } => found with { State = Words.Of(SessionState.Closed), At = at, Code = Code },
            { QuarantinedAt: { } at } => found with { State = Words.Of(SessionState.SetAside), At = at, Code = Code },
            _ => null,
        };
    }

    private SessionState Charged =>
        IsPaid == true ? SessionState.Paid : InvoiceNumber is null ? SessionState.Rated : SessionState.Invoiced;
}

/// <summary>Where a session is, as its platform is answered.</summary>
/// <param name="Source">As its key has it.</param>
/// <param name="SessionId">As its key has it.</param>
/// <param name="UsageId">What it is called further on, whether it is rated or not.</param>
internal sealed record FoundSession(string Source, string SessionId, Guid UsageId)
{
    /// <summary>A word of <see cref="SessionState"/>.</summary>
    public string State { get; init; } = "";

    /// <summary>UTC: when it was rated, set aside, closed, or announced without its legs.</summary>
    public DateTime At { get; init; }

    /// <summary>Why it was set aside; null for all others.</summary>
    public string? Code { get; init; }

    /// <summary>Null until it is invoiced.</summary>
    public string? InvoiceNumber { get; init; }
}
