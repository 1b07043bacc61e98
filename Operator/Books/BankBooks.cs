namespace Charging.Operator.Books;

/// <summary>
/// Whether the ledger's bank account is what the bank itself says: the closing balances of its last statements, and
/// what the gateway paid out that stands on none yet. Where no account is known the bank is what was paid out.
/// </summary>
internal sealed class BankBooks(NpgsqlConnection connection)
{
    private sealed record Sides(
        string Currency, long Accounts, long Closing, long OnTheWay, long PayoutsOnTheWay, long Bank, long Left,
        long Entries, long Suspense);

    public async Task<IEnumerable<Equation>> Balances(CancellationToken stop)
    {
        const string sql = """
            with amounts (currency, what, amount, pieces) as (
                select currency, 'closing', sum(closing_minor), count(*)
                from payment.known_bank_accounts group by currency
                union all
                select p.currency, 'on the way', sum(p.net_minor), count(*)
                from payment.booked_payouts p
                left join payment.payout_arrivals a using (payout_id)
                where a.payout_id is null and p.net_minor <> 0 group by p.currency
                union all
                select currency, debit_account, sum(amount_minor), 0
                from payment.book_lines where debit_account in ('bank', 'suspense') group by currency, debit_account
                union all
                select currency, credit_account, -sum(amount_minor), 0
                from payment.book_lines where credit_account in ('bank', 'suspense') group by currency, credit_account
                union all
                select currency, 'left', sum(amount_minor - placed_minor), count(*)
                from payment.statement_entries where placed_minor <> amount_minor group by currency
            )
            select currency,
                   coalesce(sum(pieces) filter (where what = 'closing'), 0)::bigint as accounts,
                   coalesce(sum(amount) filter (where what = 'closing'), 0)::bigint as closing,
                   coalesce(sum(amount) filter (where what = 'on the way'), 0)::bigint as on_the_way,
                   coalesce(sum(pieces) filter (where what = 'on the way'), 0)::bigint as payouts_on_the_way,
                   coalesce(sum(amount) filter (where what = 'bank'), 0)::bigint as bank,
                   coalesce(sum(amount) filter (where what = 'left'), 0)::bigint as left,
                   coalesce(sum(pieces) filter (where what = 'left'), 0)::bigint as entries,
                   coalesce(-sum(amount) filter (where what = 'suspense'), 0)::bigint as suspense
            from amounts
            group by currency
            order by currency
            """;

        var rows = (await connection.QueryAsync<Sides>(new CommandDefinition(sql, cancellationToken: stop))).AsList();
        return
        [
            .. rows.Where(row => row.Accounts > 0).Select(row => new Equation(
                "entries of statements that belong nowhere yet", "ledger: suspense", row.Left, row.Suspense,
                row.Currency, row.Entries == 0 ? "" : $"{row.Entries:N0} entries: payment bank suspense")),
            .. rows.Select(Bank),
        ];
    }

    private static Equation Bank(Sides row) =>
        row.Accounts == 0 ? new("paid out", "ledger: bank", row.OnTheWay, row.Bank, row.Currency) : new(
            row.PayoutsOnTheWay == 0 ? "ledger: bank" : $"ledger: bank - {row.PayoutsOnTheWay:N0} payouts on their way",
            "the bank's own closing balance", row.Bank - row.OnTheWay, row.Closing, row.Currency);
}
