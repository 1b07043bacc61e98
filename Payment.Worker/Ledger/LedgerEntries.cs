namespace Charging.Payments.Ledger;

/// <summary>The books. Only ever added to, and always in the transaction of what they tell of.</summary>
internal static class LedgerEntries
{
    /// <summary>Books what is not booked yet.</summary>
    public static async Task Book(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<LedgerEntry> entries,
        CancellationToken cancellationToken)
    {
        if (entries.Count == 0) return;

        const string sql = """
            insert into payment.ledger_entries
                   (entry_id, invoice_id, event, debit_account, credit_account, amount_minor, currency, booked_at,
                    payout_id, bank_key)
            select entry_id, invoice_id, event, debit_account, credit_account, amount_minor, currency, booked_at,
                   payout_id, bank_key
            from   unnest(@EntryIds, @InvoiceIds::uuid[], @Events, @Debits, @Credits, @Amounts, @Currencies,
                          @BookedAts, @PayoutIds, @BankKeys::uuid[])
                   as given (entry_id, invoice_id, event, debit_account, credit_account, amount_minor, currency,
                             booked_at, payout_id, bank_key)
            on conflict (entry_id) do nothing
            """;

        await connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            EntryIds = entries.Select(entry => entry.EntryId).ToArray(),
            InvoiceIds = entries.Select(entry => entry.InvoiceId).ToArray(),
            Events = entries.Select(entry => Words.Of(entry.Event)).ToArray(),
            Debits = entries.Select(entry => entry.DebitAccount).ToArray(),
            Credits = entries.Select(entry => entry.CreditAccount).ToArray(),
            Amounts = entries.Select(entry => entry.AmountMinor).ToArray(),
            Currencies = entries.Select(entry => entry.Currency).ToArray(),
            BookedAts = entries.Select(entry => entry.BookedAt).ToArray(),
            PayoutIds = entries.Select(entry => entry.PayoutId).ToArray(),
            BankKeys = entries.Select(entry => entry.BankKey).ToArray(),
        }, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>Of the invoice on that account, debits less credits, in smallest units.</summary>
    public static Task<long> Balance(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid invoiceId, string account,
        CancellationToken cancellationToken)
    {
        const string sql = """
            select coalesce(sum(case debit_account when @account then amount_minor else -amount_minor end), 0)::bigint
            from   payment.ledger_entries
            where  invoice_id = @invoiceId
            and    @account in (debit_account, credit_account)
            """;

        return connection.ExecuteScalarAsync<long>(new CommandDefinition(
            sql, new { invoiceId, account }, transaction, cancellationToken: cancellationToken));
    }
}
