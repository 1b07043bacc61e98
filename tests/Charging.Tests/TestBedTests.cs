using System.Text;
using Charging.TestBed;

namespace Charging.Tests;

[Category("bed")]
public class TestBedTests
{
    private Broker broker = null!;
    private Database database = null!;

    [OneTimeSetUp]
    public async Task Open() => (broker, database) = (await Broker.Create(), await Database.Create());

    [OneTimeTearDown]
    public async Task Close()
    {
        await broker.DisposeAsync();
        await database.DisposeAsync();
    }

    [Test]
    public async Task A_fixture_has_an_empty_database_of_its_own() =>
        Assert.That(await database.Value<long>("select count(*) from pg_tables where schemaname = 'public'"), Is.Zero);

    [Test]
    public async Task What_is_published_lies_in_the_queue_until_it_is_consumed()
    {
        await using var connection = await broker.Connect();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync("news", "fanout", durable: true, autoDelete: false);
        await channel.QueueDeclareAsync("reader", durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync("reader", "news", "");

        await broker.Publish("news", ["one"u8.ToArray()]);
        var routed = await broker.PublishOverHttp("news", "two");

        Assert.That(routed, Is.True);
        var texts = (await broker.Peek("reader")).Select(message => Encoding.UTF8.GetString(message.Body.Span));
        Assert.That(texts, Is.EqualTo(["one", "two"]));
        Assert.That(await broker.Ready("reader"), Is.EqualTo(2));
    }

    [Test]
    public async Task What_does_not_come_is_named_with_what_was_seen_last()
    {
        var late = await Assert.ThrowsAsync<TimeoutException>(() => Eventually.Becomes(
            () => Task.FromResult(41), seen => seen == 42, TimeSpan.FromMilliseconds(150), "the answer"));

        Assert.That(late?.Message, Is.EqualTo("Not within 0.2 s: the answer. Last seen: 41."));
    }

    [Test]
    public void The_bed_says_how_much_a_process_uses() =>
        Assert.That(ProcessUse.Of(Environment.ProcessId).PeakBytes, Is.GreaterThan(1_000_000));
}
