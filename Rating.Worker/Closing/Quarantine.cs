using Charging.Contracts;
using Charging.ServiceDefaults;
using Charging.ServiceDefaults.Auditing;
using Dapper;

namespace Charging.Rating;

/// <summary>What a person decides about the table rating.quarantine, and what came of it.</summary>
internal sealed partial class Quarantine
{
    /// <summary>More than the clocks of two machines differ by.</summary>
    private static readonly TimeSpan ClocksApart = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Closes a pending session: it stays as it is, out of sight, and is not pending again when the same bytes come
    /// back for the same reason. Sent with other content it is set aside anew, or charged.
    /// </summary>
    /// <returns>The session as it was before; null if there is none. One that is not pending stays as it is.</returns>
    public async Task<QuarantinedSession?> Close(
        Guid quarantineId, DateTime now, string who, string reason, CancellationToken cancellationToken)
    {
        const string find = """
            select quarantine_id, source, session_id, code, detail, ''::bytea as body, quarantined_at, replayed_at,
                   closed_at, closed_by, close_reason, superseded_by, published_by
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

    /// <summary>Which of these sessions were rated since then, UTC; a worker's clock may go a little after.</summary>
    public async Task<IReadOnlySet<Guid>> Rated(
        IEnumerable<QuarantinedSession> sessions, DateTime since, CancellationToken cancellationToken)
    {
        const string sql = "select usage_id from rating.usages where usage_id = any(@ids) and rated_at >= @since";

        var asked = new { ids = sessions.Select(UsageOf).Distinct().ToArray(), since = since - ClocksApart };
        await using var connection = await postgres.Connect(cancellationToken);
        return (await connection.QueryAsync<Guid>(
            new CommandDefinition(sql, asked, cancellationToken: cancellationToken))).ToHashSet();
    }

    /// <summary>Those of these replayed sessions that wait for their legs.</summary>
    public async Task<IReadOnlySet<Guid>> Awaiting(
        IEnumerable<QuarantinedSession> sessions, CancellationToken cancellationToken)
    {
        const string sql = "select distinct usage_id from rating.details where usage_id = any(@ids)";

        var ids = sessions.Select(UsageOf).Distinct().ToArray();
        await using var connection = await postgres.Connect(cancellationToken);
        return (await connection.QueryAsync<Guid>(
            new CommandDefinition(sql, new { ids }, cancellationToken: cancellationToken))).ToHashSet();
    }

    /// <summary>What is pending again of these replayed sessions, without the bytes; of each the newest.</summary>
    /// <param name="sessions">As they were replayed.</param>
    /// <param name="since">When they were replayed, UTC.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public async Task<IReadOnlyList<QuarantinedSession>> Back(
        IReadOnlyCollection<QuarantinedSession> sessions, DateTime since, CancellationToken cancellationToken)
    {
        // The same row is pending again; or the session was set aside anew, for another reason.
        const string sql = """
            select   distinct on (source, session_id)
                     quarantine_id, source, session_id, code, detail, ''::bytea as body, quarantined_at, replayed_at,
                     closed_at, closed_by, close_reason, superseded_by, published_by
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

    private static Guid UsageOf(QuarantinedSession session) =>
        new SessionKey(session.Source, session.SessionId).UsageId;
}
