using System.Diagnostics;
using System.Text.Json;
using Charging.Contracts;
using Charging.Payments.Messages;
using Charging.Payments.Refunding;
using MassTransit;

namespace Charging.Payments.Collecting;

/// <summary>The payment of one invoice, as <see cref="PaymentSaga"/> moves it. The key is the invoice's id.</summary>
internal sealed class PaymentState : SagaStateMachineInstance, ISagaVersion
{
    public required Guid CorrelationId { get; set; }

    public int Version { get; set; }

    public string CurrentState { get; set; } = "Initial";

    public required string InvoiceNumber { get; init; }

    public required string CustomerId { get; init; }

    public required string Source { get; init; }

    public required string SessionId { get; init; }

    public required long AmountMinor { get; init; }

    public required string Currency { get; init; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>The last attempt; 0 before the first.</summary>
    public int AttemptNo { get; private set; }

    /// <summary>The last attempt after which another was asked for; 0 if never.</summary>
    public int RetryAskedAfter { get; private set; }

    public AbandonReason? AbandonReason { get; private set; }

    /// <summary>Why a person gave it up; null if nobody did. From then on nothing more is tried.</summary>
    public string? AbandonNote { get; private set; }

    /// <summary>When it was captured or abandoned.</summary>
    public DateTime? SettledAt { get; private set; }

    /// <summary>What the credit notes of the invoice come to that it knows of.</summary>
    public long CreditedMinor { get; private set; }

    /// <summary>Set while the payment is new: the invoice that it begins with.</summary>
    public InvoiceCreated? NewInvoice { get; init; }

    /// <summary>The attempts as they were read or made while this message is handled.</summary>
    public IReadOnlyList<Attempt> Attempts { get; set; } = [];

    /// <summary>What was declined for the customer's other invoices; null while it was not looked at.</summary>
    public IReadOnlyList<DeclinedElsewhere>? Elsewhere { get; set; }

    /// <summary>The customer's data as they are known while this message is handled; 0 if they are not.</summary>
    public long CustomerVersion { get; set; }

    /// <summary>
    /// What was decided while this message is handled; null if nothing was, and then nothing is stored.
    /// </summary>
    public NextStep? Next { get; private set; }

    /// <summary>The trace in which it was decided, so that what is done after a wait stays in one trace.</summary>
    public string? TraceParent { get; private set; }

    public Money Amount => new(AmountMinor, Currency);

    public Money LeftToPay => Amount with { Minor = AmountMinor - CreditedMinor };

    public bool IsCreditedWhole => LeftToPay.Minor <= 0;

    public static PaymentState Begin(InvoiceCreated invoice, DateTime now) => new()
    {
        CorrelationId = invoice.InvoiceId,
        InvoiceNumber = invoice.Number,
        CustomerId = invoice.CustomerId,
        Source = invoice.Source,
        SessionId = invoice.SessionId,
        AmountMinor = invoice.Total.Minor,
        Currency = invoice.Total.Currency,
        CreatedAt = now,
        NewInvoice = invoice,
    };

    /// <summary>What hindered the last attempt is said to be mended: the next need not wait.</summary>
    public void AskForRetry() => RetryAskedAfter = AttemptNo;

    public void GiveUp(string note) => AbandonNote = note;

    /// <summary>The notes were there before the invoice; that they are counted is its row's first version.</summary>
    public void BeginCredited(long minor) => (CreditedMinor, Version) = (minor, 1);

    /// <summary>Takes in what the plan says; the saga then goes to the state that belongs to it.</summary>
    public void Follow(NextStep next, DateTime now)
    {
        Next = next;
        TraceParent = Activity.Current?.Id;
        AttemptNo = Attempts.Count;
        AbandonReason = (next as NextStep.Abandon)?.Reason;
        SettledAt = next switch
        {
            NextStep.Captured captured => captured.Attempt.ResolvedAt,
            NextStep.Abandon => now,
            NextStep.Reverse or NextStep.AwaitMethod or NextStep.Reinstate => Capture!.ResolvedAt,
            _ => null,
        };
        FollowReturn(next, now);
    }

    public PaymentCaptured ToPaymentCaptured()
    {
        var captured = Capture ?? throw new InvalidOperationException(
            $"Nothing is captured of invoice {InvoiceNumber}, so there is no capture to tell of.");
        return new PaymentCaptured
        {
            InvoiceId = CorrelationId,
            InvoiceNumber = InvoiceNumber,
            Source = Source,
            SessionId = SessionId,
            CustomerId = CustomerId,
            Amount = new Money(captured.AmountMinor, captured.Currency),
            MethodKind = captured.MethodKind,
            MethodBrand = captured.MethodBrand,
            LastFour = captured.LastFour,
            GatewayReference = captured.GatewayReference!,
            AttemptNo = captured.AttemptNo,
            CapturedAt = captured.ResolvedAt!.Value,
            ToldNo = UntoldCaptureNo ?? ToldNo,
        };
    }

    public PaymentAbandoned ToPaymentAbandoned() => new()
    {
        InvoiceId = CorrelationId,
        InvoiceNumber = InvoiceNumber,
        Source = Source,
        SessionId = SessionId,
        CustomerId = CustomerId,
        Amount = Amount,
        Reason = AbandonReason!.Value,
        Attempts = [.. Attempts.Select(attempt => attempt.ToPaymentAttempt())],
        AbandonedAt = SettledAt!.Value,
        ToldNo = ToldNo,
    };

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
