using System.CommandLine;
using System.Reflection;
using DbUp;
using Npgsql;

namespace Charging.ServiceDefaults;

/// <summary>
/// Numbered, forward-only SQL files of a worker's <c>Schema</c> folder, each run once and in a transaction of its own,
/// under an advisory lock, so that several instances may try at the same time.
/// </summary>
public static class Migrations
{
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
        await using (var create = new NpgsqlCommand($"create schema if not exists {schema}", connection))
            await create.ExecuteNonQueryAsync(cancellationToken);

        var result = DeployChanges.To.PostgresqlDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(scripts, name => name.Contains(".Schema.", StringComparison.Ordinal))
            .JournalToPostgresqlTable(schema, "migrations")
            .WithTransactionPerScript()
            .LogToNowhere()
            .Build()
            .PerformUpgrade();

        return result.Successful
            ? [.. result.Scripts.Select(script => script.Name)]
            : throw new InvalidOperationException(
                $"Migration {result.ErrorScript?.Name ?? "of " + schema} was rolled back: {result.Error.Message}",
                result.Error);
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
