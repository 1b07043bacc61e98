using Charging.TestBed;

namespace Charging.Tests.Platforms;

/// <summary>One set of workers for all tests of this folder, with two platforms that are given sources.</summary>
[SetUpFixture]
[Category("bed")]
public class PlatformChain
{
    public const string Feed = "session-rejected-upstream";

    public const string OthersFeed = "session-rejected-other";

    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static Chain? chain;

    public static Chain Chain => chain ?? throw new InvalidOperationException("The chain is not started.");

    /// <summary>Of what was told to <see cref="Feed"/>'s platform so far.</summary>
    public static async Task EmptyFeed()
    {
        await using var connection = await Chain.Broker.Connect();
        await using var channel = await connection.CreateChannelAsync();
        await channel.QueuePurgeAsync(Feed);
    }

    [OneTimeSetUp]
    public static async Task Open() => chain = await Chain.Start(new ChainOptions
    {
        SendsReceipts = false,
        Settings = new Dictionary<string, string>
        {
            ["Sources__upstream__0"] = "bridge-*.example",
            ["Sources__other__0"] = "switch-*.example",
        },
    });

    [OneTimeTearDown]
    public static Task Close() => chain is null ? Task.CompletedTask : chain.DisposeAsync().AsTask();
}
