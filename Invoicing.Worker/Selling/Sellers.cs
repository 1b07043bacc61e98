using System.Text.Json;

namespace Charging.Invoicing.Selling;

/// <summary>A seller as it was applied: what that did, and the version it has now.</summary>
internal sealed record AppliedSeller(string Code, long Version, ApplyOutcome Outcome);

/// <summary>A seller as the audit trail knows him.</summary>
internal sealed record SellerMark(long Version, string Name, string Series);

/// <summary>In the words of the command: applied, changed, unchanged.</summary>
internal enum ApplyOutcome
{
    Applied,
    Changed,
    Unchanged,
}

/// <summary>The table invoicing.sellers, who issues invoices, and what is remembered of it.</summary>
internal sealed class Sellers
{
    private const string Channel = "invoicing_sellers";

    private const int MostRemembered = 1_000;

    /// <summary>Long enough for who applies sellers and customers in one go.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly RememberedTable<Seller> remembered;
    private readonly NpgsqlDataSource postgres;
    private readonly TimeProvider clock;

    public Sellers(NpgsqlDataSource postgres, TimeProvider clock)
    {
        (this.postgres, this.clock) = (postgres, clock);
        remembered = new(Channel, MostRemembered, Read);
    }

    public HeardTable Heard => remembered;

    /// <summary>The seller of that code. One who is not known yet is waited for, a few seconds.</summary>
    /// <exception cref="InvalidOperationException">Nobody by that code.</exception>
    public async ValueTask<Seller> Find(string code, CancellationToken cancellationToken) =>
        await remembered.Await(code, Patience, clock, cancellationToken) ?? throw Missing(code);

    /// <summary>The same, as far as is known now; null for nobody.</summary>
    public ValueTask<Seller?> FindIfAny(string code, CancellationToken cancellationToken) =>
        remembered.Find(code, cancellationToken);

    public static InvalidOperationException Missing(string code) => new(
        $"No seller '{code}' in invoicing.sellers: apply it with 'sellers apply FILE' (customers name it as their " +
        "invoiceSeries), then move what waits for it back from the queue that ends in _error.");

    /// <summary>Looks for nobody.</summary>
    public async Task WarmUp(CancellationToken cancellationToken) => await remembered.Find("", cancellationToken);

    /// <summary>All of them, by code.</summary>
    public async Task<IReadOnlyList<Seller>> All(CancellationToken cancellationToken)
    {
        const string sql = "select seller from invoicing.sellers order by code;";

        await using var connection = await postgres.Connect(cancellationToken);
        var rows = await connection.QueryAsync<string>(
            new CommandDefinition(sql, cancellationToken: cancellationToken));
        return [.. rows.Select(Of)];
    }

    /// <summary>Keeps all or none, with a higher version where something is new, and tells all instances.</summary>
    public async Task<IReadOnlyList<AppliedSeller>> Apply(
        IReadOnlyList<Seller> sellers, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        List<AppliedSeller> applied = [];
        // In one order, so that two who apply never wait for each other.
        foreach (var seller in sellers.OrderBy(seller => seller.Code, StringComparer.Ordinal))
        {
            var before = await Kept(connection, seller.Code, cancellationToken);
            var one = await Apply(connection, seller, cancellationToken);
            applied.Add(one);
            if (one.Outcome != ApplyOutcome.Unchanged)
                await Deed.Record(
                    connection, seller.Code, before, new SellerMark(one.Version, seller.Party.Name, seller.Series),
                    cancellationToken);
        }

        await transaction.CommitAsync(CancellationToken.None);
        foreach (var seller in sellers) remembered.Forget(seller.Code);
        return applied;
    }

    private async Task<IReadOnlyDictionary<string, Seller>> Read(string[] codes, CancellationToken cancellationToken)
    {
        const string sql = "select seller from invoicing.sellers where code = any(@codes);";

        await using var connection = await postgres.Connect(cancellationToken);
        var rows = await connection.QueryAsync<string>(
            new CommandDefinition(sql, new { codes }, cancellationToken: cancellationToken));
        return rows.Select(Of).ToDictionary(seller => seller.Code);
    }

    private static Seller Of(string row) => JsonSerializer.Deserialize<Seller>(row, Wire.Json)
        ?? throw new FormatException("A seller in invoicing.sellers is null; apply it again.");

    /// <summary>What the audit trail says of a seller as he stands; null if he is new.</summary>
    private static async Task<SellerMark?> Kept(
        NpgsqlConnection connection, string code, CancellationToken cancellationToken)
    {
        const string sql = """
            select version, seller #>> '{party,name}' as name, seller ->> 'series' as series
            from   invoicing.sellers
            where  code = @code
            for    update;
            """;

        return await connection.QuerySingleOrDefaultAsync<SellerMark>(
            new CommandDefinition(sql, new { code }, cancellationToken: cancellationToken));
    }

    private async Task<AppliedSeller> Apply(
        NpgsqlConnection connection, Seller seller, CancellationToken cancellationToken)
    {
        const string sql = """
            with told as (
                insert into invoicing.sellers as kept (code, version, seller, changed_at)
                values (@Code, 1, @Body::jsonb, @now)
                on conflict (code) do update
                set    version = kept.version + 1, seller = excluded.seller, changed_at = excluded.changed_at
                where  kept.seller <> excluded.seller -- the same again is no new version
                returning code, version)
            select version, pg_notify(@Channel, code)::text from told;

            select version from invoicing.sellers where code = @Code;
            """;

        var body = JsonSerializer.Serialize(seller, Wire.Json);
        var row = new { seller.Code, Body = body, now = clock.GetUtcNow().UtcDateTime, Channel };
        await using var answers = await connection.ExecuteReaderAsync(
            new CommandDefinition(sql, row, cancellationToken: cancellationToken));
        if (await answers.ReadAsync(cancellationToken))
        {
            var version = answers.GetInt64(0);
            return new(seller.Code, version, version == 1 ? ApplyOutcome.Applied : ApplyOutcome.Changed);
        }

        await answers.NextResultAsync(cancellationToken);
        await answers.ReadAsync(cancellationToken);
        return new(seller.Code, answers.GetInt64(0), ApplyOutcome.Unchanged);
    }
}
