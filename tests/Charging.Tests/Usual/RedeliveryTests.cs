using Charging.TestBed;
using RabbitMQ.Client;

namespace Charging.Tests.Usual;

/// <summary>Whatever is said up to five times, in any order and by any client, happens once.</summary>
[Category("bed")]
public class RedeliveryTests : OnUsualChain
{
    private const int Sessions = 150;
    private const int MostTimes = 5;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private static readonly string[] Inner = ["usage-rated", "invoice-created", "payment-captured"];
    private static readonly string[] Tellers = ["rating", "invoicing", "payment"];

    private Random random = null!;

    [SetUp]
    public void Begin()
    {
        var seed = Random.Shared.Next();
        random = new Random(seed);
        TestContext.Out.WriteLine($"seed {seed}");
    }

    [Test]
    public async Task A_session_published_one_to_five_times_is_charged_once()
    {
        var sessions = Chain.NewSessions(Sessions);
        var told = Repeated(sessions);

        await Task.WhenAll(told.Chunk(1 + (told.Count / 8)).Select(Tell));
        await Chain.AllCharged(Sessions, Limit);

        await Tell(Repeated(sessions));
        await Chain.QueuesAreEmpty();
        await Chain.AllCharged(Sessions, Limit);
    }

    [Test]
    public async Task Every_message_inside_the_chain_may_come_again_too()
    {
        await using var connection = await Chain.Broker.Connect();
        await using var channel = await connection.CreateChannelAsync();
        foreach (var exchange in Inner)
        {
            await channel.QueueDeclareAsync($"copy-of-{exchange}", durable: true, exclusive: false, autoDelete: false);
            await channel.QueueBindAsync($"copy-of-{exchange}", exchange, "");
        }

        await Chain.Publish(Chain.NewSessions(Sessions));
        await Chain.AllCharged(Sessions, Limit);
        var copies = new List<(string Exchange, BasicGetResult Message)>();
        foreach (var exchange in Inner)
        {
            var messages = await Chain.Broker.Peek($"copy-of-{exchange}");
            copies.AddRange(messages.DistinctBy(message => message.BasicProperties.MessageId)
                .Select(message => (exchange, message)));
            await channel.QueueDeleteAsync($"copy-of-{exchange}");
        }

        Assert.That(copies, Has.Count.EqualTo(Inner.Length * Sessions));
        await Task.WhenAll(Inner.Zip(Tellers, (exchange, teller) => TellAgain(
            teller, Repeated(copies.Where(copy => copy.Exchange == exchange).Select(copy => copy.Message)))));

        await Chain.QueuesAreEmpty();
        await Chain.AllCharged(Sessions, Limit);

        async Task TellAgain(string teller, IEnumerable<BasicGetResult> messages)
        {
            await using var publisher = await RawPublisher.Connect(Chain.Broker.As(teller), CancellationToken.None);
            await Task.WhenAll(messages.Select(message => publisher.Publish(
                Inner[Array.IndexOf(Tellers, teller)], message.Body, message.BasicProperties.MessageId,
                message.BasicProperties.Headers, CancellationToken.None)));
        }
    }

    private List<T> Repeated<T>(IEnumerable<T> all)
    {
        T[] repeated = [.. all.SelectMany(one => Enumerable.Repeat(one, random.Next(1, MostTimes + 1)))];
        random.Shuffle(repeated);
        return [.. repeated];
    }

    /// <summary>Half by a bare AMQP client, half through the broker's HTTP API.</summary>
    private static async Task Tell(IEnumerable<SampleSession> sessions)
    {
        await using var publisher = await RawPublisher.Connect(Chain.Broker.As("upstream"), CancellationToken.None);
        foreach (var (session, index) in sessions.Select((session, index) => (session, index)))
        {
            if (index % 2 == 0)
                await publisher.Publish("session-ended", session.Bytes, null, null, CancellationToken.None);
            else
                Assert.That(await Chain.Broker.PublishOverHttp("session-ended", session.Json), Is.True);
        }
    }
}
