using System.Diagnostics;
using Charging.TestBed;

namespace Charging.Load;

/// <summary>
/// When each session was meant to be published. Latency counts from there, so that a publisher which falls behind does
/// not hide the wait.
/// </summary>
internal sealed class Pace(int? rate, TimeProvider clock)
{
    private const int InFlight = 1000;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    private DateTime[] intended = [];

    /// <summary>By the session's place in the list.</summary>
    public IReadOnlyList<DateTime> Intended => intended;

    /// <summary>Publishes all by bare AMQP; completes when the broker has confirmed the last.</summary>
    public async Task Publish(string connectionString, IReadOnlyList<SampleSession> sessions)
    {
        intended = new DateTime[sessions.Count];
        await using var publisher = await RawPublisher.Connect(connectionString, CancellationToken.None);
        if (rate is { } perSecond)
            await AtRate(publisher, sessions, perSecond);
        else
            await FlatOut(publisher, sessions);
    }

    private async Task FlatOut(RawPublisher publisher, IReadOnlyList<SampleSession> sessions)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, InFlight).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < sessions.Count; i = Interlocked.Increment(ref next))
            {
                intended[i] = clock.GetUtcNow().UtcDateTime;
                await Publish(publisher, sessions[i]);
            }
        }));
    }

    private async Task AtRate(RawPublisher publisher, IReadOnlyList<SampleSession> sessions, int perSecond)
    {
        var start = clock.GetUtcNow().UtcDateTime;
        for (var i = 0; i < sessions.Count; i++) intended[i] = start + TimeSpan.FromSeconds((double)i / perSecond);

        var watch = Stopwatch.StartNew();
        var confirms = new List<Task>(sessions.Count);
        using var timer = new PeriodicTimer(Step);
        while (confirms.Count < sessions.Count)
        {
            var due = Math.Min(sessions.Count, (int)(watch.Elapsed.TotalSeconds * perSecond));
            foreach (var session in sessions.Take(confirms.Count..due))
                confirms.Add(Publish(publisher, session));
            await timer.WaitForNextTickAsync();
        }

        await Task.WhenAll(confirms);
    }

    private static Task Publish(RawPublisher publisher, SampleSession session) =>
        publisher.Publish("session-ended", session.Bytes, null, null, CancellationToken.None);
}
