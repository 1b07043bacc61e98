using System.Text;
using Charging.TestBed;
using RabbitMQ.Client.Exceptions;

namespace Charging.Tests;

/// <summary>A message that is too large costs neither memory nor its neighbours' time.</summary>
[Category("bed")]
public class LargeMessagesTests
{
    private const int Mebibyte = 1024 * 1024;
    private const long OnOurBroker = 2 * Mebibyte;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private Chain chain = null!;
    private Task? started;

    [OneTimeSetUp]
    public async Task Open() => chain = await Chain.Prepare();

    [OneTimeTearDown]
    public Task Close() => chain.Close();

    [SetUp]
    public Task TakeOver() => chain.HandOver();

    [TearDown]
    public async Task Leave()
    {
        chain.KeepLogs();
        await Bed.AllowMessagesOf(OnOurBroker);
    }

    [Test]
    public async Task Sixty_waiting_messages_of_20_MiB_leave_Rating_under_600_MiB()
    {
        await Bed.AllowMessagesOf(64 * Mebibyte);
        await using (var upstream = await Stranger.Connect(chain, "upstream"))
        {
            for (var i = 0; i < 60; i++) await upstream.Say("session-ended", Large(20 * Mebibyte, i));
        }

        await Bed.AllowMessagesOf(OnOurBroker);
        await WorkersRun();
        await chain.Publish(chain.NewSessions(100));

        await chain.AllCharged(100, Limit);
        await chain.Lie("rating-rate-session_dead", 60, Limit);
        Assert.That(chain.Rating[0].Use.PeakBytes, Is.LessThan(600L * Mebibyte));
        var kept = await chain.Broker.First("rating-rate-session_dead");
        Assert.That(kept.Body.Length, Is.EqualTo(20 * Mebibyte), "whole, with the broker");
        await chain.Rating[0].Says("20971520 bytes");
    }

    [Test]
    [DependsOnTest(nameof(Sixty_waiting_messages_of_20_MiB_leave_Rating_under_600_MiB), AllowFailure = true)]
    public async Task What_the_broker_lets_in_and_a_worker_does_not_read_lies_in_the_error_queue_with_its_reason()
    {
        await WorkersRun();
        await using var upstream = await Stranger.Connect(chain, "upstream");
        for (var i = 0; i < 20; i++) await upstream.Say("session-ended", Large(3 * Mebibyte / 2, i));
        for (var i = 0; i < 20; i++) await upstream.Say("session-ended", Session(Mebibyte, i));
        await chain.Publish(chain.NewSessions(100));

        await Eventually.Becomes(() => chain.Progress(), seen => seen.AllAre(100, true), Limit, "neighbours charged");
        await chain.Lie("rating-rate-session_error", 20, Limit);
        await Eventually.Becomes(
            () => chain.Database.Value<long>("select count(*) from rating.quarantine where code = 'too-large'"),
            aside => aside == 20, Limit, "sessions with a megabyte of text set aside");
        var first = await chain.Broker.First("rating-rate-session_error");
        Assert.That(Encoding.UTF8.GetString((byte[])first.BasicProperties.Headers!["MT-Fault-Message"]!),
            Does.Contain("1572864 bytes").And.Contain("at most 1310720"));
        Assert.That(chain.Rating[0].Use.PeakBytes, Is.LessThan(600L * Mebibyte));
    }

    [Test]
    public async Task Our_broker_refuses_what_is_larger_than_any_message_of_ours()
    {
        await using var upstream = await Stranger.Connect(chain, "upstream");

        Assert.That(() => upstream.Say("session-ended", Large((int)OnOurBroker + 1, 1)),
            Throws.InstanceOf<RabbitMQClientException>());
    }

    [Test]
    [DependsOnTest(nameof(Sixty_waiting_messages_of_20_MiB_leave_Rating_under_600_MiB), AllowFailure = true)]
    public async Task A_worker_warns_of_a_broker_that_lets_more_in()
    {
        const string warning = "max_message_size = 2097152";
        await WorkersRun();
        await chain.Rating[0].Kill();
        await Bed.AllowMessagesOf(16 * Mebibyte);
        Assert.That(await File.ReadAllTextAsync(chain.Rating[0].LogFile), Does.Not.Contain(warning));

        await chain.Rating[0].Start();

        await chain.Rating[0].Says(warning);
    }

    [Test]
    public async Task A_letter_that_the_broker_lets_in_no_more_is_looked_at_and_closed_and_a_replay_leaves_it()
    {
        const string dead = "rating-rate-session_dead";
        const int looks = 11;
        await Bed.AllowMessagesOf(64 * Mebibyte);
        await chain.Broker.Publish(dead, [Large(3 * Mebibyte, 1)]);
        await Bed.AllowMessagesOf(OnOurBroker);
        for (var i = 0; i < looks; i++) Assert.That(await chain.Broker.Peek(dead), Has.Count.EqualTo(1));

        var replay = await chain.TryOperate("dead", "replay", dead);
        Assert.That(replay.Printed, Does.Contain("1 message(s) stay where they are").And.Contain("2097152 bytes"));
        Assert.That(replay.ExitCode, Is.EqualTo(1));
        var letter = await chain.Broker.First(dead);
        var id = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(letter.Body.Span))[..16];
        await chain.Operate("dead", "list");
        await chain.Operate("dead", "close", "--id", id, "--reason", "Nobody reads it.");
        Assert.That(await chain.Broker.Ready(dead), Is.Zero);
    }

    /// <summary>Starts them where no test did so before; that for which messages wait comes first.</summary>
    private Task WorkersRun() => started ??= chain.StartWorkers();

    private static byte[] Large(int bytes, int number)
    {
        var body = new byte[bytes];
        Array.Fill(body, (byte)'{');
        body[^1] = (byte)number;
        return body;
    }

    private static byte[] Session(int textBytes, int number) => Encoding.UTF8.GetBytes(
        new SampleSession($"large-{number}", "good-0000", TimeProvider.System.GetUtcNow().UtcDateTime, 60).Json
            .Replace("\"4711\"", $"\"{new string('x', textBytes)}\"", StringComparison.Ordinal));
}
