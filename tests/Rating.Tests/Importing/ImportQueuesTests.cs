using System.Text;
using System.Text.Json.Nodes;
using Charging.TestBed;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Charging.Rating.Tests.Importing;

/// <summary>The worker as it runs: platforms publish their own records to its queues.</summary>
[Category("bed")]
public class ImportQueuesTests
{
    private const string Hangups = "rating-import-freeswitch-hangup";
    private const string Conferences = "rating-import-freeswitch-conference";

    private static readonly long Now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private RunningWorker worker;

    [OneTimeSetUp]
    public async Task Run()
    {
        worker = await RunningWorker.Start(new Dictionary<string, string>
        {
            ["Import__Formats"] = "freeswitch-hangup, freeswitch-conference",
            ["Import__FreeSwitchConference__Customer"] = "username",
        });
        await worker.Apply("""
            code: sample
            currency: EUR
            timeZone: Europe/Prague
            validFrom: 2020-01-01
            prices:
              - { service: voice, steps: [ { from: 0s, price: 0.01, per: 1s, increment: 1s } ] }
              - { service: conference, steps: [ { from: 0s, price: 0.01, per: 60s, increment: 60s } ] }
            """);
        await worker.Tell("novak", 1, "sample");
    }

    [OneTimeTearDown]
    public async Task Dispose() => await worker.DisposeAsync();

    [Test]
    public async Task A_call_that_FreeSwitch_tells_twice_is_rated_once()
    {
        await worker.Broker.Publish(Hangups, [Hangup("twice"), Hangup("twice")]);

        var heard = await worker.Heard<UsageRated>("usage-rated", "twice", atLeast: 2);

        Assert.That(heard.Select(one => one.MessageId).Distinct().Count(), Is.EqualTo(1));
        Assert.That((heard[0].Message.CustomerId, heard[0].Message.Charge),
            Is.EqualTo(("novak", new Money(90, "EUR"))));
    }

    [Test]
    public async Task Of_an_array_each_record_is_rated_or_refused_for_itself()
    {
        var nobodys = Encoding.UTF8.GetString(Hangup("nobodys-in-array", e => e.Remove("variable_accountcode")));
        var (first, last) = (Encoding.UTF8.GetString(Hangup("first")), Encoding.UTF8.GetString(Hangup("last")));
        await worker.Broker.Publish(Hangups, [Encoding.UTF8.GetBytes($"[{first},{nobodys},{last}]")]);

        await worker.Heard<UsageRated>("usage-rated", "first", atLeast: 1);
        await worker.Heard<UsageRated>("usage-rated", "last", atLeast: 1);

        var fault = (await Errors(atLeast: 1, error => TextOf(error) == nobodys))[0];
        Assert.That(Encoding.UTF8.GetString((byte[])fault.BasicProperties.Headers!["MT-Fault-Message"]!),
            Does.Contain("No customer"));
    }

    [Test]
    public async Task A_conference_comes_in_as_XML()
    {
        var record = StoredRecord.Of<FreeSwitchConference>();
        foreach (var second in new[] { 1795165201, 1795165200, 1795165260, 1795165300, 1795166390, 1795166400 })
            record = record.With($"{second}", $"{Now - 3_600 + second - 1795165200}");
        await worker.Broker.Publish(Conferences, [record.Bytes]);

        var heard = await worker.Heard<UsageRated>(
            "usage-rated", $"3000-acme.example/{Now - 3_600}", atLeast: 1);

        Assert.That(heard[0].Message.Charge, Is.EqualTo(new Money(19 + 20, "EUR")));
    }

    [Test]
    public async Task What_is_refused_goes_to_the_error_queue_with_its_reason_and_what_is_skipped_goes_nowhere()
    {
        var nobodys = Hangup("nobodys", e => e.Remove("variable_accountcode"));
        await worker.Broker.Publish(Hangups,
            [Hangup("b-leg", e => e["Other-Type"] = "originator"), nobodys, "<cdr>"u8.ToArray(), Hangup("after")]);

        await worker.Heard<UsageRated>("usage-rated", "after", atLeast: 1);
        var errors = await Errors(atLeast: 2, error => !TextOf(error).Contains("in-array", StringComparison.Ordinal));
        Assert.That(errors.Select(error => error.Body.ToArray()), Is.EquivalentTo([nobodys, "<cdr>"u8.ToArray()]));
        Assert.That(
            errors.Select(error => (byte[])error.BasicProperties.Headers!["MT-Fault-Message"]!)
                .Select(Encoding.UTF8.GetString),
            Has.One.Contains("No customer").And.One.Contains("not JSON"));
        await Eventually.Holds(
            async () => (await worker.Output()).Contains("A record of freeswitch-hangup is skipped: a B leg"), Soon,
            "what is skipped in the log");
        await Eventually.Becomes(
            () => worker.Process.Metric("charging_imports_total"), count => count >= 2, Soon, "records counted");
    }

    [Test]
    public async Task Only_the_formats_that_are_named_have_a_queue() =>
        Assert.That(
            (await worker.Broker.Messages()).Keys.Select(name => name.Split('_')[0]).Distinct()
                .Where(name => name.StartsWith("rating-import-", StringComparison.Ordinal)),
            Is.EquivalentTo([Hangups, Conferences]));

    [Test]
    public async Task A_queue_of_records_adds_no_exchange_but_its_own()
    {
        await using var connection = await worker.Broker.Connect();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclarePassiveAsync(Hangups);

        Assert.That(() => channel.ExchangeDeclarePassiveAsync("record-imported"),
            Throws.InstanceOf<OperationInterruptedException>());
    }

    [Test]
    public void A_format_that_nobody_knows_is_named_with_those_that_are_known() =>
        Assert.That(
            new ImportQueues { Formats = "jitsi-meeting,asterisk" }.Validate(new(this)).Single().ErrorMessage,
            Does.Contain("'asterisk'").And.Contain("kamailio-cdr"));

    /// <summary>The queue is made with the first error that comes.</summary>
    private async Task<IReadOnlyList<BasicGetResult>> Errors(int atLeast, Func<BasicGetResult, bool> wanted)
    {
        await Eventually.Holds(
            async () => (await worker.Broker.Messages()).ContainsKey($"{Hangups}_error"), Soon, "the error queue");
        return await Eventually.Becomes(
            async () => (await worker.Broker.Peek($"{Hangups}_error")).Where(wanted).ToList(),
            found => found.Count >= atLeast, Soon, $"{atLeast} errors");
    }

    private static string TextOf(BasicGetResult error) => Encoding.UTF8.GetString(error.Body.Span);

    /// <summary>A call of 90 s, an hour ago.</summary>
    private static byte[] Hangup(string uuid, Action<JsonObject>? change = null) =>
        StoredRecord.Of<FreeSwitchHangup>().With(e =>
        {
            e["variable_uuid"] = uuid;
            e["variable_answer_uepoch"] = $"{Now - 3_600}000000";
            e["variable_end_uepoch"] = $"{Now - 3_510}000000";
            change?.Invoke(e);
        }).Bytes;
}
