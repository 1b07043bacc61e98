using System.Reflection;
using Dapper;
using Npgsql;

namespace Charging.TestBed;

/// <summary>A database of its own for one fixture; dropped when the fixture is done.</summary>
public sealed class Database : IAsyncDisposable
{
    private readonly string name;

    private Database(string name)
    {
        this.name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(Bed.Postgres)
        {
            Database = name,
            IncludeErrorDetail = true,
        }.ConnectionString;
        Source = NpgsqlDataSource.Create(ConnectionString);
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    public static async Task<Database> Create()
    {
        var name = $"test_{Guid.NewGuid():n}";
        await OnServer($"create database {name}");
        return new Database(name);
    }

    /// <summary>Runs the numbered scripts that are embedded in a worker, as its command <c>migrate</c> does.</summary>
    public async Task Migrate(Assembly worker)
    {
        var scripts = worker.GetManifestResourceNames()
            .Where(resource => resource.Contains(".Schema.", StringComparison.Ordinal) && resource.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .ToList();
        if (scripts.Count == 0)
            throw new InvalidOperationException($"{worker.GetName().Name} embeds no Schema/*.sql; see ServiceDefaults/Worker.props.");

        var schema = worker.GetName().Name!.Split('.')[0].ToLowerInvariant();
        await Execute($"create schema if not exists {schema}");
        foreach (var script in scripts)
        {
            using var reader = new StreamReader(worker.GetManifestResourceStream(script)!);
            await Execute(await reader.ReadToEndAsync());
        }
    }

    public async Task Execute(string sql, object? parameters = null)
    {
        await using var connection = await Source.OpenConnectionAsync();
        await connection.ExecuteAsync(sql, parameters);
    }

    /// <summary>The one value a query gives: a count, a sum, a state.</summary>
    public async Task<T> Value<T>(string sql, object? parameters = null)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql, parameters))!;
    }

    public async Task<IReadOnlyList<T>> Rows<T>(string sql, object? parameters = null)
    {
        await using var connection = await Source.OpenConnectionAsync();
        return [.. await connection.QueryAsync<T>(sql, parameters)];
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await OnServer($"drop database if exists {name} with (force)");
    }

    private static async Task OnServer(string sql)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(Bed.Postgres) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await connection.ExecuteAsync(sql);
    }
}
