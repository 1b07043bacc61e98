namespace Charging.Payments.Tests.Collecting;

/// <summary>Each test with a paid invoice of its own, and the worker that hears of its disputes.</summary>
public abstract class OnDisputedPayment
{
    private protected DisputedPayment paid = null!;

    [SetUp]
    public async Task Begin() => paid = await DisputedPayment.Begin();

    [TearDown]
    public async Task End() => await paid.DisposeAsync();
}
