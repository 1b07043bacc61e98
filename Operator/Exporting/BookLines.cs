namespace Charging.Operator.Exporting;

/// <summary>The ledger's lines of a month, read in the snapshot that the connection has open.</summary>
internal sealed class BookLines(NpgsqlConnection connection, AccountingMonth month, string? currency)
{
    private object Bounds => new { from = month.From, until = month.Until, currency };

    public async Task<IReadOnlyList<BookMovement>> Movements(CancellationToken stop)
    {
        const string sql = """
            select line.debit_account, line.credit_account, line.currency, whose.seller_code, count(*) as lines
            from payment.book_lines line
            left join payment.collections whose using (invoice_id) -- a payout's line is of no invoice
            where line.booked_at >= @from and line.booked_at < @until
            and (@currency::text is null or line.currency = @currency)
            group by line.debit_account, line.credit_account, line.currency, whose.seller_code
            order by line.debit_account collate "C", line.credit_account collate "C", line.currency collate "C",
                     whose.seller_code collate "C"
            """;

        return
        [
            .. await connection.QueryAsync<BookMovement>(new CommandDefinition(sql, Bounds, cancellationToken: stop)),
        ];
    }

    /// <summary>One after the other, as the server sends them, in one order: a month may have millions.</summary>
    public IAsyncEnumerable<BookLine> All()
    {
        const string sql = """
            select line.entry_id, line.booked_at, line.event, line.debit_account, line.credit_account,
                   line.amount_minor, line.currency, coalesce(whose.invoice_number, line.payout_id) as document,
                   whose.customer_id, whose.seller_code
            from payment.book_lines line
            left join payment.collections whose using (invoice_id)
            where line.booked_at >= @from and line.booked_at < @until
            and (@currency::text is null or line.currency = @currency)
            order by line.booked_at, line.entry_id
            """;

        return connection.QueryUnbufferedAsync<BookLine>(sql, Bounds);
    }

    /// <summary>By the database's clock, not by that of whoever asks.</summary>
    public Task<DateTime> Now(CancellationToken stop)
    {
        const string sql = "select now()";

        return connection.ExecuteScalarAsync<DateTime>(new CommandDefinition(sql, cancellationToken: stop));
    }
}
