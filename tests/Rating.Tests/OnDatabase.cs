namespace Charging.Rating.Tests;

/// <summary>Tests on one database with rating's schema, in which these tables are empty before each of them.</summary>
public abstract class OnDatabase(string tables)
{
    private protected RatingDatabase Database { get; private set; }

    [OneTimeSetUp]
    public async Task Create() => Database = await RatingDatabase.Create();

    [OneTimeTearDown]
    public async Task Dispose() => await Database.DisposeAsync();

    [SetUp]
    public Task Empty() => Database.Empty(tables);
}
