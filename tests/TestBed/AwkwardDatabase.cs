using System.Diagnostics;
using System.Globalization;

namespace Charging.TestBed;

/// <summary>
/// What a database does on a bad day, each for as long as it is held and no longer: the server is shared by all tests.
/// </summary>
public static class AwkwardDatabase
{
    private const int MostConnections = 1_000;

    private static readonly TimeSpan Reload = TimeSpan.FromSeconds(30);

    /// <summary>Every table of the three schemas is locked against everybody, each by its own transaction.</summary>
    public static async Task LockTables(this Database database, Func<Task> meanwhile)
    {
        const string tables = """
            select schemaname || '.' || tablename from pg_tables
            where  schemaname in ('rating', 'invoicing', 'payment') and tablename <> 'migrations'
            """;

        List<NpgsqlConnection> locks = [];
        try
        {
            await Task.WhenAll((await database.Rows<string>(tables)).Select(Lock).ToList());
            await meanwhile();
        }
        finally
        {
            await Close(locks);
        }

        async Task Lock(string table)
        {
            var connection = await Open(database.ConnectionString);
            lock (locks) locks.Add(connection);
            await connection.ExecuteAsync($"begin; lock table {table} in access exclusive mode");
        }
    }

    /// <summary>New sessions are read only, and there are no old ones: as after a fail-over.</summary>
    public static async Task SetReadOnly(this Database database, Func<Task> meanwhile)
    {
        try
        {
            await database.AsAdministrator(name => $"alter database {name} set default_transaction_read_only = on");
            await database.AsAdministrator(EndSessions);
            await meanwhile();
        }
        finally
        {
            await database.AsAdministrator(name => $"alter database {name} reset default_transaction_read_only");
        }
    }

    /// <summary>Nobody gets a connection any more, and nobody has one.</summary>
    public static async Task FillConnections(this Database database, Func<Task> meanwhile)
    {
        await using var administrator = await Open(Bed.Postgres);
        List<NpgsqlConnection> taken = [];
        try
        {
            await Fill(taken);
            await administrator.ExecuteAsync(EndSessions(database.Name));
            await Fill(taken);
            await meanwhile();
        }
        finally
        {
            await Close(taken);
        }
    }

    /// <summary>No commit has its standby, so none ends.</summary>
    public static async Task AwaitNobody(this Database database, Func<Task> meanwhile)
    {
        try
        {
            await database.AsAdministrator(_ => "alter system set synchronous_standby_names = 'nobody'");
            await database.AsAdministrator(_ => "select pg_reload_conf()");
            await Eventually.Holds(ACommitWaits, Reload, "a server that waits for its standby");
            await meanwhile();
        }
        finally
        {
            await database.AsAdministrator(_ => "alter system reset synchronous_standby_names");
            await database.AsAdministrator(_ => "select pg_reload_conf()");
        }
    }

    /// <summary>Whoever waits for a standby is told to go on: committed here, and perhaps nowhere else.</summary>
    /// <returns>How many waited.</returns>
    public static Task<long> CancelWaits(this Database database) => database.Value<long>("""
        select count(pg_cancel_backend(pid)) from pg_stat_activity
        where  wait_event = 'SyncRep' and datname = current_database()
        """);

    /// <summary>All processes of the server are stopped (SIGSTOP) and go on afterwards: a paused machine.</summary>
    public static async Task Freeze(this Database database, Func<Task> meanwhile)
    {
        var postmaster = int.Parse(
            (await database.Value<string>("select pg_read_file('postmaster.pid')")).Split('\n')[0],
            CultureInfo.InvariantCulture);
        try
        {
            await Signal("-STOP", postmaster);
            await Signal("-STOP", ProcessUse.ChildrenOf(postmaster));
            await meanwhile();
        }
        finally
        {
            await Signal("-CONT", [.. ProcessUse.ChildrenOf(postmaster), postmaster]);
        }
    }

    /// <summary>The workers' alone: the test goes on looking.</summary>
    private static string EndSessions(string name) => $"""
        select pg_terminate_backend(pid) from pg_stat_activity
        where  datname = '{name}' and application_name <> 'charging-tests'
        """;

    /// <summary>A setting holds once the server's own processes have read it, after the reload is over.</summary>
    private static async Task<bool> ACommitWaits()
    {
        await using var connection = await Open(Bed.Postgres);
        var hasWaited = false;
        connection.Notice += (_, told) =>
            hasWaited |= told.Notice.MessageText.Contains("synchronous replication", StringComparison.Ordinal);
        await using var probe = new NpgsqlCommand("select pg_logical_emit_message(true, 'tests', '')", connection)
        {
            CommandTimeout = 1, // at which Npgsql has the server give the wait up
        };
        try
        {
            await probe.ExecuteNonQueryAsync();
            return hasWaited;
        }
        catch (NpgsqlException late) when (late.InnerException is TimeoutException)
        {
            return true;
        }
    }

    private static async Task AsAdministrator(this Database database, Func<string, string> sql)
    {
        await using var connection = await Open(Bed.Postgres);
        await connection.ExecuteAsync(sql(database.Name));
    }

    private static async Task<NpgsqlConnection> Open(string connectionString)
    {
        var single = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        var connection = new NpgsqlConnection(single.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task Fill(List<NpgsqlConnection> taken)
    {
        try
        {
            while (taken.Count < MostConnections) taken.Add(await Open(Bed.Postgres));
        }
        catch (PostgresException full) when (full.SqlState == PostgresErrorCodes.TooManyConnections)
        {
            return;
        }

        throw new InvalidOperationException($"{MostConnections} connections did not fill the server.");
    }

    private static async Task Close(List<NpgsqlConnection> connections)
    {
        foreach (var connection in connections) await connection.DisposeAsync();
    }

    private static async Task Signal(string signal, params IEnumerable<int> processes)
    {
        using var kill = Process.Start(
            "kill", [signal, .. processes.Select(id => id.ToString(CultureInfo.InvariantCulture))]);
        await kill.WaitForExitAsync();
    }
}
