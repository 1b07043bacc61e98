using System.Diagnostics;
using Charging.TestBed;

namespace Charging.Load;

/// <summary>
/// When each session was meant to be published. Latency counts from there, so that a publisher which falls behind does
/// not hide the wait.
/// </summary>
/// <param name="moments">
/// Since the first, when each is to be published, in order; its session ends at that moment. Null is flat out, with
/// sessions that ended before.
/// </param>
/// <param name="clock">Tells the first moment.</param>
internal sealed class Pace(IReadOnlyList<TimeSpan>? moments, TimeProvider clock)
{
    private const int InFlight = 1000;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    private DateTime[] intended = [];

    /// <summary>By the session's place in the list.</summary>
    public IReadOnlyList<DateTime> Intended => intended;

    /// <summary>The moments of so many at an even rate.</summary>
    public static IReadOnlyList<TimeSpan> Even(int sessions, int perSecond) =>
        [.. Enumerable.Range(0, sessions).Select(i => TimeSpan.FromSeconds((double)i / perSecond))];

    /// <summary>Publishes all by bare AMQP; completes when the broker has confirmed the last.</summary>
    public async Task Publish(string connectionString, IReadOnlyList<SampleSession> sessions)
    {
        intended = new DateTime[sessions.Count];
        await using var publisher = await RawPublisher.Connect(connectionString, CancellationToken.None);
        if (moments is not null)
            await AsMeant(publisher, sessions, moments);
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

    private async Task AsMeant(
        RawPublisher publisher, IReadOnlyList<SampleSession> sessions, IReadOnlyList<TimeSpan> meant)
    {
        var start = clock.GetUtcNow().UtcDateTime;
        for (var i = 0; i < sessions.Count; i++) intended[i] = start + meant[i];

        var watch = Stopwatch.StartNew();
        var confirms = new List<Task>(sessions.Count);
        using var timer = new PeriodicTimer(Step);
        while (confirms.Count < sessions.Count)
        {
            var elapsed = watch.Elapsed;
            for (var i = confirms.Count; i < sessions.Count && meant[i] <= elapsed; i++)
                confirms.Add(Publish(publisher, sessions[i] with { EndedAt = intended[i] }));
            await timer.WaitForNextTickAsync();
        }

        await Task.WhenAll(confirms);
    }

    private static Task Publish(RawPublisher publisher, SampleSession session) =>
        publisher.Publish("session-ended", session.Bytes, null, null, CancellationToken.None);
}
