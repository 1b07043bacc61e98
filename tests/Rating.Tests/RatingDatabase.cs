using Charging.TestBed;

namespace Charging.Rating.Tests;

/// <summary>A database of its own with rating's schema, and what the tests read in it.</summary>
internal sealed class RatingDatabase : IAsyncDisposable
{
    private readonly Database database;

    private RatingDatabase(Database database)
    {
        this.database = database;
        Source = Postgres.Create(database.ConnectionString, "rating-tests");
    }

    public NpgsqlDataSource Source { get; }

    public static async Task<RatingDatabase> Create()
    {
        var database = await Database.Create(typeof(Usages).Assembly);
        return new RatingDatabase(database);
    }

    /// <summary>As good as several processes: each has its own store and its own groups.</summary>
    public IReadOnlyList<Usages> Rivals(int count) => [.. Enumerable.Range(0, count).Select(_ => new Usages(Source))];

    public Task<long> Count(string table) => database.Value<long>($"select count(1) from rating.{table}");

    /// <summary>The one number a query gives.</summary>
    public Task<long> Value(string sql) => database.Value<long>(sql);

    public Task Empty(string tables) => database.Empty(tables);

    public Task Execute(string sql) => database.Execute(sql);

    /// <summary>A usage of this session id at a price of so many cents a second.</summary>
    public static Usage UsageOf(string sessionId, int cents = 1, string customerId = "acme")
    {
        var session = Sample.Session with { SessionId = sessionId, CustomerId = customerId };
        var plan = Sample.ByTime($$"""{ from: 0s, price: {{cents / 100m}}, per: 1s, increment: 1s }""");
        return Usage.Of(session, plan.QuoteFor(session), Sample.Start);
    }

    public static PlanFile PlanFileOf(string code, string validFrom = "2026-01-01", string price = "1")
    {
        var body = $$"""
            code: {{code}}
            currency: EUR
            timeZone: Europe/Prague
            validFrom: {{validFrom}}
            prices: [ { service: voice, steps: [ { from: 0s, price: {{price}}, per: 1s, increment: 1s } ] } ]
            """;
        return new PlanFile($"{code}.yaml", Sample.Read(body), body);
    }

    public static Customer CustomerOf(string customerId, long version, string planCode) =>
        new(customerId, version, [new PlanAssignment { PlanCode = planCode, ValidFrom = new DateOnly(2026, 1, 1) }]);

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await database.DisposeAsync();
    }
}
