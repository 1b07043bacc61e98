using Charging.Contracts;
using Dapper;
using Npgsql;

namespace Charging.Payments;

/// <summary>The books. Only ever added to, and always in the transaction of what they tell of.</summary>
internal static class LedgerEntries
{
    /// <summary>By currency, what the attempts captured less what is booked as captured: 0 when all is right.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> Imbalances(
        NpgsqlDataSource postgres, CancellationToken cancellationToken)
    {
        const string sql = """
            select currency, sum(amount)::bigint
            from (select currency, amount_minor as amount from payment.attempts where status = 'captured'
                  union all
                  select currency, -amount_minor from payment.ledger_entries where event = 'captured') as both_sides
            group by currency
            """;

        await using var connection = await postgres.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(string Currency, long Amount)>(
            new CommandDefinition(sql, cancellationToken: cancellationToken));
        return rows.ToDictionary(row => row.Currency, row => row.Amount, StringComparer.Ordinal);
    }

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
                    payout_id)
            select entry_id, invoice_id, event, debit_account, credit_account, amount_minor, currency, booked_at,
                   payout_id
            from   unnest(@EntryIds, @InvoiceIds::uuid[], @Events, @Debits, @Credits, @Amounts, @Currencies,
                          @BookedAts, @PayoutIds)
                   as given (entry_id, invoice_id, event, debit_account, credit_account, amount_minor, currency,
                             booked_at, payout_id)
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
        }, transaction, cancellationToken: cancellationToken));
    }
}
