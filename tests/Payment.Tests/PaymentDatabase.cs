using Charging.TestBed;

namespace Charging.Payments.Tests;

/// <summary>A database with the payment schema, for the fixtures that speak SQL.</summary>
internal static class PaymentDatabase
{
    public static Task<Database> Create() => Database.Create(typeof(Charging.Payments.Collecting.Payments).Assembly);
}
