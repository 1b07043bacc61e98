using Charging.ServiceDefaults.Storage;
using Dapper;
using Npgsql;

namespace Charging.ServiceDefaults.Auditing;

/// <summary>A row of the audit trail to be.</summary>
internal sealed record AuditEvent(
    Deed Deed, string Which, string Outcome, long? Follows, object? Before, object? After);

/// <summary>The table audit.events: rows are added and read, and nothing else.</summary>
public static class AuditEvents
{
    private const int LongestKey = 300;

    internal static async Task<long> Add(
        NpgsqlConnection connection, AuditEvent one, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into audit.events (who, what, which, outcome, follows, before, after, reason, trace_id)
            values (@Who, @What, @which, @Outcome, @Follows, @before::json, @after::json, @Reason, @TraceId)
            returning id
            """;

        var row = new
        {
            one.Deed.Who, one.Deed.What, which = AuditText.Cut(one.Which.Replace('\0', '\uFFFD'), LongestKey),
            one.Outcome, one.Follows, before = AuditText.Of(one.Before), after = AuditText.Of(one.After),
            one.Deed.Reason, one.Deed.TraceId,
        };
        return await connection.ExecuteScalarAsync<long>(
            new CommandDefinition(sql, row, cancellationToken: cancellationToken));
    }

    /// <summary>The newest that match, oldest of them first. A deed that was begun has what came of it.</summary>
    public static async Task<IReadOnlyList<RecordedDeed>> List(
        NpgsqlDataSource postgres, DeedFilter filter, CancellationToken cancellationToken)
    {
        const string sql = """
            select id, at, login, who, what, which, outcome, before, after, reason, trace_id
            from (
                select    deed.id, deed.at, deed.login, deed.who, deed.what, deed.which,
                          coalesce(came.outcome, deed.outcome) as outcome, deed.before::text,
                          coalesce(came.after, deed.after)::text as after, deed.reason, deed.trace_id
                from      audit.events as deed
                left join audit.events as came on came.follows = deed.id
                where     deed.follows is null -- what came of a deed stands on the deed's own line
                and       (@Who::text is null or deed.who = @Who)
                and       (@What::text is null or deed.what = @What or starts_with(deed.what, @What || ' '))
                and       (@Which::text is null or deed.which = @Which)
                and       (@Since::timestamptz is null or deed.at >= @Since)
                order by  deed.id desc
                limit     @Limit) as newest
            order by id
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return [.. await connection.QueryAsync<RecordedDeed>(
            new CommandDefinition(sql, filter, cancellationToken: cancellationToken))];
    }

    /// <summary>What came of a command when it was recorded as done the last time; null if it never was.</summary>
    /// <param name="postgres">Where the audit trail is.</param>
    /// <param name="what">The command's words.</param>
    /// <param name="which">What it was about.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static async Task<RecordedResult?> Last(
        NpgsqlDataSource postgres, string what, string which, CancellationToken cancellationToken)
    {
        const string sql = """
            select at, after::text
            from   audit.events
            where  which = @which and what = @what and outcome = 'done' and after is not null
            order  by id desc
            limit  1
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<RecordedResult>(new CommandDefinition(
            sql, new { what, which }, commandTimeout: Postgres.GlanceSeconds, cancellationToken: cancellationToken));
    }
}

/// <summary>Which deeds are asked for; null asks for any. Since is UTC, and its moment itself is included.</summary>
public sealed record DeedFilter(string? Who, string? What, string? Which, DateTime? Since, int Limit);

/// <summary>A deed as it is kept. Before and After are JSON.</summary>
public sealed record RecordedDeed(
    long Id, DateTime At, string Login, string Who, string What, string Which, string Outcome, string? Before,
    string? After, string? Reason, string TraceId);

/// <summary>What came of a deed, as JSON, and when in UTC it was recorded.</summary>
public sealed record RecordedResult(DateTime At, string After);
