using Charging.TestBed;

namespace Charging.Tests.Sources;

/// <summary>One set of workers for all tests of this folder: a platform may speak for some sources alone.</summary>
[SetUpFixture]
[Category("bed")]
public class SourcesChain
{
    private static Chain? chain;

    public static Chain Chain => chain ?? throw new InvalidOperationException("The chain is not started.");

    [OneTimeSetUp]
    public static async Task Open() => chain = await Chain.Start(new ChainOptions
    {
        Settings = new Dictionary<string, string> { ["Sources__upstream__0"] = "bridge-*.example" },
    });

    [OneTimeTearDown]
    public static Task Close() => chain.Close();
}
