using Charging.TestBed;

namespace Charging.Tests.Usual;

/// <summary>One set of workers, as they are by default, for all tests of this folder.</summary>
[SetUpFixture]
[Category("bed")]
public class UsualChain
{
    private static Chain? chain;

    public static Chain Chain => chain ?? throw new InvalidOperationException("The chain is not started.");

    [OneTimeSetUp]
    public static async Task Open() => chain = await Chain.Start();

    [OneTimeTearDown]
    public static Task Close() => chain.Close();
}
