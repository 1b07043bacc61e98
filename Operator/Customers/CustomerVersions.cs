namespace Charging.Operator.Customers;

/// <summary>Which version of each customer the three workers have.</summary>
internal sealed class CustomerVersions(NpgsqlDataSource postgres)
{
    /// <summary>The newest that any worker has, by customer; none above the highest that may be kept.</summary>
    public async Task<IReadOnlyDictionary<string, long>> Newest(long highest, CancellationToken stop)
    {
        const string sql = """
            select customer_id, max(version) as version
            from (
                select customer_id, version from rating.known_customers
                union all
                select customer_id, version from invoicing.known_customers
                union all
                select customer_id, version from payment.known_customers
            ) as kept
            where version <= @highest -- a higher one is from before versions had a bound, and is replaced
            group by customer_id
            """;

        await using var connection = await postgres.OpenConnectionAsync(stop);
        var rows = await connection.QueryAsync<(string CustomerId, long Version)>(
            new CommandDefinition(sql, new { highest }, cancellationToken: stop));
        return rows.ToDictionary(row => row.CustomerId, row => row.Version);
    }

    /// <summary>How many of these customers are not yet known to all three workers in at least this version.</summary>
    public async Task<long> Missing(string[] customerIds, long[] versions, long highest, CancellationToken stop)
    {
        const string sql = """
            select count(*)
            from unnest(@customerIds, @versions) as told (customer_id, version)
            left join rating.known_customers r on r.customer_id = told.customer_id and r.version <= @highest
            left join invoicing.known_customers i on i.customer_id = told.customer_id and i.version <= @highest
            left join payment.known_customers p on p.customer_id = told.customer_id and p.version <= @highest
            where least(coalesce(r.version, 0), coalesce(i.version, 0), coalesce(p.version, 0)) < told.version
            """;

        await using var connection = await postgres.OpenConnectionAsync(stop);
        return await connection.ExecuteScalarAsync<long>(
            new CommandDefinition(sql, new { customerIds, versions, highest }, cancellationToken: stop));
    }
}
