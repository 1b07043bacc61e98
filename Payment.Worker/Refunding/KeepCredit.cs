using Charging.Payments.Crediting;

namespace Charging.Payments.Refunding;

/// <summary>
/// Keeps credit notes and settles them, each step in one transaction that holds the payment's row.
/// </summary>
internal sealed class KeepCredit(NpgsqlDataSource postgres)
{
    /// <summary>Keeps the note unless it is kept; where it has a payment, that reckons with it from then on.</summary>
    public async Task Once(CreditNoteIssued note, DateTime now, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var payment = await Refunds.Hold(connection, transaction, note.InvoiceId, cancellationToken);
        await Credits.AddOnce(connection, transaction, Credit.Of(note, now), cancellationToken);
        if (payment is not null)
            await Collecting.Payments.CountCredits(connection, transaction, note.InvoiceId, now, cancellationToken);
        await connection.AwaitStandbys(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>
    /// Decides what becomes of a note, and stores the refund that follows, due at once; does nothing while the invoice
    /// has no payment or its outcome is open. A note that is settled stays as it is.
    /// </summary>
    public async Task<Credit> Settle(CreditDue due, DateTime now, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var payment = await Refunds.Hold(connection, transaction, due.InvoiceId, cancellationToken);
        if (payment is not null)
            await Collecting.Payments.CountCredits(connection, transaction, due.InvoiceId, now, cancellationToken);
        var all = await Credits.Read(connection, transaction, due.InvoiceId, cancellationToken);
        var credit = all.Single(one => one.CreditNoteId == due.CreditNoteId);
        if (payment is not null && credit.SettledAt is null
            && CreditPlan.OutcomeOf(credit, payment, all) is { } outcome)
        {
            var refund = outcome == CreditOutcome.Refunded
                ? Refund.Start(credit.ToOrder(CreditPlan.ToGiveBack(credit, payment, all)), payment, now, dueAt: now)
                : null;
            if (refund is not null) await Refunds.Add(connection, transaction, refund, cancellationToken);
            credit = credit.Settled(outcome, (all.Max(one => one.CreditNo) ?? 0) + 1, refund?.RefundId, now);
            await Credits.Settle(connection, transaction, credit, cancellationToken);
        }

        await connection.AwaitStandbys(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return credit;
    }
}
