namespace Charging.Ingest.Tests.Running;

/// <summary>One running program for all tests of this folder.</summary>
[SetUpFixture]
[Category("bed")]
public class IngestBed
{
    public static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private static RunningIngest? ingest;
    private static int number;

    public static DateTime JustNow { get; } = TimeProvider.System.GetUtcNow().UtcDateTime;

    internal static RunningIngest Ingest => ingest ?? throw new InvalidOperationException("Ingest is not started.");

    /// <summary>Of sessions that no other test has.</summary>
    public static string[] Ids(int count)
    {
        var run = Interlocked.Increment(ref number);
        return [.. Enumerable.Range(0, count).Select(i => $"s-{run}-{i}")];
    }

    [OneTimeSetUp]
    public static async Task Open() => ingest = await RunningIngest.Start();

    [OneTimeTearDown]
    public static Task Close() => ingest is null ? Task.CompletedTask : ingest.DisposeAsync().AsTask();
}
