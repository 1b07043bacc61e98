using System.CommandLine;
using System.Reflection;
using Charging.ServiceDefaults.Auditing;
using Charging.ServiceDefaults.Storage;
using DbUp;
using Npgsql;

namespace Charging.ServiceDefaults.Hosting;

/// <summary>
/// Numbered, forward-only SQL files of a worker's <c>Schema</c> folder, each run once and in a transaction of its own,
/// under an advisory lock, so that several instances may try at the same time; then <c>rights.sql</c>, every time.
/// Whoever comes first brings the schema <c>audit</c>, which all of them share.
/// </summary>
public static class Migrations
{
    private const string Rights = ".Schema.rights.sql";

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

        var result = DeployChanges.To.PostgresqlDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(
                scripts,
                name => name.Contains(".Schema.", StringComparison.Ordinal)
                    && !name.EndsWith(Rights, StringComparison.Ordinal))
            .JournalToPostgresqlTable(schema, "migrations")
            .WithTransactionPerScript()
            .LogToNowhere()
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
            throw new InvalidOperationException(
                $"Migration {result.ErrorScript?.Name ?? "of " + schema} was rolled back: {result.Error.Message}",
                result.Error);

        await SetRights(connection, scripts, cancellationToken);
        return result.Scripts.Select(script => script.Name);
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
}
