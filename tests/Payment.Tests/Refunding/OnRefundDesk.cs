namespace Charging.Payments.Tests.Refunding;

/// <summary>Each test with a captured payment of its own, and the worker that gives of it back.</summary>
public abstract class OnRefundDesk
{
    private protected RefundDesk desk = null!;

    [SetUp]
    public async Task Begin() => desk = await RefundDesk.Open();

    [TearDown]
    public async Task End() => await desk.DisposeAsync();
}
