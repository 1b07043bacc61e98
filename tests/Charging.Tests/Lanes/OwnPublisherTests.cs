using System.Diagnostics;
using Charging.TestBed;
using MassTransit;
using RabbitMQ.Client;

namespace Charging.Tests.Lanes;

/// <summary>What is published past the bus cannot be told from what the bus publishes, and is as safe.</summary>
[Category("bed")]
public class OwnPublisherTests
{
    private const string Exchange = "receipt-sent";
    private const string Queue = "kept";

    /// <summary>RabbitMQ.Client finds its own confirmations by it, and nobody else reads it.</summary>
    private const string NumberOfClient = "x-dotnet-pub-seq-no";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static readonly Publications Told = new Publications().Add<ReceiptSent>(receipt => receipt.MailId);

    private string self = null!;
    private Broker broker = null!;
    private IConnection connection = null!;
    private IChannel channel = null!;
    private OwnPublisher publisher = null!;

    [SetUp]
    public async Task Open()
    {
        broker = await Broker.Create();
        self = new Uri(broker.ConnectionString).UserInfo.Split(':')[0];
        connection = await broker.Connect();
        channel = await connection.CreateChannelAsync();
        publisher = new OwnPublisher(connection, Told, self);
        await Declare();
    }

    [TearDown]
    public async Task Close()
    {
        await publisher.DisposeAsync();
        await connection.DisposeAsync();
        await broker.DisposeAsync();
    }

    [Test]
    public async Task A_message_is_the_same_to_the_last_byte_and_property()
    {
        var bus = MassTransit.Bus.Factory.CreateUsingRabbitMq(rabbit =>
        {
            rabbit.Host(new Uri(broker.ConnectionString));
            Charging.ServiceDefaults.Messaging.Bus.Speak(rabbit, Told, self);
        });
        await bus.StartAsync().WaitAsync(Limit);

        await bus.Publish(Receipt(1)).WaitAsync(Limit);
        await Publish(1);
        await bus.StopAsync().WaitAsync(Limit);

        var kept = await broker.Peek(Queue);
        Assert.That(kept, Has.Count.EqualTo(2));
        Assert.That(kept[1].Body.ToArray(), Is.EqualTo(kept[0].Body.ToArray()));
        Assert.That(Seen(kept[1].BasicProperties), Is.EqualTo(Seen(kept[0].BasicProperties)));
        Assert.That(kept.Select(message => message.BasicProperties.Headers![PublishedAt.Header]),
            Has.All.TypeOf<long>().And.All.EqualTo(PublishedAt.Now).Within(60_000), "when each was published");
    }

    [Test]
    public async Task Hundreds_at_once_are_all_confirmed_and_all_there()
    {
        var ids = Enumerable.Range(1, 1000).ToList();

        await Task.WhenAll(ids.Select(Publish));

        var kept = await broker.Peek(Queue);
        Assert.That(kept.Select(message => message.BasicProperties.MessageId),
            Is.EqualTo(ids.Select(id => $"{Publications.IdOf<ReceiptSent>($"{id}")}")));
    }

    [Test]
    public async Task What_nobody_hears_is_not_told_until_somebody_does()
    {
        await channel.QueueUnbindAsync(Queue, Exchange, "");

        Assert.That(() => Publish(1), Throws.InstanceOf<MessageReturnedException>());

        await channel.QueueBindAsync(Queue, Exchange, "");
        await Publish(1);
        Assert.That(await broker.Peek(Queue), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task When_the_broker_closes_the_channel_the_next_message_opens_another()
    {
        await Publish(1);
        await channel.ExchangeDeleteAsync(Exchange);

        Assert.That(() => Publish(2), Throws.InstanceOf<RabbitMqConnectionException>(), "there is no such exchange");

        await Declare();
        await Publish(3);
        Assert.That(await broker.Peek(Queue), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Nobody_waits_for_ever_when_the_connection_is_lost()
    {
        await Publish(0);
        var telling = Enumerable.Range(1, 1000).Select(Publish).ToList();

        await connection.AbortAsync();

        await ((Task)Task.WhenAll(telling)).WaitAsync(Limit).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Assert.That(telling.Select(one => one.IsCompleted), Has.All.True);
        Assert.That(() => Publish(1001), Throws.InstanceOf<RabbitMqConnectionException>());
    }

    [Test]
    public async Task Who_is_cancelled_stops_waiting()
    {
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        Assert.That(() => publisher.Publish(Receipt(1), typeof(ReceiptSent), stopped.Token),
            Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void What_the_worker_does_not_say_that_it_publishes_is_refused() => Assert.That(
        () => publisher.Publish(new object(), typeof(SessionEnded), CancellationToken.None),
        Throws.InvalidOperationException.With.Message.StartsWith("This worker does not publish SessionEnded;"));

    [Test]
    public async Task A_trace_goes_on_in_who_hears_it()
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Telemetry.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource(Telemetry.Name);
        using var session = source.StartActivity("a session") ?? throw new AssertionException("nobody listens");

        await Publish(1);

        var kept = await broker.First(Queue);
        var header = System.Text.Encoding.UTF8.GetString((byte[])kept.BasicProperties.Headers!["MT-Activity-Id"]!);
        Assert.That(header, Does.Contain(session.TraceId.ToHexString()).And.Not.Contain(session.SpanId.ToHexString()),
            "the trace, and a span of the publish itself");
    }

    private static ReceiptSent Receipt(int id) => new()
    {
        InvoiceId = Guid.Empty,
        InvoiceNumber = "CZ-2026-000001",
        Source = "pbx-1",
        SessionId = "Žluťoučký \"kůň\"",
        Kind = ReceiptKind.Receipt,
        MailId = $"{id}",
        SentAt = new DateTime(2026, 11, 29, 12, 0, 0, 123, DateTimeKind.Utc),
    };

    private static string Seen(IReadOnlyBasicProperties properties) => string.Join('\n',
        properties.MessageId, properties.ContentType, properties.DeliveryMode, properties.UserId, properties.Type,
        properties.CorrelationId, properties.AppId, properties.Expiration, properties.Priority, properties.ReplyTo,
        string.Join(';', properties.Headers!
            .Where(header => header.Key is not (NumberOfClient or PublishedAt.Header))
            .OrderBy(header => header.Key, StringComparer.Ordinal)
            .Select(header => $"{header.Key} {System.Text.Encoding.UTF8.GetString((byte[])header.Value!)}")));

    private Task Publish(int id) =>
        publisher.Publish(Receipt(id), typeof(ReceiptSent), CancellationToken.None).WaitAsync(Limit);

    private async Task Declare()
    {
        await channel.ExchangeDeclareAsync(Exchange, ExchangeType.Fanout, durable: true);
        await channel.QueueDeclareAsync(Queue, durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync(Queue, Exchange, "");
    }
}
