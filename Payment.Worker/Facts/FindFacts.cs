using Charging.Payments.Announcing;
using Charging.Payments.Collecting;
using Charging.Payments.Crediting;
using Charging.Payments.Gateway;
using Charging.Payments.Messages;
using Charging.Payments.Refunding;
using Charging.Payments.Scheduling;

namespace Charging.Payments.Facts;

/// <summary>
/// The one place where it is read what a mail may say. What every mail needs is read of all invoices at once that are
/// asked about at that moment.
/// </summary>
internal sealed class FindFacts(
    NpgsqlDataSource postgres, Customers.Customers customers, Refunds refunds, Credits credits, Schedule schedule)
{
    private readonly GroupCommit<Guid, Known?> reads = new((ids, stop) => Read(postgres, ids, stop));

    public Task WarmUp(CancellationToken cancellationToken) => reads.WarmUp(cancellationToken);

    /// <summary>What a mail of the ordered kind may say; null once what it was to be about has passed.</summary>
    public async Task<PaymentFacts?> Of(SendReceipt order, CancellationToken cancellationToken)
    {
        var known = await reads.Add(order.InvoiceId, cancellationToken) ?? throw new InvalidOperationException(
            $"No payment of invoice {order.InvoiceId} in payment.payments; find out who ordered its receipt.");
        var payment = known.Payment;
        if (!IsStillSo(order.Kind, payment)) return null;

        var found = new Findings { Attempts = known.Attempts };
        var invoice = Collecting.Payments.ReadInvoice(known.Invoice);
        var customer = await customers.Find(payment.CustomerId, cancellationToken);
        var facts = Of(payment, found, invoice, order.Kind) with { Contact = customer?.Contact };
        return order.Kind switch
        {
            ReceiptKind.Refund => await WithRefund(facts, payment, order, cancellationToken),
            ReceiptKind.Credit => await WithCredit(facts, order, cancellationToken),
            ReceiptKind.DisputeLost => facts with
            {
                DrawnUntil = (await schedule.Find(order.InvoiceId, cancellationToken))?.DueAt,
            },
            _ when facts.Paid?.Credited is not null => facts with
            {
                Notes =
                [
                    .. (await credits.Of(order.InvoiceId, cancellationToken))
                        .Where(credit => credit.Outcome == CreditOutcome.NeverDrawn).Select(credit => credit.Note),
                ],
            },
            _ when payment.AbandonReason == AbandonReason.Credited => facts with
            {
                Notes = [.. (await credits.Of(order.InvoiceId, cancellationToken)).Select(credit => credit.Note)],
            },
            _ => facts,
        };
    }

    /// <summary>What the mail of a notice may say; null once nothing is drawn by it.</summary>
    public async Task<PaymentFacts?> Of(Notice notice, CancellationToken cancellationToken)
    {
        var known = await reads.Add(notice.InvoiceId, cancellationToken);
        if (known is not { Payment: { CurrentState: nameof(PaymentSaga.AwaitingDay) } payment }) return null;

        var customer = await customers.Find(payment.CustomerId, cancellationToken);
        if (customer?.Methods.Any(notice.IsOf) != true || customer.SuspendedTokens.Contains(notice.MethodToken))
            return null;
        var counted = (await credits.Of(notice.InvoiceId, cancellationToken)).Where(one => one.CountedAt is not null);
        return new(Collecting.Payments.ReadInvoice(known.Invoice))
        {
            Contact = customer.Contact,
            Announced = new(
                notice.DrawOn, payment.LeftToPay, notice.MethodBrand, notice.LastFour, notice.MandateReference,
                notice.CreditorId),
            AnnouncedAt = notice.MadeAt,
            Notes = [.. counted.Select(credit => credit.Note)],
        };
    }

    /// <summary>The invoice that a mail which was made is about.</summary>
    public async Task<InvoiceCreated> InvoiceOf(Guid invoiceId, CancellationToken cancellationToken) =>
        await reads.Add(invoiceId, cancellationToken) is { } known
            ? Collecting.Payments.ReadInvoice(known.Invoice)
            : throw new InvalidOperationException(
                $"No payment of invoice {invoiceId} in payment.payments, but a mail; find out who removed it.");

    /// <summary>The trace in which the invoice's payment began; null where nobody traced it.</summary>
    public async Task<string?> TraceOf(Guid invoiceId, CancellationToken cancellationToken) =>
        (await reads.Add(invoiceId, cancellationToken))?.Payment.TraceParent;

    /// <summary>As the payment alone has them, for a mail of that kind.</summary>
    public static PaymentFacts Of(
        PaymentState payment, Findings found, InvoiceCreated invoice, ReceiptKind kind) => new(invoice)
        {
            SettledAt = payment.SettledAt,
            AbandonReason = payment.AbandonReason,
            IsToldAnew = payment.ToldNo > 1,
            LastAttempt = found.Attempts is [.., var last] ? Of(last) : null,
            Paid = kind is ReceiptKind.Receipt or ReceiptKind.Reinstated or ReceiptKind.Refund
            ? payment.ToPaymentCaptured(found)
            : null,
            Reversed = kind is ReceiptKind.Reversal or ReceiptKind.DisputeLost ? payment.ToPaymentReversed() : null,
        };

    public static SettledNote Of(Credit credit) =>
        new(credit.Note, credit.SettledAt!.Value, credit.Outcome == CreditOutcome.GivenBackBefore);

    public static LastAttempt Of(Attempt last) => new(
        last.MethodKind, last.MethodBrand, last.LastFour, last.Code, last.Status == AttemptStatus.Declined,
        DeclineCodes.IsOurs(last.Code), last.ResolvedAt);

    private static async Task<IReadOnlyList<Known?>> Read(
        NpgsqlDataSource postgres, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        Guid[] each = [.. ids.Distinct()];
        await using var connection = await postgres.Connect(cancellationToken);
        var payments = await Collecting.Payments.Read(connection, each, cancellationToken);
        var attempts = (await Attempts.Read(connection, each, cancellationToken)).ToLookup(one => one.InvoiceId);
        var known = payments.ToDictionary(
            one => one.Payment.CorrelationId,
            one => new Known(one.Payment, one.Invoice, [.. attempts[one.Payment.CorrelationId]]));
        return [.. ids.Select(known.GetValueOrDefault)];
    }

    private async Task<PaymentFacts> WithRefund(
        PaymentFacts facts, PaymentState payment, SendReceipt order, CancellationToken cancellationToken)
    {
        var refund = (await refunds.Of(order.InvoiceId, cancellationToken)).Refunds
            .Single(one => one.RefundNo == order.RefundNo);
        var all = await credits.Of(order.InvoiceId, cancellationToken);
        return facts with
        {
            Refund = refund.ToPaymentRefunded(payment),
            Notes = [.. all.Where(credit => credit.RefundId == refund.RefundId).Take(1).Select(credit => credit.Note)],
        };
    }

    private async Task<PaymentFacts> WithCredit(
        PaymentFacts facts, SendReceipt order, CancellationToken cancellationToken)
    {
        var all = await credits.Of(order.InvoiceId, cancellationToken);
        return facts with
        {
            Credit = all.SingleOrDefault(note => note.CreditNo == order.CreditNo) is { } credit ? Of(credit) : null,
        };
    }

    /// <summary>What passes by itself is not written about once it has passed.</summary>
    private static bool IsStillSo(ReceiptKind kind, PaymentState payment) => kind switch
    {
        ReceiptKind.ActionNeeded => payment.CurrentState == nameof(PaymentSaga.AwaitingCustomer),
        ReceiptKind.NotCollected => payment.CurrentState == nameof(PaymentSaga.Abandoned),
        ReceiptKind.Reversal => payment is { CurrentState: nameof(PaymentSaga.Reversed), IsDisputeOpen: true },
        ReceiptKind.DisputeLost => payment is { CurrentState: nameof(PaymentSaga.Reversed), IsDisputeOpen: false },
        ReceiptKind.Reinstated => payment.CurrentState == nameof(PaymentSaga.Captured),
        _ => true,
    };

    /// <summary>Of one invoice, which is as it is kept, since whoever asked takes the time to read it.</summary>
    private sealed record Known(PaymentState Payment, string Invoice, IReadOnlyList<Attempt> Attempts);
}
