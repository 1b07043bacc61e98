using Charging.TestBed;
using RabbitMQ.Client;

namespace Charging.Tests.Breakdowns;

/// <summary>
/// A commit that its synchronous standby may not have does not count: while there is no standby nothing is told, nor
/// acknowledged, nor mailed, nor drawn, whoever ends the waits; and a repeat that finds a row waits too.
/// </summary>
[Category("bed")]
public class StandbyTests
{
    private const int Sessions = 1_200;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private static readonly string[] Told =
        ["usage-rated", "invoice-created", "payment-captured", "send-receipt", "receipt-sent"];

    private Chain chain = null!;

    [TearDown]
    public Task Close() => chain.Close();

    [Test]
    public async Task While_no_standby_answers_nothing_is_told_and_afterwards_nothing_is_lost_or_twice()
    {
        chain = await Chain.Start();
        var all = SampleSession.Many(Sessions, chain.Customers);
        await using var ears = await Ears.On(chain.Broker, Told);
        await chain.Publish(all);
        await Eventually.Becomes(
            () => chain.Progress(), seen => seen.Captured >= 100, Limit, "captures, and sessions on every queue");

        await chain.Database.AwaitNobody(async () =>
        {
            var before = await ComesToRest(ears);
            Assert.That(before.Captures, Is.LessThan(Sessions), "in the middle");
            await chain.Publish(all.Take(100)); // what was told long ago is not told again either

            var cancelled = await CancelFor(TimeSpan.FromSeconds(15));

            Assert.That(cancelled, Is.Positive, "doubtful rows were made");
            Assert.That(await State(ears), Is.EqualTo(before));
        });

        await chain.AllCharged(Sessions, Limit);
        await ears.Close();
        await chain.QueuesAreEmpty();
        Assert.That(chain.Captures.Select(capture => capture.InvoiceId), Is.Unique);
    }

    /// <summary>What was committed before may still be told; then there is silence.</summary>
    private async Task<Outside> ComesToRest(Ears ears)
    {
        var last = await State(ears);
        return await Eventually.Becomes(
            async () =>
            {
                await Tick(TimeSpan.FromSeconds(2));
                var (seen, before) = (await State(ears), last);
                return (IsStill: (last = seen) == before, Seen: seen);
            },
            look => look.IsStill, Limit, "silence") is var (_, still) ? still : last;
    }

    private async Task<long> CancelFor(TimeSpan time)
    {
        var cancelled = 0L;
        using var until = new CancellationTokenSource(time);
        while (!until.IsCancellationRequested)
        {
            await Tick(TimeSpan.FromSeconds(1));
            cancelled += await chain.Database.CancelWaits();
        }

        return cancelled;
    }

    private static async Task Tick(TimeSpan time)
    {
        using var timer = new PeriodicTimer(time);
        await timer.WaitForNextTickAsync();
    }

    private async Task<Outside> State(Ears ears) =>
        new(await ears.Heard(), chain.Captures.Count, chain.MailFiles.Count);

    /// <summary>What cannot be taken back: messages, draws, mails.</summary>
    private sealed record Outside(string Heard, int Captures, int Mails);

    /// <summary>A queue beside the workers' own on each exchange.</summary>
    private sealed class Ears(IConnection connection, IChannel channel, string[] exchanges) : IAsyncDisposable
    {
        public static async Task<Ears> On(Broker broker, string[] exchanges)
        {
            var connection = await broker.Connect();
            var channel = await connection.CreateChannelAsync();
            foreach (var exchange in exchanges)
            {
                await channel.QueueDeclareAsync(NameOf(exchange), durable: false, exclusive: true, autoDelete: false);
                await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
                await channel.QueueBindAsync(NameOf(exchange), exchange, "");
            }

            return new Ears(connection, channel, exchanges);
        }

        public async Task<string> Heard()
        {
            List<string> counts = [];
            foreach (var exchange in exchanges)
                counts.Add($"{exchange} {await channel.MessageCountAsync(NameOf(exchange))}");
            return string.Join(", ", counts);
        }

        public Task Close() => connection.CloseAsync();

        public async ValueTask DisposeAsync()
        {
            await channel.DisposeAsync();
            await connection.DisposeAsync();
        }

        private static string NameOf(string exchange) => $"heard-{exchange}";
    }
}
