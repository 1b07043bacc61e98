using System.Reflection;
using Charging.TestBed;
using Equation = Charging.Operator.Books.Equation;

namespace Charging.Operator.Tests.Books;

/// <summary>A database with the tables of all three workers, into which tests write rows by hand.</summary>
internal sealed class BooksOfAll : IAsyncDisposable
{
    private readonly Database database;

    private BooksOfAll(Database database) => this.database = database;

    public static async Task<BooksOfAll> Create()
    {
        var database = await Database.Create();
        foreach (var worker in (string[])["Rating.Worker", "Invoicing.Worker", "Payment.Worker"])
            await database.Migrate(Assembly.Load(worker));
        return new(database);
    }

    /// <summary>As an administrator may, who is above what the tables guard.</summary>
    public Task Plant(string sql, object? parameters = null) =>
        database.Execute($"begin; set local session_replication_role = replica; {sql}; commit;", parameters);

    /// <summary>What is read in one snapshot.</summary>
    public async Task<T> Read<T>(Func<NpgsqlConnection, Task<T>> read)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var snapshot = await connection.BeginTransactionAsync();
        return await read(connection);
    }

    public static IEnumerable<(string Left, long Difference)> Wrong(IEnumerable<Equation> equations) => equations
        .Where(equation => equation.Difference != 0).Select(equation => (equation.Left, equation.Difference));

    public ValueTask DisposeAsync() => database.DisposeAsync();
}
