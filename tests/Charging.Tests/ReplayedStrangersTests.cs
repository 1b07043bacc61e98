using System.Text;
using System.Text.Json.Nodes;
using Charging.TestBed;
using RabbitMQ.Client;

namespace Charging.Tests;

/// <summary>
/// What a stranger was refused for is refused just the same after an operator has replayed it: it stays the stranger's
/// word, and nothing of it is obeyed. What was set aside for a cause that is mended is charged.
/// </summary>
[Category("bed")]
public class ReplayedStrangersTests
{
    private const string Sessions = "rating-rate-session_error";
    private const string CardLike = "4111111111111111";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static readonly string[] Customers =
        ["rating-keep-customer_error", "invoicing-keep-customer_error", "payment-keep-customer_error"];

    private static readonly (string, object?)[] Hostile =
    [
        .. new[] { "MT-Fault-Address", "MT-Response-Address", "MT-Source-Address", "MT-Destination-Address" }.Select(
            name => (name, (object?)"exchange:session-ended?bindexchange=invoice-created")),
        ("MT-Request-Id", $"{Guid.NewGuid()}"), ("charging-published-by", "rating"),
        ("CC", new List<object> { "payment-collect-payment" }),
    ];

    private Chain chain = null!;

    [SetUp]
    public async Task Open() => chain = await Chain.Start(new ChainOptions
    {
        Settings = new Dictionary<string, string>
        {
            ["Sources__upstream__0"] = SampleSession.Source,
            ["Detail__AllowedHosts__0"] = "127.0.0.1",
            ["Detail__HttpHosts__0"] = "127.0.0.1",
            ["Detail__PrivateNetworks__0"] = "127.0.0.0/8",
            ["Detail__CallTimeout"] = "00:00:00.5",
            ["Detail__QuickRepeats"] = "0",
            ["Detail__RetryAfter"] = "00:00:01",
            ["Detail__LongestWait"] = "00:00:01",
            ["Detail__GiveUpAfter"] = "00:00:01",
        },
    });

    [TearDown]
    public Task Close() => chain.Close();

    [Test]
    public async Task A_replay_gives_no_stranger_more_than_he_had()
    {
        await WhatAPlatformWasRefusedForIsRefusedAgain();
        await WhatWasRefusedOfACustomerIsRefusedAgainByEveryWorker();
        await WhatWasSetAsideIsChargedOnceItsCauseIsMendedAndStaysItsPlatformsWord();
    }

    private async Task WhatAPlatformWasRefusedForIsRefusedAgain()
    {
        await using (var upstream = await Stranger.Connect(chain, "upstream"))
        {
            var foreign = Sample("foreign").Json.Replace(SampleSession.Source, "switch-1.example");
            await upstream.Say("session-ended", Encoding.UTF8.GetBytes(foreign), Hostile);
            await upstream.Say("session-ended", "no session"u8.ToArray(), Hostile);
            await upstream.Say("session-ended", new byte[3 * 1024 * 1024 / 2], Hostile);
            await upstream.Say("session-ended", """{"invoiceId":"1","number":"F-1"}"""u8.ToArray(),
                ("MT-MessageType", "urn:message:Charging.Contracts:InvoiceCreated"));
            await upstream.Say("session-ended", Enveloped(), new BasicProperties
            {
                UserId = "upstream", ContentType = "application/vnd.masstransit+json", ReplyTo = "invoice-created",
                Expiration = "3600000",
            });
        }

        await RefusedAgain([Sessions], 5, "upstream");
        Assert.That(await chain.Database.Value<long>(
            "select (select count(*) from rating.usages) + (select count(*) from rating.quarantine)"), Is.Zero);
    }

    private async Task WhatWasRefusedOfACustomerIsRefusedAgainByEveryWorker()
    {
        await chain.Broker.Publish("customer-changed", [new SampleCustomer("forged", "tok_ok").Bytes]);
        await using (var crm = await Stranger.Connect(chain, "crm"))
            await crm.Say("customer-changed", Stranger.RefusedCustomer("nowhere"), Hostile);

        var administrator = new Uri(chain.Broker.ConnectionString).UserInfo.Split(':')[0];
        await RefusedAgain(Customers, 2, "crm", administrator);
        Assert.That(
            (await Letters(Customers)).Count(letter => letter.Reason.Contains("hears the broker's users 'crm'")),
            Is.EqualTo(3), "whoever may not announce customers");
        Assert.That(
            await chain.Database.Value<long>(
                """
                select count(*)
                from   (select customer_id from rating.customers union all
                        select customer_id from invoicing.customers union all
                        select customer_id from payment.customers) as kept
                where  customer_id in ('forged', 'nowhere')
                """),
            Is.Zero);
    }

    private async Task WhatWasSetAsideIsChargedOnceItsCauseIsMendedAndStaysItsPlatformsWord()
    {
        await Know(SampleCustomer.PlanYaml.Replace(SampleCustomer.PlanCode, "by-number", StringComparison.Ordinal)
            .Replace("conference\n", "voice\n", StringComparison.Ordinal)
            .Replace("[\"*\"]", "[\"*\", \"+420\"]", StringComparison.Ordinal), "caller");
        var call = (Sample("call") with { CustomerId = "caller" }).Json
            .Replace("\"conference\"", "\"voice\"", StringComparison.Ordinal)
            .Replace("+442071838750", "the kitchen", StringComparison.Ordinal);
        await using var upstream = await Stranger.Connect(chain, "upstream");
        await upstream.Say("session-ended", (Sample(CardLike) with { CustomerId = "newcomer" }).Bytes);
        await upstream.Say("session-ended", Encoding.UTF8.GetBytes(call), Hostile);
        await Pending("bad-address", "unknown-customer");

        await chain.Broker.Publish("customer-changed", [new SampleCustomer("newcomer", "tok_ok").Bytes], "crm");
        await KnownToRating("newcomer");
        var replay = await Replay();

        Assert.That(replay.Text, Does.Contain("2 session(s) replayed: 1 taken, 1 set aside again."));
        Assert.That(replay.Code, Is.EqualTo(1));
        await Pending("bad-address");
        Assert.That(
            await chain.Database.Rows<string>("select session_id from rating.usages"), Is.EqualTo([CardLike]));

        var awaited = Awaiting();
        await upstream.Say("session-ended", Encoding.UTF8.GetBytes(awaited));
        await Pending("bad-address", "no-detail");
        Assert.That(
            await chain.Database.Rows<string>("select published_by from rating.quarantine"),
            Has.All.EqualTo("upstream"));

        // Whoever may no longer tell of this source gains nothing by having told of it before.
        await chain.Rating[0].Stop();
        chain.Rating[0].Set("Sources__upstream__0", "bridge-2.example");
        await chain.Rating[0].Start();
        await Replay("--wait", "0");

        await Eventually.Becomes(
            async () => (await Letters(Sessions)).Where(letter => letter.Publisher == "upstream"
                    && letter.Reason.Contains($"'upstream' may not speak for the source '{SampleSession.Source}'"))
                .Count(letter => letter.Id == Deeds.Id(call) || letter.Id == Deeds.Id(awaited)),
            refused => refused == 2, Limit, "both replayed sessions refused");
    }

    /// <summary>So many lie in each of the queues; a replay leaves them as they were, and nothing else.</summary>
    private async Task RefusedAgain(string[] queues, int count, params string[] publishers)
    {
        foreach (var queue in queues) await chain.Lie(queue, count, Limit);
        var before = await Letters(queues);
        Assert.That(before.Select(letter => letter.Publisher).Distinct(), Is.EquivalentTo(publishers));
        Assert.That(before.Select(letter => letter.Expires), Has.All.Null, "nothing vanishes before it was looked at");

        foreach (var queue in queues)
        {
            var replay = await chain.TryOperate("dead", "replay", queue);
            Assert.That(replay.ExitCode, Is.EqualTo(1), replay.Printed);
            Assert.That(replay.Printed, Does.Contain($": 0 were taken, {count} returned, 0 set aside."));
        }

        Assert.That(await Letters(queues), Is.EquivalentTo(before));
        Assert.That(await chain.Broker.Bindings("session-ended"), Is.EqualTo(["rating-rate-session"]));
        Assert.That(await chain.Broker.Bindings("customer-changed"), Has.Count.EqualTo(3));
        Assert.That((await chain.Broker.Messages()).Keys, Has.None.Contains("skipped").And.None.Contains("fault"));
        Assert.That(await chain.Database.Value<long>("select count(*) from payment.payments"), Is.Zero);
    }

    private async Task<IReadOnlyList<Letter>> Letters(params string[] queues)
    {
        List<Letter> letters = [];
        foreach (var queue in queues)
            letters.AddRange((await chain.Broker.Peek(queue)).Select(message => Letter.Of(queue, message)));
        return letters;
    }

    private async Task Know(string plan, string customerId)
    {
        var file = Path.Combine(chain.Folder, "by-number.yaml");
        await File.WriteAllTextAsync(file, plan);
        await chain.Rating[0].Run("plans", "apply", file);
        var customer = Encoding.UTF8.GetString(new SampleCustomer(customerId, "tok_ok").Bytes)
            .Replace(SampleCustomer.PlanCode, "by-number", StringComparison.Ordinal);
        await chain.Broker.Publish("customer-changed", [Encoding.UTF8.GetBytes(customer)], "crm");
        await KnownToRating(customerId);
    }

    private Task KnownToRating(string customerId) => Eventually.Holds(
        () => chain.Database.Value<bool>(
            "select exists (select from rating.customers where customer_id = @customerId)", new { customerId }),
        Limit, $"{customerId} known");

    private Task<string> Pending(params string[] codes) => Eventually.Becomes(
        async () => string.Join(' ', await chain.Database.Rows<string>(
            "select code from rating.quarantine where replayed_at is null order by code")),
        seen => seen == string.Join(' ', codes), Limit, $"set aside: {string.Join(' ', codes)}");

    private Task<CommandRun> Replay(params string[] options) =>
        CommandRun.Of("Rating.Worker", chain.SettingsOf("Rating.Worker"), ["quarantine", "replay", .. options]);

    /// <summary>A session whose legs nobody serves.</summary>
    private static string Awaiting()
    {
        var session = JsonNode.Parse(Sample("awaiting").Json)!;
        session["legs"] = new JsonArray();
        session["detailUri"] = "http://127.0.0.1:1/awaiting";
        return session.ToJsonString();
    }

    private static byte[] Enveloped() => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["messageType"] = new JsonArray("urn:message:Charging.Contracts:SessionEnded"),
        ["faultAddress"] = "exchange:session-ended?bindexchange=invoice-created",
        ["message"] = JsonNode.Parse(Sample("enveloped").Json),
    }.ToJsonString());

    private static SampleSession Sample(string sessionId) =>
        new(sessionId, "good-0000", TimeProvider.System.GetUtcNow().UtcDateTime, 600);

    private sealed record Letter(string Queue, string Id, string Reason, string Publisher, string? Expires)
    {
        public static Letter Of(string queue, BasicGetResult message) => new(
            queue, Deeds.Id(Encoding.UTF8.GetString(message.Body.Span)), Text(message, "MT-Fault-Message"),
            Text(message, "charging-published-by"), message.BasicProperties.Expiration);

        private static string Text(BasicGetResult message, string header) =>
            Encoding.UTF8.GetString((byte[])message.BasicProperties.Headers![header]!);
    }
}
