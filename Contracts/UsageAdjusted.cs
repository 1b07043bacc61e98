namespace Charging.Contracts;

/// <summary>
/// A session that was rated before has another price now: what its customer is owed, or owes, beyond what was told so
/// far. Told from the stored adjustment; the key is <see cref="AdjustmentId"/>.
/// </summary>
public sealed record UsageAdjusted
{
    /// <summary>UUIDv5 of usage id and number.</summary>
    public required Guid AdjustmentId { get; init; }

    public required Guid UsageId { get; init; }

    /// <summary>1 for the first adjustment of the usage; each begins where the one before has ended.</summary>
    public required int Number { get; init; }

    public required string Source { get; init; }

    public required string SessionId { get; init; }

    public required string CustomerId { get; init; }

    public required Service Service { get; init; }

    public required DateTime StartedAt { get; init; }

    public required DateTime EndedAt { get; init; }

    /// <summary>The session's last local date, as it was rated.</summary>
    public required DateOnly EndedOn { get; init; }

    /// <summary>Charge less charge before: negative for a credit; never 0.</summary>
    public required Money Difference { get; init; }

    /// <summary>The usage's charge with all its earlier adjustments.</summary>
    public required Money ChargeBefore { get; init; }

    /// <summary>What the session costs now altogether.</summary>
    public required Money Charge { get; init; }

    public required string PlanCode { get; init; }

    /// <summary>The first local date on which this version of the plan counts.</summary>
    public required DateOnly PlanVersion { get; init; }

    /// <summary>1 as first applied; one more with each correction of the version.</summary>
    public required int PlanRevision { get; init; }

    /// <summary>For people.</summary>
    public required string Reason { get; init; }

    /// <summary>How the charge comes about now; they replace the lines of the usage.</summary>
    public required IReadOnlyList<RatingLine> Lines { get; init; }

    /// <summary>The session's attributes, as the platform sent them.</summary>
    public required IReadOnlyDictionary<string, string> Attributes { get; init; }

    public required DateTime AdjustedAt { get; init; }
}
