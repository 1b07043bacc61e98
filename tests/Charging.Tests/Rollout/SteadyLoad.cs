using System.Collections.Concurrent;
using Charging.TestBed;
using RabbitMQ.Client;

namespace Charging.Tests.Rollout;

/// <summary>A session of the load, what it must cost without tax, and when it was published.</summary>
internal sealed record SentSession(SampleSession Session, DateTime At)
{
    /// <summary>Two legs: 0.05 EUR each, and 0.06 a minute.</summary>
    public long ChargeMinor => 2 * (5 + (Session.Seconds / 10));
}

/// <summary>
/// So many sessions every tenth of a second, as a platform publishes them, until it is told to end. Every other one is
/// traced.
/// </summary>
internal sealed class SteadyLoad
{
    private const string Platform = "upstream";

    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<SentSession> sent = [];
    private readonly Chain chain;
    private readonly Task publishing;
    private volatile bool isOver;

    private SteadyLoad(Chain chain, int everyTick)
    {
        this.chain = chain;
        publishing = Publish(everyTick);
    }

    /// <summary>Where it is there, one session in ten comes over HTTP.</summary>
    public HttpPlatform? Http { get; set; }

    /// <summary>Those that the broker has confirmed.</summary>
    public IReadOnlyList<SentSession> Sent => [.. sent];

    public static SteadyLoad Begin(Chain chain, int everyTick) => new(chain, everyTick);

    /// <summary>Whoever waits for the load hears if it has failed.</summary>
    public async Task<IReadOnlyList<SentSession>> End()
    {
        isOver = true;
        await publishing;
        return Sent;
    }

    private async Task Publish(int everyTick)
    {
        await using var connection = await chain.Broker.Connect(chain.Broker.As(Platform));
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(
            publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        using var timer = new PeriodicTimer(Tick);
        var number = 0;
        do
        {
            var (from, now) = (number, TimeProvider.System.GetUtcNow().UtcDateTime);
            number += everyTick;
            await Task.WhenAll(Enumerable.Range(from, everyTick).Select(one => Publish(channel, one, now)));
        }
        while (await timer.WaitForNextTickAsync() && !isOver);
    }

    private async Task Publish(IChannel channel, int number, DateTime now)
    {
        var customer = chain.Customers[number % chain.Customers.Count].CustomerId;
        var session = new SampleSession(SampleSession.IdOf(number), customer, now, 240 + (10 * (number % 300)));
        await (number % 10 == 5 && Http is { } http
            ? http.Tell(session)
            : Tell(channel, session, isTraced: number % 2 == 0));
        sent.Enqueue(new(session, now));
    }

    private static async Task Tell(IChannel channel, SampleSession session, bool isTraced)
    {
        var properties = new BasicProperties { Persistent = true, UserId = Platform };
        if (isTraced)
            properties.Headers = new Dictionary<string, object?>
            {
                ["traceparent"] = $"00-{Guid.NewGuid():n}-{Guid.NewGuid().ToString("n")[..16]}-01",
            };
        await channel.BasicPublishAsync("session-ended", "", mandatory: true, properties, session.Bytes);
    }
}
