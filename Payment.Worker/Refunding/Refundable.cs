using Charging.Contracts.Cards;
using Charging.Payments.Collecting;
using Charging.Payments.Gateway;
using Charging.Payments.Messages;

namespace Charging.Payments.Refunding;

/// <summary>
/// What decides whether money can be given back: the payment, the gateway's name for the capture of which most is left
/// (null if there is none), all its refunds so far, what of all captures no dispute has taken away, whether one is
/// still open, and what credit notes had taken off before it was drawn. AmountMinor is what is, or was, to be drawn.
/// </summary>
internal sealed record Refundable(
    string InvoiceNumber, string State, long AmountMinor, string Currency, string? CaptureReference,
    AbandonReason? AbandonReason = null, long HereMinor = 0, bool IsDisputed = false, long UndrawnMinor = 0)
{
    public IReadOnlyList<Refund> Refunds { get; init; } = [];

    /// <summary>What was given back of the invoice, or may have been; what was drawn twice is beside it.</summary>
    public Money GivenBack => new(
        Refunds.Where(refund => refund is { IsSurplus: false, Status: not RefundStatus.Failed })
            .Sum(refund => refund.AmountMinor),
        Currency);

    /// <summary>What a dispute has taken away is left neither to us nor to be given back.</summary>
    public Money Left => new(Math.Max(AmountMinor - GivenBack.Minor - Away.Minor, 0), Currency);

    /// <summary>
    /// What the customer's bank has taken of the invoice's money; of two captures only one is the invoice's.
    /// </summary>
    public Money Away => new(
        State == nameof(PaymentSaga.Reversed) ? Math.Max(AmountMinor - HereMinor + SurplusMinor, 0) : 0, Currency);

    /// <summary>It was paid by a transfer, of which the gateway has nothing.</summary>
    private bool IsOfTransfer =>
        CaptureReference?.StartsWith(Attempt.TransferPrefix, StringComparison.Ordinal) == true;

    /// <summary>Money of the invoice is here, and nobody is about to take it away.</summary>
    private bool IsHere =>
        State == nameof(PaymentSaga.Captured)
        || (State == nameof(PaymentSaga.Reversed) && !IsDisputed && Away.Minor < AmountMinor);

    private long SurplusMinor =>
        Refunds.Where(refund => refund is { IsSurplus: true, Status: not RefundStatus.Failed })
            .Sum(refund => refund.AmountMinor);

    /// <summary>What was drawn twice, whole, is not the invoice's; all else is given back of that.</summary>
    public string? ObjectionTo(RefundPayment order)
    {
        if (order.Reason != Refund.DrawnTwice) return ObjectionTo(order.Amount, order.Reason);

        var isSurplus = State == nameof(PaymentSaga.Captured) && order.Amount.Currency == Currency
            && order.OrderId == RefundPayment.SurplusOrderOf(order.InvoiceId)
            && order.Amount.Minor > 0 && order.Amount.Minor <= HereMinor - AmountMinor;
        return isSurplus ? null :
            $"Invoice {InvoiceNumber} is {State} and not drawn twice by {order.Amount}, so that does not go back as " +
            $"'{Refund.DrawnTwice}'; see payments show, and give another reason.";
    }

    /// <summary>Why that much cannot be given back, and what to do; null if it can.</summary>
    public string? ObjectionTo(Money amount, string reason) => State switch
    {
        _ when IsOfTransfer =>
            $"Invoice {InvoiceNumber} was paid by bank transfer, of which the gateway has nothing to give back: send " +
            $"{amount} from the bank account, and place the entry when it is on a statement (payment bank elsewhere).",
        _ when IsHere => ObjectionToAmount(amount) ?? ObjectionToReason(reason),
        nameof(PaymentSaga.Reversed) when Away.Minor < AmountMinor =>
            $"{Away} of invoice {InvoiceNumber} are disputed, and the gateway gives nothing back while the dispute " +
            "is open; wait until it is decided (see payments show).",
        nameof(PaymentSaga.Reversed) =>
            $"The payment of invoice {InvoiceNumber} is Reversed: the customer's bank has taken the money back " +
            "already, and a refund would give it twice; see payments show.",
        _ =>
            $"The payment of invoice {InvoiceNumber} is {State}: only what is Captured can be given back; see " +
            "payments show.",
    };

    private string? ObjectionToAmount(Money amount) =>
        amount.Currency != Currency
            ? $"Invoice {InvoiceNumber} was paid in {Currency}, so {amount} cannot be given back; name an amount in " +
                "it."
        : amount.Minor <= 0 || amount.Minor > Left.Minor
            ? $"Of invoice {InvoiceNumber} {Left} are left to give back, not {amount}; name an amount up to that. " +
                "What is ordered and not known to have failed counts; see payments show."
        : amount != amount.ToDrawable()
            ? $"{amount} cannot be given back exactly; the nearest that can is {amount.ToDrawable()}."
        : null;

    private static string? ObjectionToReason(string reason) =>
        string.IsNullOrWhiteSpace(reason) || reason.Length > RefundPayment.LongestReason
            ? $"A reason has 1 to {RefundPayment.LongestReason} characters; the customer reads it."
        : CardNumber.IsIn(reason) ? "The reason holds a card number; leave all but its last four digits out."
        : null;
}
