using System.Reflection;
using Charging.ServiceDefaults;
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
        Source = Postgres.Create(ConnectionString, "charging-tests");
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
        var schema = worker.GetName().Name!.Split('.')[0].ToLowerInvariant();
        await Migrations.Run(ConnectionString, schema, worker, CancellationToken.None);
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
        var server = new NpgsqlConnectionStringBuilder(Bed.Postgres) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await connection.ExecuteAsync(sql);
    }
}
