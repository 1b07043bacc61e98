using System.CommandLine;
using System.Reflection;
using Charging.ServiceDefaults.Auditing;
using Charging.ServiceDefaults.Storage;
using DbUp;
using DbUp.Engine;
using Npgsql;

namespace Charging.ServiceDefaults.Hosting;

/// <summary>
/// Numbered, forward-only SQL files of a worker's <c>Schema</c> folder, each run once and in a transaction of its own,
/// under an advisory lock, so that several instances may try at the same time; then <c>rights.sql</c>, every time.
/// Whoever comes first brings the schema <c>audit</c>, which all of them share. Workers are at work meanwhile: a script
/// that finds a table in use lets them pass, and comes again. Of a schema that a newer release has brought further an
/// older one changes nothing.
/// </summary>
public static class Migrations
{
    private const string Rights = ".Schema.rights.sql";

    /// <summary>Longer than a worker's transaction, shorter than a roll-out waits for its jobs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Brings the schema up to date; returns the names of the scripts that ran.</summary>
    /// <exception cref="InvalidOperationException">A script failed; it names the script and the reason.</exception>
    public static async Task<IReadOnlyList<string>> Run(
        string connectionString, string schema, Assembly scripts, CancellationToken cancellationToken)
    {
        connectionString = PostgresAddress.Read(connectionString).ConnectionString;
        await using var postgres = NpgsqlDataSource.Create(connectionString);
        await using var connection = await postgres.OpenConnectionAsync(cancellationToken);

        const string sql = "select pg_advisory_lock(hashtextextended('charging migrations', 0))";
        await using (var locked = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 })
            await locked.ExecuteNonQueryAsync(cancellationToken);

        var shared = typeof(Migrations).Assembly;
        var audit = await Upgrade(connection, connectionString, "audit", shared, cancellationToken);
        var own = await Upgrade(connection, connectionString, schema, scripts, cancellationToken);
        string[] ran = [.. audit, .. own];
        if (ran.Length > 0) await Deed.Record(connection, schema, null, new { scripts = ran }, cancellationToken);
        return ran;
    }

    private static async Task<IEnumerable<string>> Upgrade(
        NpgsqlConnection connection, string connectionString, string schema, Assembly scripts,
        CancellationToken cancellationToken)
    {
        await using (var create = new NpgsqlCommand($"create schema if not exists {schema}", connection))
            await create.ExecuteNonQueryAsync(cancellationToken);

        var ran = await Perform(Engine, schema, cancellationToken);
        if (await NewestUnknown(connection, schema, scripts, cancellationToken) is { } newer)
            Console.WriteLine(
                $"Schema '{schema}' is of a newer release, which has {newer}: the rights stay as that one gave them.");
        else
            await SetRights(connection, scripts, cancellationToken);
        return ran;

        UpgradeEngine Engine() => DeployChanges.To.PostgresqlDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(scripts, IsScript)
            .JournalToPostgresqlTable(schema, "migrations")
            .WithPreprocessor(new WaitingBriefly())
            .WithTransactionPerScript()
            .LogToNowhere()
            .Build();
    }

    private static bool IsScript(string name) =>
        name.Contains(".Schema.", StringComparison.Ordinal) && !name.EndsWith(Rights, StringComparison.Ordinal);

    /// <summary>
    /// The last script that ran and is not among these; null if there is none. Its workers may be at work, and need
    /// rights that these scripts do not know of.
    /// </summary>
    private static async Task<string?> NewestUnknown(
        NpgsqlConnection connection, string schema, Assembly scripts, CancellationToken cancellationToken)
    {
        var sql = $"select max(scriptname) from {schema}.migrations where scriptname <> all($1)";
        var known = scripts.GetManifestResourceNames().Where(IsScript).ToArray();
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = known } } };
        return await command.ExecuteScalarAsync(cancellationToken) as string;
    }

    private static async Task<IReadOnlyList<string>> Perform(
        Func<UpgradeEngine> engine, string schema, CancellationToken cancellationToken)
    {
        var (begun, ran) = (TimeProvider.System.GetTimestamp(), new List<string>());
        while (true)
        {
            // A new one each time: it remembers that its journal is there, which is rolled back with the first script.
            var result = engine().PerformUpgrade();
            ran.AddRange(result.Scripts.Select(script => script.Name));
            if (result.Successful) return ran;

            var isInUse = result.Error is PostgresException
            {
                SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected,
            };
            if (!isInUse || TimeProvider.System.GetElapsedTime(begun) > Patience)
                throw new InvalidOperationException(
                    $"Migration {result.ErrorScript?.Name ?? "of " + schema} was rolled back: {result.Error.Message}" +
                    (isInUse ? InUse : ""),
                    result.Error);

            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>All of it or nothing, so that a running worker never misses a right that it had.</summary>
    private static async Task SetRights(
        NpgsqlConnection connection, Assembly scripts, CancellationToken cancellationToken)
    {
        var names = scripts.GetManifestResourceNames().Where(name => name.EndsWith(Rights, StringComparison.Ordinal));
        foreach (var name in names)
        {
            using var reader = new StreamReader(scripts.GetManifestResourceStream(name)!);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await using (var set = new NpgsqlCommand(await reader.ReadToEndAsync(cancellationToken), connection))
                await set.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private static string InUse =>
        $". Others have had its table for {Patience.TotalSeconds} s: find the long transaction in pg_stat_activity " +
        "(a report, a dump), wait for its end or end it, and run this again.";

    internal static Command Command(Worker worker)
    {
        var command = new Command("migrate", $"Brings the database schema '{worker.Service}' up to date.");
        command.SetAction(async (_, cancellationToken) =>
        {
            var connectionString =
                worker.Configuration["ConnectionStrings:Owner"] ?? worker.ConnectionString("Postgres");
            var ran = await Run(connectionString, worker.Service, Assembly.GetEntryAssembly()!, cancellationToken);
            foreach (var script in ran) Console.WriteLine($"applied {script}");
            Console.WriteLine($"Schema '{worker.Service}' is up to date ({ran.Count} applied).");
            return 0;
        });
        return command;
    }

    /// <summary>
    /// Behind a script that waits for a table wait all who come later, so it waits only so long: less than the second
    /// after which the server looks for deadlocks, or a reader of a view might be the one that fails.
    /// </summary>
    private sealed class WaitingBriefly : IScriptPreprocessor
    {
        public string Process(string contents) => $"set local lock_timeout = '500ms';\n{contents}";
    }
}
