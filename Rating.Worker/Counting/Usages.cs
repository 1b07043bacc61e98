using System.Data.Common;
using System.Text.Json;
using Charging.Rating.Pricing;
using Charging.Rating.Sessions;

namespace Charging.Rating.Counting;

/// <summary>The rated sessions, each kept once and for ever.</summary>
internal sealed class Usages
{
    private const string Columns =
        "usage_id, source, session_id, customer_id, service, started_at, ended_at, ended_on, charge_minor, currency, " +
        "plan_code, plan_version, lines, attributes, content_hash, rated_at, counted_before, counted, plan_revision, " +
        "session, rated_addresses, received_at, published_late_at, trace_id";

    private readonly GroupCommit<Usage, StoredUsage> writes;
    private readonly CountedUsages counted;
    private readonly NpgsqlDataSource postgres;

    public Usages(NpgsqlDataSource postgres)
    {
        this.postgres = postgres;
        writes = new(Write);
        counted = new(postgres);
    }

    /// <summary>Stores the session with its price; or finds what was stored for it when it still had one.</summary>
    public async Task<RatingOutcome> Rate(
        SessionEnded session, PriceAnswer answer, DateTime now, Arrival arrival, CancellationToken cancellationToken)
    {
        switch (answer)
        {
            case Quote quote:
                var priced = Usage.Of(session, quote, now).Received(arrival);
                return RatingOutcome.Of(
                    session, await AddOnce(priced with { TraceId = Spans.TraceId }, cancellationToken));
            case CountedPrice price:
                var outcome = await AddOnce(
                    new CountedSession(session, price, now, Spans.TraceId) { Arrival = arrival }, cancellationToken);
                return outcome.Kept is { } kept
                    ? RatingOutcome.Of(session, kept)
                    : new RatingOutcome.SetAside(outcome.Rejection!);
        }

        if (await FindSame(session, cancellationToken) is { } same) return new RatingOutcome.Repeated(same.Stored);
        return answer is Rejection rejection ? new RatingOutcome.SetAside(rejection) : new RatingOutcome.Awaiting();
    }

    /// <summary>Stores the usage, or returns the one stored when the session was first rated.</summary>
    public Task<StoredUsage> AddOnce(Usage usage, CancellationToken cancellationToken) =>
        writes.Add(usage, cancellationToken);

    /// <summary>The same where the price depends on a counter; it may show that there is no price.</summary>
    public Task<CountedOutcome> AddOnce(CountedSession session, CancellationToken cancellationToken) =>
        counted.AddOnce(session, cancellationToken);

    /// <summary>Prepares what storing and finding a session needs; stores none.</summary>
    public async Task WarmUp(SessionEnded session, CancellationToken cancellationToken)
    {
        await writes.WarmUp(cancellationToken);
        await counted.WarmUp(cancellationToken);
        await FindSame(session, cancellationToken);
    }

    /// <summary>The usage stored earlier for a session that says the same, or null.</summary>
    public async Task<StoredUsage?> FindSame(SessionEnded session, CancellationToken cancellationToken)
    {
        var key = new SessionKey(session.Source, session.SessionId).UsageId;
        await using var connection = await postgres.Connect(cancellationToken);
        var found = await Find(connection, [key], cancellationToken);
        if (found.Count > 0) await connection.AwaitStandbys(cancellationToken);
        return found.GetValueOrDefault(key) is { } usage && usage.Says(session)
            ? new StoredUsage(usage, IsConflict: false, IsRepeat: true)
            : null;
    }

    /// <summary>Which of these usages were rated at that moment, UTC, or later.</summary>
    public async Task<IReadOnlySet<Guid>> RatedSince(
        Guid[] ids, DateTime since, CancellationToken cancellationToken)
    {
        const string sql = "select usage_id from rating.usages where usage_id = any(@ids) and rated_at >= @since";

        await using var connection = await postgres.Connect(cancellationToken);
        return (await connection.QueryAsync<Guid>(
            new CommandDefinition(sql, new { ids, since }, cancellationToken: cancellationToken))).ToHashSet();
    }

    /// <summary>Those rated by any version of a plan, in the order of their ids.</summary>
    /// <param name="choice">By which plan, of sessions that started when.</param>
    /// <param name="after">Begins behind this id.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async Task<IReadOnlyList<Usage>> RatedBy(
        RatedChoice choice, Guid after, int most, CancellationToken cancellationToken)
    {
        const string sql = $"""
            select {Columns}
            from   rating.usages
            where  plan_code = @PlanCode and started_at >= @From and started_at < @Until and usage_id > @after
            order  by usage_id
            limit  @most
            """;

        var asked = new { choice.PlanCode, choice.From, choice.Until, after, most };
        await using var connection = await postgres.Connect(cancellationToken);
        await using var reader = await connection.ExecuteReaderAsync(
            new CommandDefinition(sql, asked, cancellationToken: cancellationToken));
        var found = new List<Usage>();
        while (await reader.ReadAsync(cancellationToken)) found.Add(Read(reader));
        return found;
    }

    private async Task<IReadOnlyList<StoredUsage>> Write(
        IReadOnlyList<Usage> usages, CancellationToken cancellationToken)
    {
        var first = new Dictionary<Guid, Usage>(usages.Count);
        foreach (var usage in usages) first.TryAdd(usage.UsageId, usage);

        await using var connection = await postgres.Connect(cancellationToken);
        var added = await Insert(connection, first.Values, cancellationToken);
        var known = first.Keys.Where(id => !added.Contains(id)).ToArray();
        var stored = known.Length == 0 ? [] : await Find(connection, known, cancellationToken);
        if (added.Count == 0) await connection.AwaitStandbys(cancellationToken);

        return [.. usages.Select(usage => StoredUsage.Of(
            usage, stored.GetValueOrDefault(usage.UsageId) ?? first[usage.UsageId]))];
    }

    /// <summary>Returns the ids of those whose key was free.</summary>
    internal static async Task<HashSet<Guid>> Insert(
        NpgsqlConnection connection, IEnumerable<Usage> usages, CancellationToken cancellationToken)
    {
        const string sql = $"""
            insert into rating.usages ({Columns})
            select usage_id, source, session_id, customer_id, service, started_at, ended_at, ended_on,
                   charge_minor, currency, plan_code, plan_version, lines::json, attributes::json,
                   content_hash, rated_at, counted_before, counted, plan_revision, session::json,
                   rated_addresses::json, received_at, published_late_at, trace_id
            from   unnest(@ids, @sources, @sessionIds, @customerIds, @services, @startedAt, @endedAt, @endedOn,
                          @charges, @currencies, @planCodes, @planVersions, @lines, @attributes, @hashes, @ratedAt,
                          @countedBefore, @counted, @planRevisions, @sessions, @addresses,
                          @receivedAt::timestamptz[], @publishedLateAt::timestamptz[], @traces)
                   as rated ({Columns})
            on conflict (usage_id) do nothing
            returning usage_id
            """;

        // In one order everywhere, so that two groups with the same sessions wait for each other and never deadlock.
        var rows = usages.OrderBy(usage => usage.UsageId).ToList();
        var added = await connection.QueryAsync<Guid>(
            new CommandDefinition(sql, Values(rows), cancellationToken: cancellationToken));
        return [.. added];
    }

    private static object Values(List<Usage> rows)
    {
        return new
        {
            ids = Column(row => row.UsageId),
            sources = Column(row => row.Source),
            sessionIds = Column(row => row.SessionId),
            customerIds = Column(row => row.CustomerId),
            services = Column(row => Words.Of(row.Service)),
            startedAt = Column(row => row.StartedAt),
            endedAt = Column(row => row.EndedAt),
            endedOn = Column(row => row.EndedOn),
            charges = Column(row => row.Charge.Minor),
            currencies = Column(row => row.Charge.Currency),
            planCodes = Column(row => row.PlanCode),
            planVersions = Column(row => row.PlanVersion),
            lines = Column(row => JsonSerializer.Serialize(row.Lines, Wire.Json)),
            attributes = Column(row => JsonSerializer.Serialize(row.Attributes, Wire.Json)),
            hashes = Column(row => row.ContentHash),
            ratedAt = Column(row => row.RatedAt),
            countedBefore = Column(row => row.CountedBefore),
            counted = Column(row => row.Counted),
            planRevisions = Column(row => row.PlanRevision),
            sessions = Column(row => row.Session),
            addresses = Column(row =>
                row.RatedAddresses is { } rated ? JsonSerializer.Serialize(rated, Wire.Json) : null),
            receivedAt = Column(row => row.ReceivedAt),
            publishedLateAt = Column(row => row.PublishedLateAt),
            traces = Column(row => row.TraceId),
        };

        T[] Column<T>(Converter<Usage, T> value) => [.. rows.ConvertAll(value)];
    }

    /// <summary>What is stored, by usage id.</summary>
    internal static async Task<Dictionary<Guid, Usage>> Find(
        NpgsqlConnection connection, Guid[] ids, CancellationToken cancellationToken)
    {
        const string sql = $"""
            select {Columns}
            from   rating.usages
            where  usage_id = any(@ids)
            """;

        await using var reader = await connection.ExecuteReaderAsync(
            new CommandDefinition(sql, new { ids }, cancellationToken: cancellationToken));
        var found = new Dictionary<Guid, Usage>();
        while (await reader.ReadAsync(cancellationToken)) found.Add(reader.GetGuid(0), Read(reader));
        return found;
    }

    private static Usage Read(DbDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), Words.Read<Service>(row.GetString(4)),
        row.GetDateTime(5), row.GetDateTime(6), row.GetFieldValue<DateOnly>(7),
        new Money(row.GetInt64(8), row.GetString(9)), row.GetString(10), row.GetFieldValue<DateOnly>(11),
        JsonSerializer.Deserialize<List<RatingLine>>(row.GetString(12), Wire.Json)!,
        SessionContent.InOrder(JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(13), Wire.Json)!),
        row.GetFieldValue<byte[]>(14), row.GetDateTime(15), row.GetFieldValue<long?>(16), row.GetFieldValue<long?>(17),
        row.GetInt32(18), row.IsDBNull(19) ? null : row.GetString(19),
        row.IsDBNull(20) ? null : JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(20), Wire.Json),
        row.GetFieldValue<DateTime?>(21), row.GetFieldValue<DateTime?>(22), row.GetFieldValue<Guid?>(23));
}
