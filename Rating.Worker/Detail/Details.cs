using Charging.Rating.Sessions;

namespace Charging.Rating.Detail;

/// <summary>
/// The table rating.details: the sessions that were announced without their legs and are neither rated nor set aside.
/// </summary>
internal sealed class Details
{
    private readonly GroupCommit<AnnouncedSession, AnnouncedSession> writes;
    private readonly NpgsqlDataSource postgres;

    public Details(NpgsqlDataSource postgres)
    {
        this.postgres = postgres;
        writes = new(Write);
    }

    /// <summary>Stores the announcement, due at once, or returns the stored one with its answer so far.</summary>
    public Task<AnnouncedSession> AddOnce(AnnouncedSession detail, CancellationToken cancellationToken) =>
        writes.Add(detail, cancellationToken);

    /// <summary>The session is rated or set aside: nothing waits any more.</summary>
    public async Task Remove(SessionEnded session, CancellationToken cancellationToken)
    {
        const string sql = "delete from rating.details where usage_id = @UsageId and content_hash = @hash";

        var key = new SessionKey(session.Source, session.SessionId);
        await using var connection = await postgres.Connect(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            sql, new { key.UsageId, hash = SessionContent.HashOf(session) }, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// The hosts with something due, but for those in work; the longest due first. Of those left alone only what was
    /// announced by <paramref name="expired"/> counts.
    /// </summary>
    public async Task<IReadOnlyList<string>> HostsDue(
        DateTime now, DateTime expired, string[] inWork, string[] leftAlone, int most,
        CancellationToken cancellationToken)
    {
        const string sql = """
            select   host
            from     rating.details
            where    due_at <= @now and host <> all(@inWork)
                     and (host <> all(@leftAlone) or announced_at <= @expired)
            group by host
            order by min(due_at)
            limit    @most
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return [.. await connection.QueryAsync<string>(
            new CommandDefinition(
                sql, new { now, expired, inWork, leftAlone, most }, cancellationToken: cancellationToken))];
    }

    /// <summary>
    /// Takes some of a host that are due and were announced by then, and puts each off: by
    /// <paramref name="retryAfter"/> the first time, doubled every time after, up to
    /// <paramref name="longestWait"/>. Several instances take different ones.
    /// </summary>
    public async Task<IReadOnlyList<AnnouncedSession>> TakeDue(
        string host, DateTime now, DateTime announcedBy, int most, TimeSpan retryAfter, TimeSpan longestWait,
        CancellationToken cancellationToken)
    {
        const string sql = """
            with due as (
                select usage_id, content_hash
                from   rating.details
                where  host = @host and due_at <= @now and announced_at <= @announcedBy
                order  by due_at
                limit  @most
                for    update skip locked
            )
            update rating.details as taken
            -- Twenty doublings are beyond every longest wait, and more would be beyond an interval.
            set    due_at = @now + least(@retryAfter * power(2, least(taken.times_taken, 20)), @longestWait),
                   times_taken = taken.times_taken + 1
            from   due
            where  taken.usage_id = due.usage_id and taken.content_hash = due.content_hash
            returning taken.usage_id, taken.content_hash, taken.host, taken.session, taken.body, taken.announced_at,
                      taken.legs, taken.code, taken.refusal, taken.trace_parent, taken.published_by
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return [.. await connection.QueryAsync<AnnouncedSession>(new CommandDefinition(
            sql, new { host, now, announcedBy, most, retryAfter, longestWait },
            cancellationToken: cancellationToken))];
    }

    /// <summary>Keeps the answer; false if nothing waits for it any more.</summary>
    public async Task<bool> Keep(AnnouncedSession answered, CancellationToken cancellationToken)
    {
        const string sql = """
            update rating.details
            set    legs = @Legs, code = @Code, refusal = @Refusal
            where  usage_id = @UsageId and content_hash = @ContentHash
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return await connection.ExecuteAsync(
            new CommandDefinition(sql, answered, cancellationToken: cancellationToken)) > 0;
    }

    /// <summary>The session was told again with its answer here; whoever rates it removes the row.</summary>
    public async Task Park(AnnouncedSession told, CancellationToken cancellationToken)
    {
        const string sql = """
            update rating.details
            set    due_at = 'infinity' -- never: it is not asked again, and stays for its answer alone
            where  usage_id = @UsageId and content_hash = @ContentHash
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, told, cancellationToken: cancellationToken));
    }

    /// <summary>How many wait, and since when the oldest does; null when none does.</summary>
    public async Task<(long Count, DateTime? Oldest)> CountWaiting(CancellationToken cancellationToken)
    {
        const string sql = "select count(1), min(announced_at) from rating.details";

        await using var connection = await postgres.Connect(cancellationToken);
        return await connection.QuerySingleAsync<(long Count, DateTime? Oldest)>(
            new CommandDefinition(sql, commandTimeout: Postgres.GlanceSeconds, cancellationToken: cancellationToken));
    }

    /// <summary>Those of these usages-to-be that wait for their legs.</summary>
    public async Task<IReadOnlySet<Guid>> Awaiting(Guid[] usageIds, CancellationToken cancellationToken)
    {
        const string sql = "select distinct usage_id from rating.details where usage_id = any(@usageIds)";

        await using var connection = await postgres.Connect(cancellationToken);
        return (await connection.QueryAsync<Guid>(
            new CommandDefinition(sql, new { usageIds }, cancellationToken: cancellationToken))).ToHashSet();
    }

    private async Task<IReadOnlyList<AnnouncedSession>> Write(
        IReadOnlyList<AnnouncedSession> announced, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into rating.details (
                   usage_id, content_hash, host, session, body, announced_at, due_at, trace_parent, published_by)
            select usage_id, content_hash, host, session, body, announced_at, announced_at, trace_parent, published_by
            from   unnest(@ids, @hashes, @hosts, @sessions, @bodies, @announcedAt, @traces, @publishers)
                   as told (usage_id, content_hash, host, session, body, announced_at, trace_parent, published_by)
            on conflict (usage_id, content_hash) do nothing;

            select usage_id, content_hash, host, session, body, announced_at, legs, code, refusal, trace_parent,
                   published_by
            from   rating.details
            where  (usage_id, content_hash) in (select id, hash from unnest(@ids, @hashes) as told (id, hash));

            -- Where all was there before, nothing was written, and the commit would wait for no standby.
            select pg_logical_emit_message(true, 'charging', '');
            """;

        var rows = announced.DistinctBy(row => row.Key).OrderBy(row => row.UsageId).ToList();
        var columns = new
        {
            ids = rows.ConvertAll(row => row.UsageId).ToArray(),
            hashes = rows.ConvertAll(row => row.ContentHash).ToArray(),
            hosts = rows.ConvertAll(row => row.Host).ToArray(),
            sessions = rows.ConvertAll(row => row.Session).ToArray(),
            bodies = rows.ConvertAll(row => row.Body).ToArray(),
            announcedAt = rows.ConvertAll(row => row.AnnouncedAt).ToArray(),
            traces = rows.ConvertAll(row => row.TraceParent).ToArray(),
            publishers = rows.ConvertAll(row => row.PublishedBy).ToArray(),
        };
        await using var connection = await postgres.Connect(cancellationToken);
        var stored = await connection.QueryAsync<AnnouncedSession>(
            new CommandDefinition(sql, columns, cancellationToken: cancellationToken));
        var byKey = stored.ToDictionary(row => row.Key);

        // A row that its session's other delivery has removed meanwhile is as good as new.
        return [.. announced.Select(detail => byKey.GetValueOrDefault(detail.Key) ?? detail)];
    }
}
