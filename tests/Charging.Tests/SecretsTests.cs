using System.Text;
using Charging.TestBed;

namespace Charging.Tests;

/// <summary>Whatever goes well or wrong, no secret and no card number lies anywhere afterwards.</summary>
[Category("bed")]
public class SecretsTests
{
    private const string GatewayKey = "sk_test_MARKEDgatewayKey";
    private const string WrongKey = "sk_test_MARKEDwrongKey";
    private const string WebhookSecret = "whsec_MARKEDsecret";
    private const string MailPassword = "MARKEDmailPassword";
    private const string WrongPassword = "MARKEDwrongPassword";
    private const string Card = "4000056655665556";
    private const string Unusable = "The gateway cannot be used, and ";
    private const string CardInGroups = "4000 0566 5566 5556";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly TraceCollector collector = new();
    private readonly SuspiciousMailServer mailServer = new();
    private readonly int webhookPort = Ports.Free();
    private SandboxProcess sandbox = null!;
    private Chain chain = null!;

    private static SampleCustomer Careless { get; } = new("careless", Card);

    [SetUp]
    public async Task Open()
    {
        sandbox = await SandboxProcess.Start(
            GatewayKey,
            ("Webhook__Url", $"http://127.0.0.1:{webhookPort}/webhooks/stripe"), ("Webhook__Secret", WebhookSecret));
        chain = await Chain.Start(new ChainOptions
        {
            Customers =
            [
                new SampleCustomer("pays", "pm_ok"), new SampleCustomer("never-pays", "pm_declined_lost_card"),
                new SampleCustomer("has-no-card"), Careless,
            ],
            Settings = Settings(),
        });
    }

    [TearDown]
    public async Task Close()
    {
        await chain.Close();
        await sandbox.DisposeAsync();
        mailServer.Dispose();
        await collector.DisposeAsync();
    }

    [Test]
    public async Task No_secret_and_no_card_number_lies_anywhere_when_all_that_can_go_wrong_has_gone_wrong()
    {
        await GoodAndBadMessages();
        await GatewayAndMailServerThatRefuse();
        await WrongPasswords();

        var leftovers = await Leftovers.All(chain, collector);

        Assert.That(Holding(leftovers, "session-of-pays"), Is.SupersetOf(new[]
        {
            "column rating.usages.session_id", "column payment.payments.invoice_text",
            "column invoicing.invoices.document",
        }));
        Assert.That(Holding(leftovers, "pays@customers.example"), Has.Member("mails"), "what mails hold is read");
        Assert.That(Holding(leftovers, "Dlouhá"), Has.Member("column payment.receipts.packed"), "what is packed, too");
        Assert.That(Holding(leftovers, "charging-payment"), Has.Member("traces"));
        Assert.That(Holding(leftovers, "Hello, I am a session."), Has.Member("queue rating-rate-session_error"));
        Assert.That(Holding(leftovers, "HTTP 401"), Has.Some.StartsWith("log "));
        Assert.That(Holding(leftovers, Unusable), Has.Some.StartsWith("log "));

        using (Assert.EnterMultipleScope())
        {
            foreach (var (what, secret) in Secrets())
                Assert.That(Holding(leftovers, secret), Is.Empty, $"{what} lies in");
        }
    }

    /// <summary>Paid, declined, without a card; card numbers in a session and in a customer; and poison.</summary>
    private async Task GoodAndBadMessages()
    {
        var careless = Encoding.UTF8.GetString(Careless.Bytes)
            .Replace("Dlouhá 1", $"Dlouhá 1, card {CardInGroups}").Replace("\"version\": 1", "\"version\": 2");
        await chain.Broker.Publish("customer-changed", [Encoding.UTF8.GetBytes(careless)], "crm");
        await Becomes("select min(version) from payment.customers where customer_id = 'careless'", 2);
        await Becomes("select min(version) from invoicing.customers where customer_id = 'careless'", 2);

        await chain.Publish(chain.Customers.Select(customer => Session(customer.CustomerId)));
        await chain.Broker.Publish("session-ended", Poison.All.Select(poison => poison.Body));
        var typed = Session("pays") with { SessionId = "typed" };
        await chain.Broker.Publish(
            "session-ended", [Encoding.UTF8.GetBytes(typed.Json.Replace("4711", $"room 4711, card {Card}"))]);

        // Of the two sessions of one customer each has a mail; that a token is none is no fault to write a customer of.
        await Becomes("select count(*) from payment.receipts where status = 'sent'", chain.Customers.Count);
        await Becomes(
            "select count(*) from invoicing.invoices where document::text like '%room 4711, card ****%5556%'", 1);
    }

    /// <summary>The gateway answers 401, and the mail server refuses the log-in.</summary>
    private async Task GatewayAndMailServerThatRefuse()
    {
        await chain.Payment[0].Stop();
        await using var refused = Another("Payment.Worker", ("Gateway__Stripe__ApiKey", WrongKey));
        await refused.Start();
        await chain.Publish(
            [Session("pays") with { SessionId = "later" }, Session("has-no-card") with { SessionId = "never" }]);

        await Eventually.Holds(() => Task.FromResult(mailServer.Refused > 0), Limit, "a log-in to the mail server");
        foreach (var said in (string[])["HTTP 401", Unusable])
            await Eventually.Holds(
                async () => Holding(await Leftovers.All(chain, collector), said).Any(place => place.StartsWith("log ")),
                Limit, $"a call to the gateway that is refused: '{said}' in a log");
    }

    private async Task WrongPasswords()
    {
        var database = new NpgsqlConnectionStringBuilder(chain.Database.ConnectionString) { Password = WrongPassword };
        await using var migrating = Another(
            "Invoicing.Worker", ("ConnectionStrings__Owner", database.ConnectionString),
            ("ConnectionStrings__Postgres", database.ConnectionString));
        await Assert.ThrowsAsync<InvalidOperationException>(() => migrating.Run("migrate"));
        var broker = chain.Broker.ConnectionString.Replace(BrokerPassword, WrongPassword);
        await using var declaring = Another("Rating.Worker", ("ConnectionStrings__RabbitMq", broker));
        await Assert.ThrowsAsync<InvalidOperationException>(() => declaring.Run("topology"));
    }

    private WorkerProcess Another(string name, params (string Name, string Value)[] own)
    {
        var settings = new Dictionary<string, string>(chain.SettingsOf(name))
        {
            ["Receipts__Smtp__Host"] = "127.0.0.1",
            ["Receipts__Smtp__PlainHosts__0"] = "127.0.0.1",
            ["Receipts__Smtp__Port"] = $"{mailServer.Port}",
            ["Receipts__Smtp__Security"] = "none",
            ["Receipts__Smtp__User"] = "charging",
            ["Receipts__Smtp__Password"] = MailPassword,
        };
        foreach (var (setting, value) in own) settings[setting] = value;
        return new WorkerProcess(name, settings, Path.Combine(chain.Folder, $"{name}-with-{own[0].Name}.log"));
    }

    private Dictionary<string, string> Settings() => new(collector.Settings)
    {
        ["Gateway__Kind"] = "stripe",
        ["Gateway__Stripe__ApiKey"] = GatewayKey,
        ["Gateway__Stripe__ApiBase"] = $"{sandbox.Address}",
        ["Gateway__Stripe__WebhookPort"] = $"{webhookPort}",
        ["Gateway__Stripe__WebhookSecrets__0"] = WebhookSecret,
        ["Logging__LogLevel__Default"] = "Debug",
    };

    private IEnumerable<(string What, string Secret)> Secrets() =>
    [
        ("the gateway's key", GatewayKey), ("a wrong key", WrongKey), ("the webhook's secret", WebhookSecret),
        ("the mail server's password", MailPassword), ("a wrong password", WrongPassword),
        ("the log-in as SMTP says it", Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0charging\0{MailPassword}"))),
        ("the database's password", new NpgsqlConnectionStringBuilder(chain.Database.ConnectionString).Password!),
        ("the broker's password", BrokerPassword),
        ("a card number", Card), ("a card number in groups", CardInGroups),
    ];

    private string BrokerPassword => new Uri(chain.Broker.ConnectionString).UserInfo.Split(':')[1];

    private static IReadOnlyList<string> Holding(IEnumerable<Leftover> leftovers, string text) =>
    [
        .. leftovers.Where(left => left.Readings.Any(reading => reading.Contains(text, StringComparison.Ordinal)))
            .Select(left => left.Place).Distinct(),
    ];

    private static SampleSession Session(string customer) =>
        new($"session-of-{customer}", customer, TimeProvider.System.GetUtcNow().UtcDateTime, 600);

    private Task<long> Becomes(string sql, long value) =>
        Eventually.Becomes(() => chain.Database.Value<long>(sql), seen => seen == value, Limit, sql);
}
