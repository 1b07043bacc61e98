using Charging.Payments.Crediting;
using Charging.Payments.Ledger;

namespace Charging.Payments.Collecting;

/// <summary>The table payment.disputes: moved with their payment alone, in the transaction of its own move.</summary>
internal sealed class Disputes(NpgsqlDataSource postgres)
{
    /// <summary>All of the invoice, those that were reported last at the end.</summary>
    public async Task<IReadOnlyList<Dispute>> Of(Guid invoiceId, CancellationToken cancellationToken)
    {
        const string sql = """
            select reference, invoice_id, capture_reference, amount_minor, currency, status, moves, reported_at,
                   is_decided
            from   payment.disputes
            where  invoice_id = @invoiceId
            order  by reported_at, reference
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        var disputes = await connection.QueryAsync<Dispute>(
            new CommandDefinition(sql, new { invoiceId }, cancellationToken: cancellationToken));
        return disputes.AsList();
    }

    /// <summary>Whose invoice it is about; null if nobody has heard of it.</summary>
    public async Task<Guid?> InvoiceOf(string reference, CancellationToken cancellationToken)
    {
        const string sql = "select invoice_id from payment.disputes where reference = @reference";

        await using var connection = await postgres.Connect(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<Guid?>(
            new CommandDefinition(sql, new { reference }, cancellationToken: cancellationToken));
    }

    /// <summary>Whether refunds of the invoice, and of what was drawn twice, were made, or may have been.</summary>
    public async Task<(bool OfInvoice, bool OfSurplus)> AreGivenBack(
        Guid invoiceId, CancellationToken cancellationToken)
    {
        const string sql = """
            select coalesce(bool_or(reason is distinct from @DrawnTwice), false),
                   coalesce(bool_or(reason = @DrawnTwice), false)
            from   payment.refunds
            where  invoice_id = @invoiceId
            -- What is open may have been given back.
            and    status <> 'failed'
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return await connection.QuerySingleAsync<(bool, bool)>(new CommandDefinition(
            sql, new { invoiceId, PaymentRefunded.DrawnTwice }, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// Stores what was reported of these payments, what it moved, and which capture may be followed; and what it means
    /// that one is no loss any more, which a customer may also do who pays after all.
    /// </summary>
    public static async Task Keep(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<PaymentMove> moves,
        DateTime now,
        CancellationToken cancellationToken)
    {
        foreach (var move in moves)
        {
            if (move.Found.Reported is { } reported)
                await Put(connection, transaction, reported.Dispute, cancellationToken);
            if (move.Found is { Disputes.Count: 0, Decision: not { LeavesLoss: true } }) continue;

            await Open(connection, transaction, move, now, cancellationToken);
            await Book(connection, transaction, move, now, cancellationToken);
            if (move.Found.Decision is { IsNews: true, Next: NextStep.Captured or NextStep.Reinstate })
                await Credits.Reopen(connection, transaction, move.Id, now, cancellationToken);
        }
    }

    private static Task<int> Put(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Dispute dispute,
        CancellationToken cancellationToken)
    {
        const string sql = """
            insert into payment.disputes
                   (reference, invoice_id, capture_reference, amount_minor, currency, status, moves, reported_at,
                    is_decided)
            values (@Reference, @InvoiceId, @CaptureReference, @AmountMinor, @Currency, @Status, @Moves, @ReportedAt,
                    @IsDecided)
            on conflict (reference) do update
            set    status = excluded.status, moves = excluded.moves, reported_at = excluded.reported_at,
                   is_decided = excluded.is_decided
            """;

        return connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            dispute.Reference, dispute.InvoiceId, dispute.CaptureReference, dispute.AmountMinor, dispute.Currency,
            Status = Words.Of(dispute.Status), dispute.Moves, dispute.ReportedAt, dispute.IsDecided,
        }, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// A capture is opened to be drawn once more when its return is final, and closed again when it is not; not while
    /// another holds, which the indexes would refuse.
    /// </summary>
    private static Task Open(
        NpgsqlConnection connection, NpgsqlTransaction transaction, PaymentMove move, DateTime now,
        CancellationToken cancellationToken) => move.Found.Next switch
        {
            NextStep.AwaitMethod { Returned: var attempt } =>
                Attempts.Return(connection, transaction, attempt, now, cancellationToken),
            NextStep.Reverse { Reopens: true } or NextStep.Reinstate =>
                Attempts.TakeReturnBack(connection, transaction, move.Id, cancellationToken),
            _ => Task.CompletedTask,
        };

    /// <summary>The dispute's own movement, and what its payment's leaving or entering a loss means.</summary>
    private static async Task Book(
        NpgsqlConnection connection, NpgsqlTransaction transaction, PaymentMove move, DateTime now,
        CancellationToken cancellationToken)
    {
        if (move.Found.Reported is { IsMoved: true } reported) await Write(reported.Dispute.ToEntry(now));

        if (move.Found.Decision is { LeavesLoss: true })
        {
            var lost = await Balance(Account.WriteOff);
            if (lost.Minor > 0) await Write(PaymentEntries.WrittenBack(move.Payment, lost, now));
        }
        else if (move.Found.Decision is { EntersLoss: true })
        {
            // What stands open after returns, credit notes and refunds is what is lost, not the invoice's amount.
            var owed = await Balance(Account.Receivable);
            if (owed.Minor > 0) await Write(PaymentEntries.WrittenOff(move.Payment, owed, now));
        }

        async Task<Money> Balance(string account) => move.Payment.Amount with
        {
            Minor = await LedgerEntries.Balance(connection, transaction, move.Id, account, cancellationToken),
        };

        Task Write(LedgerEntry entry) => LedgerEntries.Book(connection, transaction, [entry], cancellationToken);
    }
}
