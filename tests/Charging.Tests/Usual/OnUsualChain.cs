using Charging.TestBed;

namespace Charging.Tests.Usual;

/// <summary>
/// Takes the chain over from the test before, and leaves it with every worker alive and every binding as it was.
/// </summary>
public abstract class OnUsualChain
{
    protected static Chain Chain => UsualChain.Chain;

    [SetUp]
    public Task TakeOver() => Chain.HandOver();

    [TearDown]
    public void KeepLogs() => Chain.KeepLogs();
}
