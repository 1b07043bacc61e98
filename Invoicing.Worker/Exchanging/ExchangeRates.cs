using Charging.Invoicing.Selling;

namespace Charging.Invoicing.Exchanging;

/// <summary>The table invoicing.exchange_rates, and what is remembered of it: each currency of a source.</summary>
internal sealed class ExchangeRates
{
    private const string Channel = "invoicing_exchange_rates";

    /// <summary>Some forty currencies of each source, and of each some thirty years.</summary>
    private const int MostRemembered = 1_000;

    private readonly RememberedTable<RateSeries> remembered;
    private readonly NpgsqlDataSource postgres;
    private readonly TimeProvider clock;

    public ExchangeRates(NpgsqlDataSource postgres, TimeProvider clock)
    {
        (this.postgres, this.clock) = (postgres, clock);
        remembered = new(Channel, MostRemembered, Read);
    }

    public HeardTable Heard => remembered;

    /// <summary>
    /// How the seller's tax is converted from that currency; null where it is in no other, and then nothing is read.
    /// </summary>
    public ValueTask<Exchange?> Between(Seller seller, string currency, CancellationToken cancellationToken) =>
        seller.TaxCurrency is { } into && into != currency ? Find(seller, currency, into, cancellationToken) : default;

    /// <summary>What is kept of these currencies from the first of those days, and the rate before it.</summary>
    public async Task<IReadOnlyList<KeptRate>> Around(
        IReadOnlyList<PublishedRate> rates, CancellationToken cancellationToken)
    {
        // The last one before the file's first day is what its first rate is compared with.
        const string sql = """
            select kept.source, kept.base, kept.day, kept.currency, kept.units, kept.amount, kept.is_set_aside
            from   unnest(@Sources, @Bases, @Currencies) as asked (source, base, currency)
            join   invoicing.exchange_rates as kept using (source, base, currency)
            where  kept.day >= @first
            or     kept.day = (select max(day) from invoicing.exchange_rates as before
                               where  before.source = asked.source and before.base = asked.base
                               and    before.currency = asked.currency and before.day < @first
                               and    not before.is_set_aside);
            """;

        var asked = rates.Select(rate => (Words.Of(rate.Source), rate.Base, rate.Currency)).Distinct().ToList();
        await using var connection = await postgres.Connect(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, new
        {
            Sources = asked.Select(one => one.Item1).ToArray(),
            Bases = asked.Select(one => one.Base).ToArray(),
            Currencies = asked.Select(one => one.Currency).ToArray(),
            first = rates.Min(rate => rate.Day),
        }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToKept())];
    }

    /// <summary>The currencies that the source published last before that day; none if it never did.</summary>
    public async Task<IReadOnlyList<(DateOnly Day, string Currency)>> LastBefore(
        RateSource source, DateOnly day, CancellationToken cancellationToken)
    {
        const string sql = """
            select day, currency
            from   invoicing.exchange_rates
            where  source = @Source
            and    day = (select max(day) from invoicing.exchange_rates where source = @Source and day < @day);
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return [.. await connection.QueryAsync<(DateOnly, string)>(new CommandDefinition(
            sql, new { Source = Words.Of(source), day }, cancellationToken: cancellationToken))];
    }

    /// <summary>Keeps all of them, those that were set aside before as they are now, and tells all instances.</summary>
    /// <exception cref="InvalidOperationException">Others of these days were kept since it was judged.</exception>
    public async Task Keep(IReadOnlyList<KeptRate> rates, string file, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into invoicing.exchange_rates as kept
                   (source, base, day, currency, units, amount, is_set_aside, imported_at)
            select source, base, day, currency, units, amount, is_set_aside, @now
            from   unnest(@Sources, @Bases, @Days, @Currencies, @Units, @Amounts, @SetAside)
                as told (source, base, day, currency, units, amount, is_set_aside)
            order  by source, base, currency, day
            on conflict (source, base, currency, day) do update
            set    units = excluded.units, amount = excluded.amount,
                   is_set_aside = kept.is_set_aside and excluded.is_set_aside, imported_at = excluded.imported_at
            -- What may have converted a tax stays as it is; the same once more is no other.
            where  kept.is_set_aside or (kept.units, kept.amount) = (excluded.units, excluded.amount);

            select pg_notify(@Channel, key) from unnest(@keys) as changed (key);
            """;

        var keys = rates.Select(one => KeyOf(one.Rate.Source, one.Rate.Base, one.Rate.Currency)).Distinct().ToArray();
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var stored = await connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            Sources = rates.Select(rate => Words.Of(rate.Rate.Source)).ToArray(),
            Bases = rates.Select(rate => rate.Rate.Base).ToArray(),
            Days = rates.Select(rate => rate.Rate.Day).ToArray(),
            Currencies = rates.Select(rate => rate.Rate.Currency).ToArray(),
            Units = rates.Select(rate => rate.Rate.Units).ToArray(),
            Amounts = rates.Select(rate => rate.Rate.Amount).ToArray(),
            SetAside = rates.Select(rate => rate.IsSetAside).ToArray(),
            now = clock.GetUtcNow().UtcDateTime,
            Channel,
            keys,
        }, cancellationToken: cancellationToken));
        if (stored < rates.Count)
            throw new InvalidOperationException(
                $"{file}: another import has just kept other rates of the same days, so nothing of it is kept; " +
                "import it again, and it is said which differ.");
        var (kept, setAside) = (rates.Count(rate => !rate.IsSetAside), rates.Count(rate => rate.IsSetAside));
        await Deed.Record(connection, file, null, new { kept, setAside }, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        foreach (var key in keys) remembered.Forget(key);
    }

    private static string KeyOf(RateSource source, string @base, string currency) =>
        $"{Words.Of(source)} {@base} {currency}";

    private async ValueTask<Exchange?> Find(
        Seller seller, string from, string into, CancellationToken cancellationToken)
    {
        var source = seller.ExchangeRates ?? throw new InvalidOperationException(
            $"Seller {seller.Code} has a tax currency and no exchangeRates; apply it again with 'sellers apply FILE'.");
        var @base = source switch { RateSource.Cnb => "CZK", RateSource.Ecb => "EUR", _ => into };
        return new(seller, from, await SeriesOf(from), await SeriesOf(into));

        async ValueTask<RateSeries> SeriesOf(string currency) => currency == @base
            ? RateSeries.OfBase
            : await remembered.Find(KeyOf(source, @base, currency), cancellationToken) ?? RateSeries.None;
    }

    private async Task<IReadOnlyDictionary<string, RateSeries>> Read(
        string[] keys, CancellationToken cancellationToken)
    {
        const string sql = """
            select source, base, day, currency, units, amount, is_set_aside
            from   unnest(@Sources, @Bases, @Currencies) as asked (source, base, currency)
            join   invoicing.exchange_rates using (source, base, currency)
            order  by source, base, currency, day;
            """;

        var parts = keys.Select(key => key.Split(' ')).ToList();
        await using var connection = await postgres.Connect(cancellationToken);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(sql, new
        {
            Sources = parts.Select(part => part[0]).ToArray(),
            Bases = parts.Select(part => part[1]).ToArray(),
            Currencies = parts.Select(part => part[2]).ToArray(),
        }, cancellationToken: cancellationToken));
        return rows.Select(row => row.ToKept())
            .GroupBy(kept => KeyOf(kept.Rate.Source, kept.Rate.Base, kept.Rate.Currency))
            .ToDictionary(group => group.Key, group => new RateSeries(
                [.. group.Select(kept => kept.Rate.Day)],
                [.. group.Select(kept => kept.IsSetAside ? (Rational?)null : kept.Rate.Value)]));
    }

    private sealed record Row(
        string Source, string Base, DateOnly Day, string Currency, int Units, decimal Amount, bool IsSetAside)
    {
        public KeptRate ToKept() =>
            new(new(Words.Read<RateSource>(Source), Base, Day, Currency, Units, Amount), IsSetAside);
    }
}
