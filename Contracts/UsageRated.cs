namespace Charging.Contracts;

/// <summary>A session has its price. Told from the stored usage; the key is <see cref="UsageId"/>.</summary>
public sealed record UsageRated
{
    public required Guid UsageId { get; init; }

    public required string Source { get; init; }

    public required string SessionId { get; init; }

    public required string CustomerId { get; init; }

    public required Service Service { get; init; }

    public required DateTime StartedAt { get; init; }

    public required DateTime EndedAt { get; init; }

    /// <summary>The session's last local date in the plan's zone: the invoice's delivery date.</summary>
    public required DateOnly EndedOn { get; init; }

    /// <summary>The lines' sum, rounded once; 0 for a session that was free, which makes no invoice.</summary>
    public required Money Charge { get; init; }

    public required string PlanCode { get; init; }

    /// <summary>The first local date on which this version of the plan counts.</summary>
    public required DateOnly PlanVersion { get; init; }

    /// <summary>How the charge came about; they add up to the charge before it was rounded.</summary>
    public required IReadOnlyList<RatingLine> Lines { get; init; }

    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    public required DateTime RatedAt { get; init; }

    /// <summary>When Rating received the session first; null where that is not known.</summary>
    public DateTime? ReceivedAt { get; init; }

    /// <summary>
    /// When the session was published, where that was more than a second after its end; null elsewhere, and where its
    /// message does not say when it was published.
    /// </summary>
    public DateTime? PublishedLateAt { get; init; }
}

/// <summary>One price that was used: <c>41.305 min at 0.06 is 2.4783</c>, exact.</summary>
public sealed record RatingLine
{
    public required string Description { get; init; }

    public required Rational Quantity { get; init; }

    /// <summary>leg, session, min, s, message, or the plan's own quantity of bytes.</summary>
    public required string Unit { get; init; }

    /// <summary>In the main unit of the charge's currency.</summary>
    public required Rational UnitPrice { get; init; }

    /// <summary>Quantity times unit price, in the main unit of the charge's currency.</summary>
    public required Rational Amount { get; init; }
}
