using Charging.Rating.Counting;
using Charging.Rating.Pricing;

namespace Charging.Rating.Rerating;

/// <summary>
/// A change of a session's charge after it was rated: the row that is kept once, and what is told. What it says of the
/// session stands in its usage.
/// </summary>
internal sealed record Adjustment(
    Guid AdjustmentId,
    Guid UsageId,
    int Number,
    string Source,
    string SessionId,
    string CustomerId,
    Service Service,
    DateTime StartedAt,
    DateTime EndedAt,
    DateOnly EndedOn,
    IReadOnlyDictionary<string, string> Attributes,
    Money ChargeBefore,
    Money Charge,
    string PlanCode,
    DateOnly PlanVersion,
    int PlanRevision,
    IReadOnlyList<RatingLine> Lines,
    string Reason,
    DateTime AdjustedAt)
{
    private static readonly Guid Namespace = new("7f0c1f6e-8c0b-5d57-9a7d-3b1f5f0e2c46");

    /// <param name="usage">As it was rated.</param>
    /// <param name="number">1 for its first. Who adjusts from the same charge arrives at the same row.</param>
    /// <param name="before">Its charge with the adjustments so far.</param>
    /// <param name="quote">What it costs now.</param>
    /// <param name="reason">For people.</param>
    /// <param name="now">UTC.</param>
    public static Adjustment Of(
        Usage usage, int number, Money before, Quote quote, string reason, DateTime now) => new(
        NameBasedId.Of(Namespace, $"{usage.UsageId}\n{number}"),
        usage.UsageId,
        number,
        usage.Source,
        usage.SessionId,
        usage.CustomerId,
        usage.Service,
        usage.StartedAt,
        usage.EndedAt,
        usage.EndedOn,
        usage.Attributes,
        before,
        quote.Charge,
        quote.Plan.Code,
        quote.Plan.ValidFrom,
        quote.Plan.Revision,
        quote.Lines,
        reason,
        Wire.Moment(now));

    public UsageAdjusted ToUsageAdjusted() => new()
    {
        AdjustmentId = AdjustmentId,
        UsageId = UsageId,
        Number = Number,
        Source = Source,
        SessionId = SessionId,
        CustomerId = CustomerId,
        Service = Service,
        StartedAt = StartedAt,
        EndedAt = EndedAt,
        EndedOn = EndedOn,
        Attributes = Attributes,
        Difference = Charge - ChargeBefore,
        ChargeBefore = ChargeBefore,
        Charge = Charge,
        PlanCode = PlanCode,
        PlanVersion = PlanVersion,
        PlanRevision = PlanRevision,
        Reason = Reason,
        Lines = Lines,
        AdjustedAt = AdjustedAt,
    };
}
