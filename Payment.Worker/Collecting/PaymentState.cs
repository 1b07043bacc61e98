using System.Text.Json;
using Charging.Payments.Messages;
using MassTransit;

namespace Charging.Payments.Collecting;

/// <summary>
/// The payment of one invoice, as <see cref="PaymentSaga"/> moves it and its row has it. The key is the invoice's id.
/// </summary>
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

    /// <summary>The trace in which it began; null where nobody traced it.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Which page of the gateway is open for it, on which the customer may pay; null if none is.</summary>
    public int? CheckoutNo { get; private set; }

    public Money Amount => new(AmountMinor, Currency);

    public Money LeftToPay => Amount with { Minor = AmountMinor - CreditedMinor };

    public bool IsCreditedWhole => LeftToPay.Minor <= 0;

    public bool IsSettled => CurrentState is nameof(PaymentSaga.Captured) or nameof(PaymentSaga.Reversed)
        or nameof(PaymentSaga.Abandoned);

    public bool IsDisputeOpen => ReversalReason == ReturnReported.Disputed;

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
        TraceParent = Spans.TraceParent,
    };

    /// <summary>Whatever is done with it is found by its session and invoice, and by the trace it began in.</summary>
    public void Trace()
    {
        Traced.Session(Source, SessionId);
        Traced.Invoice(InvoiceNumber);
        Spans.LinkTo(TraceParent);
    }

    /// <summary>What hindered the last attempt is said to be mended: the next need not wait.</summary>
    public void AskForRetry() => RetryAskedAfter = AttemptNo;

    public void GiveUp(string note) => AbandonNote = note;

    /// <summary>Its page is closed, as its row says by now.</summary>
    public void LeaveCheckout() => CheckoutNo = null;

    /// <summary>The notes were there before the invoice; that they are counted is its row's first version.</summary>
    public void BeginCredited(long minor) => (CreditedMinor, Version) = (minor, 1);

    /// <summary>
    /// It stands as its disputes say. Else these were moved since it was read, and whoever decides by it comes second.
    /// </summary>
    public bool IsAsDisputed(Findings found) => CurrentState switch
    {
        nameof(PaymentSaga.Captured) => !found.IsAway,
        nameof(PaymentSaga.Reversed) => found.IsAway,
        nameof(PaymentSaga.Abandoned) => true,
        _ => false,
    };

    /// <summary>
    /// Takes in what the plan says; the saga then goes to the state that belongs to it. What is told of the payment as
    /// settled gets its number, and what went back is noted.
    /// </summary>
    public Findings Follow(Findings found, NextStep next, DateTime now)
    {
        var decided = new Decision(next, Spans.TraceParent)
        {
            LeavesLoss = CurrentState == nameof(PaymentSaga.Abandoned) && next is not NextStep.Abandon,
            EntersLoss = CurrentState != nameof(PaymentSaga.Abandoned) && next is NextStep.Abandon,
        };
        AttemptNo = found.Attempts.Count;
        AbandonReason = (next as NextStep.Abandon)?.Reason;
        SettledAt = next switch
        {
            NextStep.Captured captured => captured.Attempt.ResolvedAt,
            NextStep.Abandon => now,
            NextStep.Reverse or NextStep.AwaitMethod or NextStep.Reinstate => found.Capture!.ResolvedAt,
            _ => null,
        };
        return found with
        {
            Decision = next switch
            {
                NextStep.Reverse or NextStep.AwaitMethod => Reverse(decided, found, now),
                NextStep.Captured or NextStep.Reinstate => Hold(decided),
                NextStep.Abandon => decided with { IsNews = Renumber(nameof(PaymentSaga.Abandoned)) },
                _ => decided,
            },
        };
    }

    private Decision Reverse(Decision decided, Findings found, DateTime now)
    {
        var (dispute, away, reopens) = decided.Next switch
        {
            NextStep.Reverse reverse => (reverse.Dispute, reverse.Away, reverse.Reopens),
            NextStep.AwaitMethod wait => (wait.Dispute, wait.Away, false),
            var other => throw new ArgumentOutOfRangeException(
                nameof(decided), other, "Say here of which dispute it is."),
        };
        var before = ReversalReason;
        ReversedAt ??= now;
        ReversalReason = dispute.Status == DisputeStatus.Open ? ReturnReported.Disputed : ReturnReported.DisputeLost;
        (ReversalReference, ReversedMinor) = (dispute.Reference, away.Minor);
        KnownTokens ??= JsonSerializer.Serialize(
            (found.Customer?.Methods ?? []).Select(method => method.Token).ToArray(), Wire.Json);

        var unpublished = IsSettled || reopens ? (int?)null : ToldNo == 1 ? 1 : ++ToldNo;
        var isNews = CurrentState != nameof(PaymentSaga.Reversed) || before != ReversalReason;
        if (isNews) ToldNo++;
        return decided with { UnpublishedCaptureNo = unpublished, IsNews = isNews };
    }

    private Decision Hold(Decision decided)
    {
        (ReversedAt, ReversalReason, ReversalReference, ReversedMinor) = (null, null, null, null);
        (KnownTokens, AbandonNote) = (null, null);
        return decided with { IsNews = Renumber(nameof(PaymentSaga.Captured)) };
    }

    /// <summary>Whether the payment is settled so anew; told otherwise before, it then gets the next number.</summary>
    private bool Renumber(string state)
    {
        if (CurrentState == state) return false;
        if (ToldNo > 1 || CurrentState == nameof(PaymentSaga.Abandoned)) ToldNo++;
        return true;
    }
}
