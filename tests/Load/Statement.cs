using System.Text.RegularExpressions;
using Charging.TestBed;

namespace Charging.Load;

/// <summary>
/// What the database has done with one kind of statement: its time there, which is not that of commits, and what it
/// wrote into the log.
/// </summary>
internal sealed record Statement(string Text, long Calls, double Milliseconds, long Rows, long LogBytes)
{
    /// <summary>From now on they are counted.</summary>
    /// <exception cref="InvalidOperationException">The server does not count statements.</exception>
    public static async Task Count(Database database)
    {
        if (await database.Value<string>("show shared_preload_libraries") != "pg_stat_statements")
        {
            throw new InvalidOperationException(
                "This database counts no statements; stop the bed and begin with: CHARGING_TEST_STATEMENTS=on " +
                "./charging load --statements");
        }

        await database.Execute("create extension if not exists pg_stat_statements; select pg_stat_statements_reset()");
    }

    /// <summary>Those of the workers, the dearest first.</summary>
    public static Task<IReadOnlyList<Statement>> Dearest(Database database, int most) => database.Rows<Statement>(
        """
        select   query as text, calls, total_exec_time as milliseconds, rows, wal_bytes::bigint as log_bytes
        from     pg_stat_statements
        where    dbid = (select oid from pg_database where datname = current_database())
        and      userid in ('rating'::regrole, 'invoicing'::regrole, 'payment'::regrole)
        order by total_exec_time desc
        limit    @most
        """,
        new { most });

    /// <summary>Its beginning, in one line.</summary>
    public string Beginning(int length)
    {
        var line = Regex.Replace(Text, @"\s+", " ");
        return line.Length <= length ? line : $"{line[..(length - 1)]}…";
    }
}
