using Charging.Operator.Publishing;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Charging.Operator.Books;

/// <summary>Whether every published session was rated, or lies somewhere with its reason.</summary>
internal sealed class SessionBooks(NpgsqlConnection connection)
{
    private sealed record Found(long Published, long Rated, long Free, long SetAside, long Refused, long Rest);

    /// <param name="published">Every session that was sent, as often as it was.</param>
    /// <param name="refused">Those in the queues of messages that Rating could not take.</param>
    /// <param name="waiting">How many messages wait for Rating at this moment.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Equation> Sessions(
        IEnumerable<PublishedSession> published, IEnumerable<PublishedSession> refused, long waiting, CancellationToken cancellationToken)
    {
        await Load(published, refused, cancellationToken);

        const string sql = """
            select count(*) as published,
                   count(u.usage_id) as rated,
                   count(*) filter (where u.charge_minor = 0) as free,
                   count(*) filter (where u.usage_id is null and q.source is not null) as set_aside,
                   count(*) filter (where u.usage_id is null and q.source is null and r.usage_id is not null) as refused,
                   count(*) filter (where u.usage_id is null and q.source is null and r.usage_id is null) as rest
            from session_keys p
            left join rating.usages u on u.usage_id = p.usage_id
            left join (select distinct source, session_id from rating.quarantine) q
                   on q.source = p.source and q.session_id = p.session_id
            left join session_keys r on r.usage_id = p.usage_id and r.refused
            where not p.refused
            """;

        var found = await connection.QuerySingleAsync<Found>(new CommandDefinition(sql, cancellationToken: cancellationToken));
        var inQueue = Math.Min(found.Rest, waiting);
        return new Equation(
            "sessions in", "rated + free + set aside + refused + waiting",
            found.Published, found.Rated + found.SetAside + found.Refused + inQueue,
            Detail: $"{found.Rated - found.Free:N0} + {found.Free:N0} + {found.SetAside:N0} + {found.Refused:N0} + {inQueue:N0}");
    }

    /// <summary>The keys of published sessions of which there is no trace, at most <paramref name="most"/>.</summary>
    public async Task<IReadOnlyList<string>> Lost(int most, CancellationToken cancellationToken)
    {
        const string sql = """
            select concat_ws(' of ', p.session_id, p.source)
            from session_keys p
            where not p.refused
              and not exists (select from rating.usages u where u.usage_id = p.usage_id)
              and not exists (select from rating.quarantine q where q.source = p.source and q.session_id = p.session_id)
              and not exists (select from session_keys r where r.usage_id = p.usage_id and r.refused)
            order by p.source, p.session_id
            limit @most
            """;

        return [.. await connection.QueryAsync<string>(
            new CommandDefinition(sql, new { most }, cancellationToken: cancellationToken))];
    }

    /// <summary>How many sessions were rated that nobody published with the operator's command.</summary>
    public async Task<long> Others(CancellationToken cancellationToken)
    {
        const string sql = """
            select count(*) from rating.usages u
            where not exists (select from session_keys p where p.usage_id = u.usage_id and not p.refused)
            """;

        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(sql, cancellationToken: cancellationToken));
    }

    private async Task Load(
        IEnumerable<PublishedSession> published, IEnumerable<PublishedSession> refused, CancellationToken cancellationToken)
    {
        const string create = """
            create temporary table session_keys (
                refused boolean not null, usage_id uuid not null, source text null, session_id text null
            ) on commit drop
            """;
        const string copy = "copy session_keys (refused, usage_id, source, session_id) from stdin (format binary)";

        await connection.ExecuteAsync(new CommandDefinition(create, cancellationToken: cancellationToken));
        await using (var rows = await connection.BeginBinaryImportAsync(copy, cancellationToken))
        {
            await Write(rows, published, refused: false, cancellationToken);
            await Write(rows, refused, refused: true, cancellationToken);
            await rows.CompleteAsync(cancellationToken);
        }

        await connection.ExecuteAsync(new CommandDefinition("analyze session_keys", cancellationToken: cancellationToken));
    }

    private static async Task Write(
        NpgsqlBinaryImporter rows, IEnumerable<PublishedSession> sessions, bool refused, CancellationToken cancellationToken)
    {
        foreach (var session in sessions.DistinctBy(session => session.UsageId))
        {
            await rows.StartRowAsync(cancellationToken);
            await rows.WriteAsync(refused, NpgsqlDbType.Boolean, cancellationToken);
            await rows.WriteAsync(session.UsageId, NpgsqlDbType.Uuid, cancellationToken);
            await WriteText(rows, session.Source, cancellationToken);
            await WriteText(rows, session.IsReadable ? session.SessionId : session.Sha256, cancellationToken);
        }
    }

    /// <summary>PostgreSQL keeps no character of code 0; a key with one is found by its usage id all the same.</summary>
    private static Task WriteText(NpgsqlBinaryImporter rows, string? text, CancellationToken cancellationToken) =>
        text is null || text.Contains('\0', StringComparison.Ordinal)
            ? rows.WriteNullAsync(cancellationToken)
            : rows.WriteAsync(text, NpgsqlDbType.Text, cancellationToken);
}
