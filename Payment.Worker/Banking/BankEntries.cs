using Charging.Contracts.Cards;
using Charging.Payments.Messages;
using Charging.Payments.Statements;

namespace Charging.Payments.Banking;

/// <summary>
/// The table payment.bank_entries: what the bank has booked. Money comes into suspense with its entry, and is placed
/// from there; the invoice that an entry names is offered it.
/// </summary>
internal sealed class BankEntries(NpgsqlDataSource postgres)
{
    /// <summary>Stores the entries of a statement, in suspense, none of them placed.</summary>
    public static Task Add(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Statement statement,
        IReadOnlyList<StatementEntry> entries, IReadOnlyDictionary<int, Guid> invoices, DateTime now,
        CancellationToken cancellationToken)
    {
        const string sql = """
            insert into payment.bank_entries
                   (entry_id, statement_id, entry_no, booked_on, value_on, amount_minor, currency, is_reversal,
                    bank_reference, counterparty, last_four, texts, invoice_id, due_at)
            select entry_id, @StatementId, entry_no, booked_on, value_on, amount_minor, @Currency, is_reversal,
                   bank_reference, counterparty, last_four, texts, invoice_id,
                   case when invoice_id is not null then @now end
            from   unnest(@Ids, @Nos, @BookedOns, @ValueOns::date[], @Amounts, @Reversals, @References, @Parties,
                          @LastFours, @Texts, @Invoices::uuid[])
                   as given (entry_id, entry_no, booked_on, value_on, amount_minor, is_reversal, bank_reference,
                             counterparty, last_four, texts, invoice_id)
            """;

        return connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            statement.StatementId, statement.Currency, now,
            Ids = entries.Select(statement.EntryIdOf).ToArray(),
            Nos = entries.Select(entry => entry.No).ToArray(),
            BookedOns = entries.Select(entry => entry.BookedOn!.Value).ToArray(),
            ValueOns = entries.Select(entry => entry.ValueOn).ToArray(),
            Amounts = entries.Select(entry => entry.Minor).ToArray(),
            Reversals = entries.Select(entry => entry.IsReversal).ToArray(),
            References = entries.Select(entry => entry.BankReference).ToArray(),
            Parties = entries.Select(entry => Kept(entry.Counterparty)).ToArray(),
            LastFours = entries.Select(entry => entry.LastFour).ToArray(),
            Texts = entries.Select(entry => Kept(string.Join('\n', entry.Texts))).ToArray(),
            Invoices = entries.Select(entry => invoices.TryGetValue(entry.No, out var id) ? id : (Guid?)null).ToArray(),
        }, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>The invoices that have payments, by those numbers.</summary>
    public static async Task<ILookup<string, NumberedInvoice>> Numbered(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string[] numbers,
        CancellationToken cancellationToken)
    {
        const string sql = """
            select invoice_number, invoice_id, currency,
                   coalesce(invoice_text::json, invoice) ->> 'sellerIban' as seller_iban
            from   payment.payments
            where  invoice_number = any(@numbers)
            """;

        var known = await connection.QueryAsync<NumberedInvoice>(new CommandDefinition(
            sql, new { numbers }, transaction, cancellationToken: cancellationToken));
        return known.ToLookup(one => one.InvoiceNumber, StringComparer.Ordinal);
    }

    /// <summary>Those of which something is left, the oldest first.</summary>
    public async Task<IReadOnlyList<SuspendedEntry>> InSuspense(int most, CancellationToken cancellationToken)
    {
        const string sql = """
            select entry.entry_id, statement.account, statement.bank_id, entry.entry_no, entry.booked_on,
                   entry.amount_minor - entry.placed_minor as left_minor, entry.amount_minor, entry.currency,
                   entry.is_reversal, entry.counterparty, entry.texts, payment.invoice_number, payment.state,
                   payment.amount_minor - payment.credited_minor as owed_minor
            from   payment.bank_entries as entry
            join   payment.bank_statements as statement using (statement_id)
            left   join payment.payments as payment on payment.invoice_id = entry.invoice_id
            where  entry.placed_minor <> entry.amount_minor
            order  by entry.booked_on, statement.account, statement.statement_no, entry.entry_no
            limit  @most
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        var open = await connection.QueryAsync<SuspendedEntry>(
            new CommandDefinition(sql, new { most }, cancellationToken: cancellationToken));
        return open.AsList();
    }

    /// <summary>Those that may be payouts which are booked and not known to have arrived, by amount and text.</summary>
    public static async Task<IReadOnlyList<(Guid EntryId, string PayoutId, string Texts, DateOnly BookedOn)>>
        LikePayouts(NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        const string sql = """
            select entry.entry_id, payout.payout_id, entry.texts, entry.booked_on
            from   payment.payouts as payout
            join   payment.bank_entries as entry
                   on entry.currency = payout.currency and entry.amount_minor = payout.net_minor
            where  entry.placed_minor <> entry.amount_minor and entry.placed_minor = 0 and not entry.is_reversal
            and    position(payout.payout_id in entry.texts) > 0
            and    not exists (select from payment.arrived_payouts as arrived
                               where  arrived.payout_id = payout.payout_id)
            -- In one order, so that two who place do not wait for each other.
            order  by entry.entry_id
            for    update of entry
            """;

        var like = await connection.QueryAsync<(Guid, string, string, DateOnly)>(
            new CommandDefinition(sql, transaction: transaction, cancellationToken: cancellationToken));
        return like.AsList();
    }

    /// <summary>What is left of one, which may pay an invoice; null if there is none of that id.</summary>
    public async Task<BankTransfer?> Find(Guid entryId, CancellationToken cancellationToken)
    {
        const string sql = """
            select entry_id, amount_minor - placed_minor as left_minor, currency, last_four, is_reversal
            from   payment.bank_entries
            where  entry_id = @entryId
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<BankTransfer>(
            new CommandDefinition(sql, new { entryId }, cancellationToken: cancellationToken));
    }

    /// <summary>The same of several, which nobody else places before the transaction ends.</summary>
    public static async Task<IReadOnlyDictionary<Guid, BankTransfer>> Hold(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid[] entryIds,
        CancellationToken cancellationToken)
    {
        // In one order, so that two who hold several do not wait for each other.
        const string sql = """
            select entry_id, amount_minor - placed_minor as left_minor, currency, last_four, is_reversal
            from   payment.bank_entries
            where  entry_id = any(@entryIds)
            order  by entry_id
            for    update
            """;

        var held = await connection.QueryAsync<BankTransfer>(
            new CommandDefinition(sql, new { entryIds }, transaction, cancellationToken: cancellationToken));
        return held.ToDictionary(one => one.EntryId);
    }

    /// <summary>So much more of a held entry has found its place; what is left of it is offered to nobody.</summary>
    public static Task Place(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid entryId, long minor,
        CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.bank_entries
            set    placed_minor = placed_minor + @minor, due_at = null
            where  entry_id = @entryId
            """;

        return connection.ExecuteAsync(new CommandDefinition(
            sql, new { entryId, minor }, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>What is left of a held entry is to be offered to that invoice's payment, at once.</summary>
    public static Task Offer(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid entryId, Guid invoiceId, DateTime now,
        CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.bank_entries set invoice_id = @invoiceId, due_at = @now where entry_id = @entryId
            """;

        return connection.ExecuteAsync(new CommandDefinition(
            sql, new { entryId, invoiceId, now }, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// Takes those that are to be offered now and puts each off until <paramref name="again"/>, since its payment may
    /// be under way. What is paid is offered nothing more. Rounds of several instances take different ones.
    /// </summary>
    public async Task<IReadOnlyList<TransferArrived>> TakeDue(
        DateTime now, DateTime again, int most, CancellationToken cancellationToken)
    {
        const string sql = """
            with due as (
                select entry_id
                from   payment.bank_entries
                where  due_at <= @now
                order  by due_at
                limit  @most
                for    update skip locked
            )
            update payment.bank_entries as entry
            set    due_at = case when payment.state <> 'Captured' then @again end
            from   due
            join   payment.bank_entries as same using (entry_id)
            join   payment.payments as payment on payment.invoice_id = same.invoice_id
            where  entry.entry_id = due.entry_id
            returning entry.invoice_id, entry.entry_id, payment.state <> 'Captured'
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        var due = await connection.QueryAsync<(Guid InvoiceId, Guid EntryId, bool IsOwed)>(
            new CommandDefinition(sql, new { now, again, most }, cancellationToken: cancellationToken));
        return
        [
            .. due.Where(one => one.IsOwed)
                .Select(one => new TransferArrived { InvoiceId = one.InvoiceId, EntryId = one.EntryId }),
        ];
    }

    /// <summary>A card number has no business here, and stays out though a customer has written it.</summary>
    private static string? Kept(string? text) => text is null ? null : CardNumber.Masked(text);
}
