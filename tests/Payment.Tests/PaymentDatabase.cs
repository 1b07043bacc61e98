using Charging.TestBed;

namespace Charging.Payments.Tests;

/// <summary>A database with the payment schema, for the fixtures that speak SQL.</summary>
internal static class PaymentDatabase
{
    public static async Task<Database> Create()
    {
        var database = await Database.Create();
        await database.Migrate(typeof(Payments).Assembly);
        return database;
    }
}
