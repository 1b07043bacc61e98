using System.Text;
using Charging.TestBed;
using Charging.Tests.Surfaces;
using RabbitMQ.Client;

namespace Charging.Tests.Usual;

/// <summary>Whatever strangers write, no command and no log gives a terminal anything that it would obey.</summary>
[Category("bed")]
public class TerminalTests : OnUsualChain
{
    private const string ErrorQueue = "rating-rate-session_error";
    private const string RefusedCustomers = "invoicing-keep-customer_error";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private static readonly SampleCustomer Buyer = SampleCustomer.Good(1)[0];

    [Test]
    public async Task No_command_and_no_log_repeats_what_a_terminal_obeys()
    {
        var good = Chain.NewSessions(1, [Buyer])[0];
        var setAside = await SetAside();
        await Chain.Broker.Publish("customer-changed", [Renamed(), Refused()], "crm");
        await Chain.Broker.Publish("session-ended", [Session(good), Strangers(good), Unreadable()]);
        await Eventually.Becomes(
            () => Chain.Progress(), seen => seen.AllAre(1, mailed: true), Limit, "the good session charged");
        await Eventually.Becomes(
            SetAside, count => count == setAside + 1, Limit, "the stranger's session set aside");
        await Chain.Lie(ErrorQueue, 1, Limit); // which is made with the first error
        await Chain.Lie(RefusedCustomers, 1, Limit);
        await PutAside(Chain.Broker);
        await Eventually.Becomes(() => Chain.Broker.Ready(ErrorQueue), count => count == 2, Limit, "and another");

        foreach (var (program, arguments) in await Commands())
            await Check(program, arguments);
        foreach (var log in Chain.LogFiles)
            Assert.That(Hostile.Offences(await Read(log)), Is.Empty, log);
    }

    private static Task<long> SetAside() => Chain.Database.Value<long>("select count(*) from rating.quarantine");

    private static async Task Check(string program, string[] arguments)
    {
        var settings = program == "Operator" ? Chain.OperatorSettings() : Chain.SettingsOf(program);
        var run = await CommandRun.Of(program, settings, arguments);
        var name = $"{program} {string.Join(' ', arguments)}";
        Assert.That(run.Bytes, Is.Not.Empty, name);
        Assert.That(Hostile.Offences(run.Bytes), Is.Empty, $"{name}:\n{run.Text}");
    }

    private static async Task<IEnumerable<(string, string[])>> Commands()
    {
        var number = await Chain.Database.Value<string>(
            "select invoice_number from payment.payments order by created_at desc limit 1");
        var aside = await Chain.Database.Value<Guid>(
            "select quarantine_id from rating.quarantine order by quarantined_at desc limit 1");
        return
        [
            ("Rating.Worker", ["quarantine", "list"]),
            ("Rating.Worker", ["quarantine", "show", $"{aside}"]),
            ("Rating.Worker", ["quarantine", "show", Hostile.Text.Replace("\0", "")]),
            ("Rating.Worker", ["plans", "show", Hostile.Text]),
            ("Rating.Worker", ["rerate", "--plan", "sample", "--from", Hostile.Text, "--to", "2026-01-01"]),
            ("Invoicing.Worker", ["invoice", "list"]),
            ("Invoicing.Worker", ["invoice", "show", number]),
            ("Invoicing.Worker", ["invoice", "show", number, "--format", "json"]),
            ("Invoicing.Worker", ["invoice", "show", number, "--format", "ubl"]),
            ("Invoicing.Worker", ["invoice", "show", Hostile.Text]),
            ("Invoicing.Worker", ["sellers", "list"]),
            ("Payment.Worker", ["payments", "list"]),
            ("Payment.Worker", ["payments", "show", number]),
            ("Payment.Worker", ["payments", "show", Hostile.Text]),
            ("Payment.Worker", ["receipts", "list"]),
            ("Payment.Worker", ["receipts", "show", number]),
            ("Operator", ["trace", Hostile.Text]),
            ("Operator", ["status"]),
            ("Operator", ["dead", "list"]),
            ("Operator", ["dead", "show", ErrorQueue]),
            ("Operator", ["dead", "show", RefusedCustomers]),
            ("Operator", ["dead", "show", Hostile.Text]),
            ("Operator", ["outcomes", "--run", "1"]),
            ("Operator", ["customers", "apply", Hostile.Text]),
        ];
    }

    /// <summary>A name may hold bidi marks; they are how some names are written.</summary>
    private static byte[] Renamed() => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Buyer.Bytes)
        .Replace("\"version\": 1", "\"version\": 2")
        .Replace("Sample customer", "Sample \\u202e\\u2066\\u200f\\u200b"));

    private static byte[] Refused() => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Buyer.Bytes)
        .Replace(Buyer.CustomerId, Hostile.Json).Replace("\"EUR\"", $"\"{Hostile.Json}\""));

    /// <summary>Every text field of a session that is charged.</summary>
    private static byte[] Session(SampleSession good) => Encoding.UTF8.GetBytes(good.Json
        .Replace(good.SessionId, Hostile.Json)
        .Replace("\"legId\": \"1\"", $"\"legId\": \"{Hostile.Json}\", \"role\": \"{Hostile.Json}\"")
        .Replace("\"conferenceRoom\": \"4711\"", $"\"{Hostile.Json}\": \"{Hostile.Json}\""));

    private static byte[] Strangers(SampleSession good) => Encoding.UTF8.GetBytes(good.Json
        .Replace(good.SessionId, Hostile.Json).Replace(SampleSession.Source, $"other{Hostile.Json}")
        .Replace(good.CustomerId, Hostile.Json));

    private static byte[] Unreadable() => Encoding.UTF8.GetBytes($"{{\"source\": \"{Hostile.Text}\"");

    /// <summary>With headers such as a worker writes, but a stranger's.</summary>
    private static async Task PutAside(Broker broker)
    {
        await using var connection = await broker.Connect();
        await using var channel = await connection.CreateChannelAsync();
        var properties = new BasicProperties
        {
            MessageId = Hostile.Text,
            Headers = new Dictionary<string, object?>
            {
                ["MT-Fault-Message"] = Encoding.UTF8.GetBytes(Hostile.Text),
                ["MT-Fault-Timestamp"] = Encoding.UTF8.GetBytes(Hostile.Text),
            },
        };
        await channel.BasicPublishAsync("", ErrorQueue, true, properties, Encoding.UTF8.GetBytes(Hostile.Text));
    }

    private static async Task<byte[]> Read(string log)
    {
        await using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        await file.CopyToAsync(copy);
        return copy.ToArray();
    }
}
