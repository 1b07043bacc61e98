using Charging.Payments.Banking;
using Charging.Payments.CheckingOut;
using Charging.Payments.Customers;
using Charging.Payments.Gateway;
using Charging.Payments.Ledger;

namespace Charging.Payments.Collecting;

/// <summary>
/// One try to draw an invoice's amount from one method. It is stored before the gateway is called, and a number higher
/// than its own (they count 1, 2, 3 … within the invoice) exists only once it is declined. WaitUntil is the network's
/// wish for patience; AskedAt is when the gateway last left the outcome open; ResolvedAt is when it was captured or
/// declined; CustomerVersion is which of the customer's data it was made with; ReturnedAt is when its return was final,
/// and what it had paid was opened to be drawn once more; CreditedMinor is what credit notes had taken off a debit that
/// was told before it was drawn, or a transfer, null of any other. A transfer was never drawn: BankEntryId is the entry
/// of the bank's statement that it came with.
/// </summary>
internal sealed record Attempt(
    Guid InvoiceId,
    int AttemptNo,
    PaymentMethodKind MethodKind,
    string MethodToken,
    string MethodBrand,
    string LastFour,
    long AmountMinor,
    string Currency,
    string IdempotencyKey,
    AttemptStatus Status,
    DeclineClass? DeclineClass,
    string? Code,
    DateTime? WaitUntil,
    string? GatewayReference,
    DateTime StartedAt,
    DateTime? AskedAt,
    DateTime? ResolvedAt,
    long CustomerVersion,
    DateTime? ReturnedAt = null,
    long? CreditedMinor = null,
    string? MandateReference = null,
    Guid? BankEntryId = null)
{
    /// <summary>What the references of transfers begin with; no gateway has such a payment.</summary>
    public const string TransferPrefix = "transfer_";

    /// <summary>Not stored: the payment has waited for it, and may be given up or credited by now.</summary>
    public bool IsAfterWait { get; init; }

    /// <summary>Not stored: what was declined for the customer's other invoices was looked at.</summary>
    public bool IsMeasured { get; init; }

    /// <summary>The money may or may not have been drawn: no other attempt may start.</summary>
    public bool IsUnresolved => Status is AttemptStatus.Started or AttemptStatus.Unknown or AttemptStatus.Pending;

    public Money Amount => new(AmountMinor, Currency);

    public static Attempt Start(
        Guid invoiceId, int attemptNo, PaymentMethod method, long customerVersion, Money amount, DateTime now) => new(
            invoiceId, attemptNo, method.Kind, method.Token, method.Brand, method.LastFour, amount.Minor,
            amount.Currency, $"capture:{invoiceId}:{attemptNo}", AttemptStatus.Started, null, null, null, null, now,
            null, null, customerVersion, MandateReference: method.MandateReference);

    /// <summary>What came to the bank for an invoice: all that is owed of it.</summary>
    public static Attempt Transferred(PaymentState payment, int attemptNo, BankTransfer transfer, DateTime now) => new(
        payment.CorrelationId, attemptNo, PaymentMethodKind.BankAccount, PaymentCaptured.Transfer,
        PaymentCaptured.Transfer, transfer.LastFour ?? "", payment.LeftToPay.Minor, payment.Currency,
        $"{TransferPrefix}{transfer.EntryId:N}:{payment.CorrelationId}", AttemptStatus.Captured, null, null, null,
        $"{TransferPrefix}{transfer.EntryId:N}", now, null, now, 0,
        CreditedMinor: payment.CreditedMinor > 0 ? payment.CreditedMinor : null, BankEntryId: transfer.EntryId);

    /// <summary>What the customer paid on a page of the gateway, beside whatever was tried before.</summary>
    public static Attempt Of(
        Checkout checkout, int attemptNo, GatewayAnswer.PagePaid paid, long customerVersion, DateTime now) => new(
            checkout.InvoiceId, attemptNo, paid.Method.Kind, paid.Method.Token, paid.Method.Brand,
            paid.Method.LastFour, checkout.AmountMinor, checkout.Currency, checkout.IdempotencyKey,
            AttemptStatus.Captured, null, null, null, paid.Reference, checkout.OpenedAt, null, now, customerVersion,
            CreditedMinor: checkout.CreditedMinor > 0 ? checkout.CreditedMinor : null)
        {
            IsAfterWait = true,
        };

    /// <summary>The attempt as the gateway's answer leaves it.</summary>
    public Attempt With(GatewayAnswer answer, DateTime now) => answer switch
    {
        GatewayAnswer.Captured captured => this with
        {
            Status = AttemptStatus.Captured,
            GatewayReference = captured.Reference,
            ResolvedAt = now,
        },
        GatewayAnswer.Declined declined => this with
        {
            Status = AttemptStatus.Declined,
            DeclineClass = declined.Class,
            Code = declined.Code,
            WaitUntil = declined.WaitUntil,
            ResolvedAt = now,
        },
        GatewayAnswer.Pending pending => this with
        {
            Status = AttemptStatus.Pending,
            GatewayReference = pending.Reference,
            AskedAt = now,
        },
        // What was pending stays so: silence takes nothing back.
        _ => this with { Status = Status == AttemptStatus.Pending ? Status : AttemptStatus.Unknown, AskedAt = now },
    };

    public CaptureRequest ToRequest() =>
        new(InvoiceId, AttemptNo, IdempotencyKey, MethodKind, MethodToken, Amount)
        {
            GatewayReference = GatewayReference,
        };

    /// <summary>
    /// What a capture books: the customer owes nothing more; the gateway does, until it pays out. A transfer is at the
    /// bank, and was in suspense.
    /// </summary>
    public LedgerEntry ToEntry() => LedgerEntry.Of(
        $"{InvoiceId}\n{LedgerEvent.Captured}\n{AttemptNo}", InvoiceId, LedgerEvent.Captured,
        BankEntryId is null ? Account.Clearing : Account.Suspense, Account.Receivable, Amount, ResolvedAt!.Value) with
    {
        BankKey = BankEntryId,
    };

    public SuspendedMethod ToSuspendedMethod() => new(InvoiceId, MethodToken, Code, ResolvedAt!.Value);

    public PaymentAttempt ToPaymentAttempt() => new()
    {
        AttemptNo = AttemptNo,
        MethodKind = MethodKind,
        LastFour = LastFour,
        Code = Code ?? Words.Of(Status),
        At = ResolvedAt ?? StartedAt,
    };
}

/// <summary>Captured and declined are final; the others are open.</summary>
internal enum AttemptStatus
{
    /// <summary>Stored; the gateway was or was not called.</summary>
    Started,

    Captured,

    Declined,

    /// <summary>The gateway has it and is not done, as with a bank debit.</summary>
    Pending,

    /// <summary>The gateway was called and gave no answer.</summary>
    Unknown,
}
