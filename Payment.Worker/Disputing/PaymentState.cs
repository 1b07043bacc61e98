using System.Text.Json;
using Charging.Contracts;

namespace Charging.Payments;

/// <summary>What the payment knows of money that went back.</summary>
internal sealed partial class PaymentState
{
    /// <summary>When the captured money was reported to have gone back; null unless it has, as the next.</summary>
    public DateTime? ReversedAt { get; private set; }

    /// <summary>As in <see cref="ReturnReported"/>: disputed while the dispute is open, then lost.</summary>
    public string? ReversalReason { get; private set; }

    public string? ReversalReference { get; private set; }

    public long? ReversedMinor { get; private set; }

    /// <summary>How often it was told as settled, so that whoever hears it in another order keeps the last.</summary>
    public int ToldNo { get; private set; } = 1;

    /// <summary>
    /// The tokens that were on file when the money went back, as a list in JSON; null while it has not.
    /// </summary>
    public string? KnownTokens { get; private set; }

    /// <summary>As they are known while this message is handled.</summary>
    public IReadOnlyList<Dispute> Disputes { get; set; } = [];

    /// <summary>The dispute as the report that is handled leaves it; null if that says nothing new.</summary>
    public ReportedDispute? Reported { get; private set; }

    /// <summary>Refunds of the invoice were made, or may have been.</summary>
    public bool IsGivenBack { get; set; }

    /// <summary>The same of what was drawn twice.</summary>
    public bool IsSurplusGivenBack { get; set; }

    /// <summary>The customer's methods as they are known while this message is handled.</summary>
    public string[] TokensOnFile { get; set; } = [];

    /// <summary>It was settled otherwise before this message, so that there is something to tell.</summary>
    public bool IsNews { get; private set; }

    /// <summary>The number of a capture that is told with what became of it since; null if there is none.</summary>
    public int? UntoldCaptureNo { get; private set; }

    /// <summary>It was given up, and is not any more.</summary>
    public bool LeavesLoss { get; private set; }

    /// <summary>It is given up after money of it went back.</summary>
    public bool EntersLoss { get; private set; }

    public bool IsSettled => CurrentState is nameof(PaymentSaga.Captured) or nameof(PaymentSaga.Reversed)
        or nameof(PaymentSaga.Abandoned);

    /// <summary>
    /// It stands as its disputes say. Else these were moved since it was read, and whoever decides by it comes second.
    /// </summary>
    public bool IsAsDisputed => CurrentState switch
    {
        nameof(PaymentSaga.Captured) => !IsAway,
        nameof(PaymentSaga.Reversed) => IsAway,
        nameof(PaymentSaga.Abandoned) => true,
        _ => false,
    };

    public bool IsDisputeOpen => ReversalReason == ReturnReported.Disputed;

    /// <summary>What it had drawn is ours again after a dispute.</summary>
    public bool IsReinstated => ToldNo > 1 && Capture is { } held && Disputes.Any(one =>
        one.CaptureReference == held.GatewayReference && one is { Status: DisputeStatus.Won, Moves: > 0 });

    private bool IsAway => Capture is { } held && IsTakenBack(held);

    /// <summary>The capture that is here and holds, or else one that went back.</summary>
    public Attempt? Capture => Attempts.Where(attempt => attempt.Status == AttemptStatus.Captured)
        .OrderBy(IsTakenBack).ThenBy(attempt => attempt.ReturnedAt is not null)
        .ThenByDescending(attempt => attempt.AttemptNo).FirstOrDefault();

    private bool IsTakenBack(Attempt capture) =>
        Disputes.Any(one => one.CaptureReference == capture.GatewayReference && one.IsAway);

    /// <summary>What is to be given back because it was drawn twice; null unless it was.</summary>
    public RefundPayment? Surplus => DisputePlan.Surplus(History.Of(this)) is { } twice
        ? new RefundPayment
        {
            InvoiceId = CorrelationId,
            OrderId = Refund.SurplusOrderOf(CorrelationId),
            Amount = new Money(twice.AmountMinor, twice.Currency),
            Reason = Refund.DrawnTwice,
        }
        : null;

    /// <summary>Takes in what the gateway or a person says of a dispute; the plan decides what that means.</summary>
    /// <exception cref="Exception">Nothing is captured that could have gone back, or not as much.</exception>
    public void Take(ReturnReported told)
    {
        if (!Reversal.IsPossible(this, told)) throw Reversal.Refusal(this, told);

        var reference = told.CaptureReference ?? Attempts.First(one => one.Status == AttemptStatus.Captured)
            .GatewayReference!;
        var before = Disputes.FirstOrDefault(one => one.Reference == told.GatewayReference);
        var after = before?.After(told) ?? Dispute.First(told, reference);
        if (after == before) return;

        Reported = new(after, IsMoved: after.Moves != (before?.Moves ?? 0));
        Disputes = [.. Disputes.Where(one => one.Reference != after.Reference), after];
    }

    public PaymentReversed ToPaymentReversed() => new()
    {
        InvoiceId = CorrelationId,
        InvoiceNumber = InvoiceNumber,
        Source = Source,
        SessionId = SessionId,
        CustomerId = CustomerId,
        Amount = new Money(ReversedMinor!.Value, Currency),
        Reason = ReversalReason!,
        GatewayReference = ReversalReference!,
        ReversedAt = ReversedAt!.Value,
        ToldNo = ToldNo,
    };

    /// <summary>What is told of it as settled gets its number, and what went back is noted.</summary>
    private void FollowReturn(NextStep next, DateTime now)
    {
        var (state, reason) = (CurrentState, ReversalReason);
        LeavesLoss = state == nameof(PaymentSaga.Abandoned) && next is not NextStep.Abandon;
        EntersLoss = state != nameof(PaymentSaga.Abandoned) && next is NextStep.Abandon;
        switch (next)
        {
            case NextStep.Reverse or NextStep.AwaitMethod:
                Reverse(next, now);
                if (!IsSettled && next is not NextStep.Reverse { Reopens: true })
                    UntoldCaptureNo = ToldNo == 1 ? 1 : ++ToldNo;
                IsNews = state != nameof(PaymentSaga.Reversed) || reason != ReversalReason;
                if (IsNews) ToldNo++;
                break;
            case NextStep.Captured or NextStep.Reinstate:
                IsNews = state != nameof(PaymentSaga.Captured);
                if (IsNews && ToldNo > 1) ToldNo++;
                (ReversedAt, ReversalReason, ReversalReference, ReversedMinor) = (null, null, null, null);
                (KnownTokens, AbandonNote) = (null, null);
                break;
            case NextStep.Abandon:
                IsNews = state != nameof(PaymentSaga.Abandoned);
                if (IsNews && ToldNo > 1) ToldNo++;
                break;
        }
    }

    private void Reverse(NextStep next, DateTime now)
    {
        var (dispute, away) = next switch
        {
            NextStep.Reverse reverse => (reverse.Dispute, reverse.Away),
            NextStep.AwaitMethod wait => (wait.Dispute, wait.Away),
            _ => throw new ArgumentOutOfRangeException(nameof(next), next, "Say here of which dispute it is."),
        };
        ReversedAt ??= now;
        ReversalReason = dispute.Status == DisputeStatus.Open ? ReturnReported.Disputed : ReturnReported.DisputeLost;
        (ReversalReference, ReversedMinor) = (dispute.Reference, away.Minor);
        KnownTokens ??= JsonSerializer.Serialize(TokensOnFile, Wire.Json);
    }
}

/// <summary>A dispute as a report leaves it, and whether that moved money.</summary>
internal sealed record ReportedDispute(Dispute Dispute, bool IsMoved);
