namespace Charging.Rating.Quarantine;

/// <summary>The sessions that were set aside. Nothing leaves it; what was replayed or closed is marked so.</summary>
internal sealed class Quarantine
{
    private const string Key = "quarantine_id, source, session_id, code, detail";
    private const string State = "replayed_at, closed_at, closed_by, close_reason, superseded_by, published_by";
    private const string Whole = $"{Key}, body, quarantined_at, {State}";
    private const string WithoutBody = $"{Key}, ''::bytea as body, quarantined_at, {State}";
    private const string Given = $"{Key}, body, quarantined_at, usage_id, published_by";

    private readonly GroupCommit<QuarantinedSession, QuarantinedSession> writes;
    private readonly NpgsqlDataSource postgres;

    public Quarantine(NpgsqlDataSource postgres)
    {
        this.postgres = postgres;
        writes = new(Write);
    }

    /// <summary>Stores the session, or returns the stored one. What comes back after a replay is pending.</summary>
    public Task<QuarantinedSession> AddOnce(QuarantinedSession session, CancellationToken cancellationToken) =>
        writes.Add(session, cancellationToken);

    /// <summary>How many are pending, by code.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountPending(CancellationToken cancellationToken)
    {
        const string sql = """
            select   code, count(1) as sessions
            from     rating.quarantine
            where    replayed_at is null and closed_at is null
            group by code
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        var counts = await connection.QueryAsync<(string Code, long Sessions)>(
            new CommandDefinition(sql, commandTimeout: Postgres.GlanceSeconds, cancellationToken: cancellationToken));
        return counts.ToDictionary(count => count.Code, count => count.Sessions);
    }

    /// <summary>Newest first, without the bytes.</summary>
    /// <param name="code">Null for every code.</param>
    /// <param name="all">Those too that have been replayed or closed.</param>
    /// <param name="most">How many at most.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async Task<IReadOnlyList<QuarantinedSession>> List(
        string? code, bool all, int most, CancellationToken cancellationToken)
    {
        const string sql = $"""
            select   {WithoutBody}
            from     rating.quarantine
            where    (@code::text is null or code = @code) and (@all or (replayed_at is null and closed_at is null))
            order by quarantined_at desc
            limit    @most
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return [.. await connection.QueryAsync<QuarantinedSession>(
            new CommandDefinition(sql, new { code, all, most }, cancellationToken: cancellationToken))];
    }

    public async Task<QuarantinedSession?> Find(Guid quarantineId, CancellationToken cancellationToken)
    {
        const string sql = $"""
            select {Whole}
            from   rating.quarantine
            where  quarantine_id = @quarantineId
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<QuarantinedSession>(
            new CommandDefinition(sql, new { quarantineId }, cancellationToken: cancellationToken));
    }

    /// <summary>All that are pending with this code, with the bytes that were kept.</summary>
    public async Task<IReadOnlyList<(Guid Id, byte[] Body)>> Pending(string code, CancellationToken cancellationToken)
    {
        const string sql = """
            select quarantine_id, body
            from   rating.quarantine
            where  code = @code and replayed_at is null and closed_at is null
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return [.. await connection.QueryAsync<(Guid Id, byte[] Body)>(
            new CommandDefinition(sql, new { code }, cancellationToken: cancellationToken))];
    }

    /// <summary>Their source has told them again, and this is the usage: they are no longer pending.</summary>
    /// <returns>Which were pending until now.</returns>
    public async Task<IReadOnlyList<Guid>> Supersede(
        Guid[] ids, Guid usageId, DateTime now, CancellationToken cancellationToken)
    {
        const string sql = """
            update rating.quarantine
            set    superseded_by = @usageId, replayed_at = @now
            where  quarantine_id = any(@ids) and replayed_at is null and closed_at is null
            returning quarantine_id
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return [.. await connection.QueryAsync<Guid>(
            new CommandDefinition(sql, new { ids, usageId, now }, cancellationToken: cancellationToken))];
    }

    /// <summary>
    /// Takes some that are pending, hands each to the publisher and marks them as replayed, in one transaction: a
    /// session that comes straight back waits for the mark and is then pending again.
    /// </summary>
    /// <returns>How many were replayed; 0 when none is left.</returns>
    public async Task<int> Replay(
        ReplayChoice choice, DateTime now, Func<QuarantinedSession, Task> publish, CancellationToken cancellationToken)
    {
        const string take = $"""
            select {Whole}
            from   rating.quarantine
            where  replayed_at is null and closed_at is null
                   -- What comes straight back is set aside later than that, and not replayed again and again.
                   and quarantined_at <= @Until
                   and quarantine_id <> all(@Except)
                   and (@Code::text is null or code = @Code)
                   and (@QuarantineId::uuid is null or quarantine_id = @QuarantineId)
            order  by quarantined_at
            limit  100
            for update skip locked
            """;
        const string mark = "update rating.quarantine set replayed_at = @now where quarantine_id = any(@ids)";

        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var taken = (await connection.QueryAsync<QuarantinedSession>(
            new CommandDefinition(take, choice, transaction, cancellationToken: cancellationToken))).ToList();
        await Task.WhenAll(taken.Select(publish));
        var ids = taken.Select(session => session.QuarantineId).ToArray();
        await connection.ExecuteAsync(
            new CommandDefinition(mark, new { now, ids }, transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(CancellationToken.None);
        return taken.Count;
    }

    /// <summary>What is pending again of these replayed sessions, without the bytes; of each the newest.</summary>
    /// <param name="sessions">As they were replayed.</param>
    /// <param name="since">When they were replayed, UTC.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async Task<IReadOnlyList<QuarantinedSession>> Back(
        IReadOnlyCollection<QuarantinedSession> sessions, DateTime since, CancellationToken cancellationToken)
    {
        // The same row is pending again; or the session was set aside anew, for another reason.
        const string sql = $"""
            select   distinct on (source, session_id)
                     {WithoutBody}
            from     rating.quarantine
            where    replayed_at is null and closed_at is null
            and      (quarantine_id = any(@ids)
                      or (quarantined_at >= @since
                          and (source, session_id) in (
                              select source, session_id
                              from   unnest(@sources, @sessionIds) as told (source, session_id))))
            order by source, session_id, quarantined_at desc
            """;

        var asked = new
        {
            ids = sessions.Select(session => session.QuarantineId).ToArray(),
            sources = sessions.Select(session => session.Source).ToArray(),
            sessionIds = sessions.Select(session => session.SessionId).ToArray(),
            since,
        };
        await using var connection = await postgres.Connect(cancellationToken);
        return [.. await connection.QueryAsync<QuarantinedSession>(
            new CommandDefinition(sql, asked, cancellationToken: cancellationToken))];
    }

    /// <summary>
    /// Closes a pending session: it stays as it is, out of sight, and is not pending again when the same bytes come
    /// back for the same reason. Sent with other content it is set aside anew, or charged.
    /// </summary>
    /// <returns>The session as it was before; null if there is none. One that is not pending stays as it is.</returns>
    public async Task<QuarantinedSession?> Close(
        Guid quarantineId, DateTime now, string who, string reason, CancellationToken cancellationToken)
    {
        const string find = $"""
            select {WithoutBody}
            from   rating.quarantine
            where  quarantine_id = @quarantineId
            for    update
            """;
        const string close = """
            update rating.quarantine
            set    closed_at = @now, closed_by = @who, close_reason = @reason
            where  quarantine_id = @quarantineId
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var session = await connection.QuerySingleOrDefaultAsync<QuarantinedSession>(
            new CommandDefinition(find, new { quarantineId }, transaction, cancellationToken: cancellationToken));
        if (session is not { IsPending: true }) return await transaction.CommitFound(session, cancellationToken);

        await connection.ExecuteAsync(new CommandDefinition(
            close, new { quarantineId, now, who, reason }, transaction, cancellationToken: cancellationToken));
        await Deed.Record(
            connection, $"{quarantineId}", new { session.Source, session.SessionId, session.Code },
            new { state = "closed" }, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return session;
    }

    private async Task<IReadOnlyList<QuarantinedSession>> Write(
        IReadOnlyList<QuarantinedSession> sessions, CancellationToken cancellationToken)
    {
        const string sql = $"""
            insert into rating.quarantine as kept
                   ({Given})
            select {Given}
            from   unnest(@ids, @sources, @sessionIds, @codes, @details, @bodies, @quarantinedAt, @usageIds,
                          @publishers)
                   as told ({Given})
            on conflict (quarantine_id) do update
            set    replayed_at = null, superseded_by = null, quarantined_at = excluded.quarantined_at,
                   detail = excluded.detail, usage_id = excluded.usage_id, published_by = excluded.published_by
            where  kept.replayed_at is not null and kept.closed_at is null; -- what a person closed stays closed

            select {WithoutBody}
            from   rating.quarantine
            where  quarantine_id = any(@ids);

            -- Where all was there before, nothing was written, and the commit would wait for no standby.
            select pg_logical_emit_message(true, 'charging', '');
            """;

        var rows = sessions.DistinctBy(row => row.QuarantineId).OrderBy(row => row.QuarantineId).ToList();
        var columns = new
        {
            ids = rows.ConvertAll(row => row.QuarantineId).ToArray(),
            sources = rows.ConvertAll(row => row.Source).ToArray(),
            sessionIds = rows.ConvertAll(row => row.SessionId).ToArray(),
            codes = rows.ConvertAll(row => row.Code).ToArray(),
            details = rows.ConvertAll(row => row.Detail).ToArray(),
            bodies = rows.ConvertAll(row => row.Body).ToArray(),
            quarantinedAt = rows.ConvertAll(row => row.QuarantinedAt).ToArray(),
            usageIds = rows.ConvertAll(row => row.UsageId).ToArray(),
            publishers = rows.ConvertAll(row => row.PublishedBy).ToArray(),
        };
        await using var connection = await postgres.Connect(cancellationToken);
        var stored = await connection.QueryAsync<QuarantinedSession>(
            new CommandDefinition(sql, columns, cancellationToken: cancellationToken));
        var byId = stored.ToDictionary(session => session.QuarantineId);
        return [.. sessions.Select(session => byId[session.QuarantineId])];
    }
}
