using Charging.Operator.Publishing;
using NpgsqlTypes;

namespace Charging.Operator.Books;

/// <summary>Whether every published session was rated, or lies somewhere with its reason.</summary>
internal sealed class SessionBooks(NpgsqlConnection connection)
{
    private sealed record Found(
        long Published, long Rated, long Free, long SetAside, long Refused, long Rest, long Awaiting);

    /// <param name="published">Every session that was sent, as often as it was.</param>
    /// <param name="refused">Those in the queues of messages that Rating could not take.</param>
    /// <param name="waiting">How many messages wait for Rating now; what waits for its legs is counted here.</param>
    /// <param name="stop">Stops it.</param>
    public async Task<Equation> Sessions(
        IEnumerable<PublishedSession> published, IEnumerable<PublishedSession> refused, long waiting,
        CancellationToken stop)
    {
        await Load(published, refused, stop);

        const string sql = """
            select count(*) as published,
                   count(u.usage_id) as rated,
                   count(*) filter (where u.charge_minor = 0) as free,
                   count(q.usage_id) filter (where u.usage_id is null) as set_aside,
                   count(r.usage_id) filter (where u.usage_id is null and q.usage_id is null) as refused,
                   count(*) filter (where coalesce(u.usage_id, r.usage_id, q.usage_id) is null) as rest,
                   count(d.usage_id) filter (where coalesce(u.usage_id, r.usage_id, q.usage_id) is null) as awaiting
            from session_keys p
            left join rating.rated_sessions u on u.usage_id = p.usage_id
            left join set_aside q on q.usage_id = p.usage_id
            left join session_keys r on r.usage_id = p.usage_id and r.refused
            left join (select distinct usage_id from rating.awaited_sessions) d on d.usage_id = p.usage_id
            where not p.refused
            """;

        var found = await connection.QuerySingleAsync<Found>(new CommandDefinition(sql, cancellationToken: stop));
        var onTheWay = found.Awaiting + Math.Min(found.Rest - found.Awaiting, waiting);
        return new Equation(
            "sessions in", "rated + free + set aside + refused + waiting",
            found.Published, found.Rated + found.SetAside + found.Refused + onTheWay,
            Detail: string.Join(" + ", found.Rated - found.Free, found.Free, found.SetAside, found.Refused, onTheWay));
    }

    /// <summary>The keys of published sessions of which there is no trace, at most <paramref name="most"/>.</summary>
    public async Task<IReadOnlyList<string>> Lost(int most, CancellationToken stop)
    {
        const string sql = """
            select concat_ws(' of ', p.session_id, p.source)
            from session_keys p
            where not p.refused
              and not exists (select from rating.rated_sessions u where u.usage_id = p.usage_id)
              and not exists (select from set_aside q where q.usage_id = p.usage_id)
              and not exists (select from rating.awaited_sessions d where d.usage_id = p.usage_id)
              and not exists (select from session_keys r where r.usage_id = p.usage_id and r.refused)
            order by p.source, p.session_id
            limit @most
            """;

        return [.. await connection.QueryAsync<string>(
            new CommandDefinition(sql, new { most }, cancellationToken: stop))];
    }

    /// <summary>How many sessions were rated that nobody published with the operator's command.</summary>
    public async Task<long> Others(CancellationToken stop)
    {
        const string sql = """
            select count(*) from rating.rated_sessions u
            where not exists (select from session_keys p where p.usage_id = u.usage_id and not p.refused)
            """;

        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(sql, cancellationToken: stop));
    }

    private async Task Load(
        IEnumerable<PublishedSession> published, IEnumerable<PublishedSession> refused, CancellationToken stop)
    {
        const string create = """
            create temporary table session_keys (
                refused boolean not null, usage_id uuid not null, source text null, session_id text null
            ) on commit drop
            """;
        const string copy = "copy session_keys (refused, usage_id, source, session_id) from stdin (format binary)";

        await connection.ExecuteAsync(new CommandDefinition(create, cancellationToken: stop));
        await using (var rows = await connection.BeginBinaryImportAsync(copy, stop))
        {
            await Write(rows, published, refused: false, stop);
            await Write(rows, refused, refused: true, stop);
            await rows.CompleteAsync(stop);
        }

        await connection.ExecuteAsync(new CommandDefinition("analyze session_keys", cancellationToken: stop));
        await FindSetAside(stop);
    }

    /// <summary>By usage id, since what people see of a key may be masked or cut.</summary>
    private async Task FindSetAside(CancellationToken stop)
    {
        const string sql = """
            create temporary table set_aside on commit drop as
            select p.usage_id
            from   session_keys p
            join   rating.quarantined_sessions q on q.usage_id = p.usage_id
            union
            select p.usage_id
            from   session_keys p
            join   rating.quarantined_sessions q on q.source = p.source and q.session_id = p.session_id
            union
            -- Set aside before usage ids were kept, when a key that looked like a card number was masked: each asterisk
            -- stands for one character that nobody knows any more.
            select p.usage_id
            from   session_keys p
            join   (select replace(regexp_replace(source, '([\\%_])', '\\\1', 'g'), '*', '_') as source,
                           replace(regexp_replace(session_id, '([\\%_])', '\\\1', 'g'), '*', '_') as session_id
                    from   rating.quarantined_sessions
                    where  usage_id is null and position('*' in source || session_id) > 0) as masked
                   on p.source like masked.source and p.session_id like masked.session_id;

            analyze set_aside;
            """;

        await connection.ExecuteAsync(new CommandDefinition(sql, cancellationToken: stop));
    }

    private static async Task Write(
        NpgsqlBinaryImporter rows, IEnumerable<PublishedSession> sessions, bool refused, CancellationToken stop)
    {
        foreach (var session in sessions.DistinctBy(session => session.UsageId))
        {
            await rows.StartRowAsync(stop);
            await rows.WriteAsync(refused, NpgsqlDbType.Boolean, stop);
            await rows.WriteAsync(session.UsageId, NpgsqlDbType.Uuid, stop);
            await WriteText(rows, session.Source, stop);
            await WriteText(rows, session.IsReadable ? session.SessionId : session.Sha256, stop);
        }
    }

    /// <summary>PostgreSQL keeps no character of code 0; such a key is found by its usage id all the same.</summary>
    private static Task WriteText(NpgsqlBinaryImporter rows, string? text, CancellationToken stop) =>
        text is null || text.Contains('\0', StringComparison.Ordinal)
            ? rows.WriteNullAsync(stop)
            : rows.WriteAsync(text, NpgsqlDbType.Text, stop);
}
