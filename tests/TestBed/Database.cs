using System.Collections.Concurrent;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Charging.TestBed;

/// <summary>A database of its own for one fixture; dropped when the fixture is done.</summary>
public sealed partial class Database : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Templates = new();

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

    /// <summary>Of the database on its server.</summary>
    public string Name => name;

    public string ConnectionString { get; }

    public NpgsqlDataSource Source { get; }

    /// <summary>As a login of deploy/roles.sql: a worker, charging_owner, operator, auditor or ingest.</summary>
    public string As(string login) => new NpgsqlConnectionStringBuilder(ConnectionString)
    {
        Username = login,
        Password = Bed.PasswordOf(login),
    }.ConnectionString;

    /// <summary>As where it is rolled out: from now on its owner migrates it, and not an administrator.</summary>
    public Task GiveToOwner() => Execute($"alter database {name} owner to charging_owner");

    /// <summary>Runs a roles.sql, as an administrator does by psql, with the passwords of the bed's logins.</summary>
    public async Task SetRoles(string file) => await Execute(RolePassword().Replace(
        await File.ReadAllTextAsync(file), found => $"'{Bed.PasswordOf(found.Groups[1].Value)}'"));

    /// <summary>Without anything in it.</summary>
    public static Task<Database> Create() => CreateFrom("template1");

    /// <summary>With the schema of a worker; a run of tests migrates it once and copies it from then on.</summary>
    public static Task<Database> Create(Assembly worker) =>
        Create(worker.GetName().Name!, database => database.Migrate(worker));

    /// <summary>As the preparation leaves one; a run of tests prepares it once and copies it from then on.</summary>
    public static async Task<Database> Create(string name, Func<Database, Task> prepare) =>
        await CreateFrom(await Templates.GetOrAdd(name, _ => new(() => CreateTemplate(prepare))).Value);

    /// <summary>What a run copied goes with it, since its server may stay.</summary>
    public static async Task DropTemplates()
    {
        foreach (var template in Templates.Values) await OnServer($"drop database if exists {await template.Value}");
        Templates.Clear();
    }

    /// <summary>Runs the numbered scripts that are embedded in a worker, as its command <c>migrate</c> does.</summary>
    public Task Migrate(Assembly worker) => Migrate(worker, ConnectionString);

    /// <summary>The same as its owner, see <see cref="GiveToOwner"/>.</summary>
    public Task MigrateAsOwner(Assembly worker) => Migrate(worker, As("charging_owner"));

    private static async Task Migrate(Assembly worker, string connectionString)
    {
        var schema = worker.GetName().Name!.Split('.')[0].ToLowerInvariant();
        await Migrations.Run(connectionString, schema, worker, CancellationToken.None);
    }

    /// <summary>Empties tables, as an administrator may: also those that are append only.</summary>
    public Task Empty(string tables) => Execute(
        $"begin; set local session_replication_role = replica; truncate {tables}; commit;");

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

    private static async Task<Database> CreateFrom(string template)
    {
        var name = $"test_{Guid.NewGuid():n}";
        await OnServer($"create database {name} template {template}");
        return new Database(name);
    }

    /// <summary>Nobody may be connected to what is copied, so its connections do not wait for further use.</summary>
    private static async Task<string> CreateTemplate(Func<Database, Task> prepare)
    {
        var database = await Create();
        await prepare(database);
        await database.Source.DisposeAsync();
        await using var pooled = new NpgsqlConnection(database.ConnectionString);
        NpgsqlConnection.ClearPool(pooled);
        return database.name;
    }

    private static async Task OnServer(string sql)
    {
        var server = new NpgsqlConnectionStringBuilder(Bed.Postgres) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(server.ConnectionString);
        await connection.OpenAsync();
        await connection.ExecuteAsync(sql);
    }

    // A variable of psql, as a literal.
    [GeneratedRegex(":'([a-z_]+)_password'")]
    private static partial Regex RolePassword();
}
