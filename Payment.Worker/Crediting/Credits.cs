using Charging.Contracts;
using Charging.Payments.Ledger;
using Charging.Payments.Refunding;
using Charging.Payments.Scheduling;
using Charging.ServiceDefaults;
using Dapper;
using Npgsql;

namespace Charging.Payments.Crediting;

/// <summary>
/// The table payment.credits: a note is kept once, counted by its payment once that is there, and settled once. All of
/// it happens while the payment's row is held, so that no attempt begins, nothing is given up, and no refund is added
/// beside it by somebody who has not seen it.
/// </summary>
internal sealed class Credits(NpgsqlDataSource postgres)
{
    /// <summary>Keeps the note unless it is kept; where it has a payment, that reckons with it from then on.</summary>
    public async Task KeepOnce(CreditNoteIssued note, DateTime now, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into payment.credits
                   (credit_note_id, credit_note_number, invoice_id, payable_minor, currency, reason, document, kept_at,
                    due_at)
            values (@CreditNoteId, @CreditNoteNumber, @InvoiceId, @PayableMinor, @Currency, @Reason, @Document::json,
                    @KeptAt, @DueAt)
            on conflict (credit_note_id) do nothing
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var payment = await Refunds.Hold(connection, transaction, note.InvoiceId, cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            sql, Credit.Of(note, now), transaction, cancellationToken: cancellationToken));
        if (payment is not null) await Count(connection, transaction, note.InvoiceId, now, cancellationToken);
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
        if (payment is not null) await Count(connection, transaction, due.InvoiceId, now, cancellationToken);
        var all = await Read(connection, transaction, due.InvoiceId, cancellationToken);
        var credit = all.Single(one => one.CreditNoteId == due.CreditNoteId);
        if (payment is not null && credit.SettledAt is null
            && CreditPlan.OutcomeOf(credit, payment, all) is { } outcome)
        {
            var refund = outcome == CreditOutcome.Refunded
                ? Refund.Start(credit.ToOrder(CreditPlan.ToGiveBack(credit, payment, all)), payment, now, dueAt: now)
                : null;
            if (refund is not null) await Refunds.Add(connection, transaction, refund, cancellationToken);
            credit = credit.Settled(outcome, (all.Max(one => one.CreditNo) ?? 0) + 1, refund, now);
            await Put(connection, transaction, credit, cancellationToken);
        }

        await connection.AwaitStandbys(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return credit;
    }

    /// <summary>Nobody needs to look at it any more: it is settled, and its mail, if it has one, is ordered.</summary>
    public async Task Close(Credit credit, CancellationToken cancellationToken)
    {
        // Not if its payment was reinstated meanwhile: then it is settled anew.
        const string sql = """
            update payment.credits set due_at = null where credit_note_id = @CreditNoteId and settled_at is not null
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        await connection.ExecuteAsync(
            new CommandDefinition(sql, new { credit.CreditNoteId }, cancellationToken: cancellationToken));
    }

    /// <summary>All of the invoice, in the order in which they were kept.</summary>
    public async Task<IReadOnlyList<Credit>> Of(Guid invoiceId, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        return await Read(connection, null, invoiceId, cancellationToken);
    }

    /// <summary>
    /// Takes the notes that are due and puts each off until <paramref name="again"/>. Rounds of several instances take
    /// different ones.
    /// </summary>
    public async Task<IReadOnlyList<CreditDue>> TakeDue(
        DateTime now, DateTime again, int most, CancellationToken cancellationToken)
    {
        const string sql = """
            with due as (
                select credit_note_id
                from   payment.credits
                where  due_at <= @now
                order  by due_at
                limit  @most
                for    update skip locked
            )
            update payment.credits as credit
            set    due_at = @again
            from   due
            where  credit.credit_note_id = due.credit_note_id
            returning credit.credit_note_id, credit.invoice_id
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return (await connection.QueryAsync<CreditDue>(
            new CommandDefinition(sql, new { now, again, most }, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>
    /// Has the payment, whose row is held, count what is kept of its invoice and not counted yet, with its books. As
    /// that moves the payment, whoever decided about it without these notes starts over; and a payment that waits, and
    /// is credited whole now, is woken.
    /// </summary>
    /// <returns>What is credited in all, in smallest units; null if nothing was counted just now.</returns>
    public static async Task<long?> Count(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid invoiceId, DateTime now,
        CancellationToken cancellationToken)
    {
        const string count = """
            update payment.credits
            set    counted_at = @now
            where  invoice_id = @invoiceId and counted_at is null
            returning document
            """;
        const string move = """
            update payment.payments
            set    credited_minor = credited_minor + @minor, version = version + 1, updated_at = @now
            where  invoice_id = @invoiceId
            returning credited_minor, credited_minor >= amount_minor, state = 'Abandoned'
            """;

        var documents = await connection.QueryAsync<string>(
            new CommandDefinition(count, new { invoiceId, now }, transaction, cancellationToken: cancellationToken));
        var notes = documents.Select(Credit.Read).ToList();
        if (notes.Count == 0) return null;

        var more = new { invoiceId, now, minor = notes.Sum(note => note.Payable.Minor) };
        var (credited, isWhole, isGivenUp) = await connection.QuerySingleAsync<(long, bool, bool)>(
            new CommandDefinition(move, more, transaction, cancellationToken: cancellationToken));
        if (isWhole) await Schedule.Wake(connection, transaction, invoiceId, now, cancellationToken);
        await LedgerEntries.Book(
            connection, transaction, [.. notes.SelectMany(note => LedgerEntry.Credited(note, isGivenUp, now))],
            cancellationToken);
        return credited;
    }

    /// <summary>
    /// The payment, whose row is held, is paid again: what gave no money back because it was not is settled anew.
    /// </summary>
    public static Task<int> Reopen(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid invoiceId, DateTime now,
        CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.credits
            set    settled_at = null, credit_no = null, outcome = null, due_at = @now
            where  invoice_id = @invoiceId and outcome in ('notOwed', 'neverDrawn')
            """;

        return connection.ExecuteAsync(
            new CommandDefinition(sql, new { invoiceId, now }, transaction, cancellationToken: cancellationToken));
    }

    private static Task<int> Put(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Credit credit, CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.credits
            set    settled_at = @SettledAt, credit_no = @CreditNo, outcome = @Outcome, refund_id = @RefundId
            where  credit_note_id = @CreditNoteId
            """;

        return connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            credit.SettledAt, credit.CreditNo, Outcome = Words.Of(credit.Outcome!.Value), credit.RefundId,
            credit.CreditNoteId,
        }, transaction, cancellationToken: cancellationToken));
    }

    private static async Task<IReadOnlyList<Credit>> Read(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid invoiceId,
        CancellationToken cancellationToken)
    {
        const string sql = """
            select credit.credit_note_id, credit.credit_note_number, credit.invoice_id, credit.payable_minor,
                   credit.currency, credit.reason, credit.document, credit.kept_at, credit.counted_at,
                   credit.settled_at, credit.credit_no, credit.outcome, credit.refund_id, credit.due_at,
                   refund.status as refund_status
            from   payment.credits as credit
            left   join payment.refunds as refund using (refund_id)
            where  credit.invoice_id = @invoiceId
            order  by credit.kept_at, credit.credit_note_number
            """;

        return (await connection.QueryAsync<Credit>(
            new CommandDefinition(sql, new { invoiceId }, transaction, cancellationToken: cancellationToken))).AsList();
    }
}

/// <summary>A note that somebody looks at now.</summary>
internal readonly record struct CreditDue(Guid CreditNoteId, Guid InvoiceId);
