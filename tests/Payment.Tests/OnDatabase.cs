using Charging.TestBed;

namespace Charging.Payments.Tests;

/// <summary>Each test with a database of its own, which has the payment schema.</summary>
public abstract class OnDatabase
{
    private protected Database database = null!;

    [SetUp]
    public async Task OpenDatabase() => database = await PaymentDatabase.Create();

    [TearDown]
    public async Task CloseDatabase() => await database.DisposeAsync();
}
