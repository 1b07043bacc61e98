using System.Collections.Concurrent;
using Charging.TestBed;
using static Charging.Ingest.Tests.Running.IngestBed;

namespace Charging.Ingest.Tests.Running;

/// <summary>Four callers, one request after the other, and what each was answered.</summary>
internal sealed class Calls : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, int> answers = [];
    private readonly ConcurrentBag<string> accepted = [];
    private readonly Task all;
    private volatile bool isOver;

    public Calls(RunningIngest ingest) =>
        all = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Call(ingest))));

    public IReadOnlyCollection<string> Accepted => accepted;

    /// <summary>So many more of that status.</summary>
    public async Task Has(int count, int status)
    {
        var before = answers.GetValueOrDefault(status);
        await Eventually.Becomes(
            () => Task.FromResult(answers.GetValueOrDefault(status) - before), more => more >= count, Soon,
            $"{count} answers {status}");
    }

    public Task End()
    {
        isOver = true;
        return all;
    }

    public async ValueTask DisposeAsync() => await End();

    private async Task Call(RunningIngest ingest)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!isOver)
        {
            await pace.WaitForNextTickAsync();
            var some = Ids(5);
            var status = await Answer(ingest, some);
            answers.AddOrUpdate(status, 1, (_, count) => count + 1);
            if (status == 202) Array.ForEach(some, accepted.Add);
        }
    }

    /// <summary>0 for a connection that was refused or lost.</summary>
    private static async Task<int> Answer(RunningIngest ingest, string[] ids)
    {
        try
        {
            using var response = await ingest.Send(Sample.Lines(ids, JustNow));
            return (int)response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }
}
