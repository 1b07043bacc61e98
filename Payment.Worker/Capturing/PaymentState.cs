using System.Diagnostics;
using Charging.Contracts;
using MassTransit;

namespace Charging.Payments;

/// <summary>The payment of one invoice, as <see cref="PaymentSaga"/> moves it. The key is the invoice's id.</summary>
internal sealed partial class PaymentState : SagaStateMachineInstance, ISagaVersion
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
}
