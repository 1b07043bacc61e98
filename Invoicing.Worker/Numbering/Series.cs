namespace Charging.Invoicing.Numbering;

/// <summary>
/// The counters of invoice numbers: one row per series and year, locked while a transaction takes numbers from it.
/// </summary>
internal static class Series
{
    /// <summary>Makes those that are not there yet, by name, so that two groups never wait for each other.</summary>
    public static NpgsqlBatchCommand Make(string[] series)
    {
        const string sql = """
            insert into invoicing.series (series, next_number)
            select wanted.series, 1
            from   unnest(@Series) as wanted (series)
            order  by wanted.series
            on conflict (series) do nothing
            """;

        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddWithValue("Series", series);
        return command;
    }

    /// <summary>Locks them, in the order of their names, and reads the next number of each.</summary>
    public static NpgsqlBatchCommand Lock(string[] series)
    {
        const string sql = """
            select series, next_number
            from   invoicing.series
            where  series = any (@Series)
            order  by series
            for update
            """;

        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddWithValue("Series", series);
        return command;
    }

    /// <summary>Says which number is next in each that is locked.</summary>
    public static NpgsqlBatchCommand Raise(IReadOnlyDictionary<string, long> next)
    {
        const string sql = """
            update invoicing.series as counter
            set    next_number = raised.next_number
            from   unnest(@Raised, @Next) as raised (series, next_number)
            where  counter.series = raised.series
            """;

        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddWithValue("Raised", next.Keys.ToArray());
        command.Parameters.AddWithValue("Next", next.Values.ToArray());
        return command;
    }

    /// <summary>Takes one number, and holds the series until the transaction ends.</summary>
    public static async Task<InvoiceNumber> Take(
        NpgsqlConnection connection, string series, CancellationToken cancellationToken)
    {
        // A series that is new begins with 1, which is taken here: the next is 2.
        const string sql = """
            insert into invoicing.series as counter (series, next_number)
            values (@series, 2)
            on conflict (series) do update set next_number = counter.next_number + 1
            returning next_number - 1;
            """;

        var number = await connection.ExecuteScalarAsync<long>(
            new CommandDefinition(sql, new { series }, cancellationToken: cancellationToken));
        return new InvoiceNumber(series, number);
    }
}
