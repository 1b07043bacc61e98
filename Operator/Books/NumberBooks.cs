namespace Charging.Operator.Books;

/// <summary>Whether no number of an invoice or a credit note is missing or stands twice, here or at Payment.</summary>
internal sealed class NumberBooks(NpgsqlConnection connection)
{
    /// <summary>Per series: numbers handed out = documents, and the highest number is their count.</summary>
    public async Task<IEnumerable<Equation>> Numbers(CancellationToken stop)
    {
        const string sql = """
            select series, coalesce(s.next_number - 1, 0), coalesce(i.documents, 0),
                   greatest(coalesce(i.highest, 0) - coalesce(i.documents, 0), coalesce(i.documents - i.numbers, 0))
            from invoicing.number_series s
            full join (select series, count(*) as documents, count(distinct number) as numbers, max(number) as highest
                       from (select series, number from invoicing.issued_invoices
                             union all
                             select series, number from invoicing.issued_credit_notes) d
                       group by series) i using (series)
            order by series
            """;

        var rows = await connection.QueryAsync<(string Series, long Given, long Documents, long Holes)>(
            new CommandDefinition(sql, cancellationToken: stop));
        return rows.SelectMany(row => new[]
        {
            new Equation($"numbers given in {row.Series}", "documents in it", row.Given, row.Documents),
            new Equation($"gaps and twins in {row.Series}", "none", row.Holes, 0),
        });
    }

    /// <summary>As they are printed, whatever series they stand in, and as Payment was told of them.</summary>
    public async Task<IEnumerable<Equation>> Once(CancellationToken stop)
    {
        const string sql = """
            select (select count(*)
                    from (select printed
                          from (select invoice_number from invoicing.issued_invoices
                                union all
                                select credit_note_number from invoicing.issued_credit_notes) documents (printed)
                          group by printed having count(*) > 1) twice),
                   (select count(*)
                    from (select invoice_number from payment.collections
                          group by invoice_number having count(*) > 1) twice)
            """;

        var (documents, payments) = await connection.QuerySingleAsync<(long, long)>(
            new CommandDefinition(sql, cancellationToken: stop));
        return
        [
            new Equation("numbers that several documents have", "none", documents, 0),
            new Equation("invoice numbers that several payments have", "none", payments, 0),
        ];
    }

    /// <summary>
    /// The numbers that Payment was told for more than one invoice, at most so many. Invoicing cannot have one twice:
    /// what a server that was lost gave away, and its successor gave again, stands only here and in the mails.
    /// </summary>
    public async Task<IReadOnlyList<string>> OfSeveralPayments(int most, CancellationToken stop)
    {
        const string sql = """
            select   invoice_number
            from     payment.collections
            group by invoice_number having count(*) > 1
            order by invoice_number
            limit    @most
            """;

        return [.. await connection.QueryAsync<string>(
            new CommandDefinition(sql, new { most }, cancellationToken: stop))];
    }
}
