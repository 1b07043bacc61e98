using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Charging.Payments.Tests.Stripe;
using Charging.TestBed;
using MimeKit;

namespace Charging.Payments.Tests.Paying;

/// <summary>
/// The worker, as it is run, with its page, mails and webhook, and the sandbox, for all tests of this folder.
/// </summary>
[SetUpFixture]
[Category("bed")]
public partial class PayChain
{
    public const string Key = "a key for the links of the payment page";

    private const string WebhookSecret = "whsec_of_the_payment_page";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static readonly string Folder =
        Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}");

    private static readonly HttpClientHandler Straight = new() { AllowAutoRedirect = false, UseCookies = false };

    private static Broker? broker;
    private static Database? database;
    private static SandboxProcess? sandbox;
    private static WorkerProcess? worker;

    internal static Database Kept => database!;

    public static SandboxProcess Sandbox => sandbox!;

    public static WorkerProcess Running => worker!;

    public static Uri Page { get; } = new($"http://127.0.0.1:{Ports.Free()}");

    /// <summary>Follows nothing, so that a test sees where it would be led.</summary>
    public static HttpClient Http { get; } = new(Straight);

    [OneTimeSetUp]
    public static async Task Open()
    {
        Directory.CreateDirectory(Folder);
        broker = await Broker.Create();
        database = await PaymentDatabase.Create();
        var webhook = Ports.Free();
        sandbox = await SandboxProcess.Start(
            StripeClients.ApiKey, ("Webhook__Url", $"http://127.0.0.1:{webhook}/webhooks/stripe"),
            ("Webhook__Secret", WebhookSecret));
        worker = new WorkerProcess("Payment.Worker", Settings(webhook), Path.Combine(Folder, "log"));
        await worker.Start();
        await broker.Publish("customer-changed", [Customer("acme", "en"), Customer("lipa", "cs")]);
        await Eventually.Becomes(
            () => Kept.Value<long>("select count(*) from payment.customers"), seen => seen == 2, Limit,
            "both customers known");
    }

    [OneTimeTearDown]
    public static async Task Close()
    {
        if (worker is not null) await worker.DisposeAsync();
        if (sandbox is not null) await sandbox.DisposeAsync();
        if (broker is not null) await broker.DisposeAsync();
        if (database is not null) await database.DisposeAsync();
        Http.Dispose();
        Straight.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Another instance beside it, that hears no webhook.</summary>
    public static WorkerProcess Another(params (string Name, string Value)[] settings)
    {
        var another = new WorkerProcess(
            "Payment.Worker", Settings(webhook: 0), Path.Combine(Folder, $"{Guid.NewGuid():N}.log"));
        foreach (var (name, value) in settings) another.Set(name, value);
        return another;
    }

    /// <summary>An invoice that could not be drawn, and the link of the mail that says so.</summary>
    public static async Task<(InvoiceCreated Invoice, Uri Link)> Unpaid(string customer = "acme")
    {
        var invoice = Sample.Invoice(customer);
        await Tell("invoice-created", "InvoiceCreated", invoice);
        return (invoice, await LinkIn(invoice, "actionNeeded"));
    }

    /// <summary>In the invoice's mail of that kind.</summary>
    public static async Task<Uri> LinkIn(InvoiceCreated invoice, string kind)
    {
        await Eventually.Holds(
            () => Task.FromResult(MailsOf(invoice).Any(mail => IsOf(mail, kind))), Limit,
            $"a mail {kind} of {invoice.Number}; the worker's log is {Running.LogFile}");
        var mail = MailsOf(invoice).First(one => IsOf(one, kind));
        var link = Address().Match(mail.TextBody!).Value;
        Assert.That(mail.HtmlBody, Does.Contain($"href=\"{link}\""));
        return new Uri(link);
    }

    public static Task Becomes(InvoiceCreated invoice, string state) => Eventually.Becomes(
        () => Kept.Value<string>(
            "select state from payment.payments where invoice_id = @InvoiceId", new { invoice.InvoiceId }),
        seen => seen == state, Limit, $"the payment is {state}; the worker's log is {Running.LogFile}");

    public static Task Tell(string exchange, string kind, object message) =>
        TellAs(exchange, $"Charging.Contracts:{kind}", message);

    /// <summary>A message that this worker has from its own commands.</summary>
    public static Task Order(string exchange, object message) =>
        TellAs(exchange, $"Charging.Payments:{message.GetType().Name}", message);

    /// <summary>The whole state of a customer, from that version on.</summary>
    public static Task Know(string customer, int version, params string[] tokens) => broker!.Publish(
        "customer-changed",
        [
            System.Text.Encoding.UTF8.GetBytes(
                System.Text.Encoding.UTF8.GetString(new SampleCustomer(customer, tokens).Bytes)
                    .Replace("\"version\": 1", $"\"version\": {version}", StringComparison.Ordinal)),
        ]);

    private static async Task TellAs(string exchange, string kind, object message)
    {
        await using var publisher = await RawPublisher.Connect(broker!.ConnectionString, default);
        var headers = new Dictionary<string, object?> { ["MT-MessageType"] = $"urn:message:{kind}" };
        await publisher.Publish(
            exchange, JsonSerializer.SerializeToUtf8Bytes(message, Wire.Json), null, headers, default);
    }

    /// <summary>As a form does it; the box is ticked where the card is to be kept.</summary>
    public static Task<HttpResponseMessage> Post(Uri link, bool keeps = false) =>
        Http.PostAsync(link, new FormUrlEncodedContent(keeps ? [new("keep", "yes")] : []));

    /// <summary>Where the page of an invoice leads.</summary>
    public static async Task<Uri> Checkout(Uri link, bool keeps = false)
    {
        Uri? page = null;
        await Eventually.Holds(
            async () =>
            {
                using var answer = await Post(link, keeps);
                page = answer.StatusCode == HttpStatusCode.SeeOther ? answer.Headers.Location : null;
                return page is not null;
            },
            Limit, "the gateway's page");
        return page!;
    }

    /// <summary>On the gateway's page, by that token.</summary>
    public static async Task<HttpStatusCode> Pay(Uri page, string token = "pm_ok")
    {
        using var answer = await Http.PostAsync(page, new FormUrlEncodedContent([new("payment_method", token)]));
        return answer.StatusCode;
    }

    /// <summary>What the sandbox really drew for it, and gave back.</summary>
    public static async Task<long> Drawn(InvoiceCreated invoice) =>
        (await Http.GetStringAsync(new Uri(Sandbox.Address, "/sandbox/ledger")))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.Contains($"{invoice.InvoiceId}", StringComparison.Ordinal))
            .Select(line => JsonNode.Parse(line)!)
            .Sum(entry => $"{entry["kind"]}" switch
            {
                "captured" => entry["intent"]!["amount"]!.GetValue<long>(),
                "refunded" => -entry["refund"]!["amount"]!.GetValue<long>(),
                _ => 0,
            });

    private static bool IsOf(MimeMessage mail, string kind) =>
        mail.MessageId!.StartsWith(kind, StringComparison.Ordinal);

    private static IEnumerable<MimeMessage> MailsOf(InvoiceCreated invoice) =>
        Directory.EnumerateFiles(Folder, $"*{invoice.Number}*.eml").Select(file => MimeMessage.Load(file));

    private static byte[] Customer(string id, string language) => System.Text.Encoding.UTF8.GetBytes(
        System.Text.Encoding.UTF8.GetString(new SampleCustomer(id, "pm_declined_expired_card").Bytes)
            .Replace("\"language\": \"en\"", $"\"language\": \"{language}\"", StringComparison.Ordinal));

    private static Dictionary<string, string> Settings(int webhook) => new()
    {
        ["ConnectionStrings__Postgres"] = Kept.ConnectionString,
        ["ConnectionStrings__RabbitMq"] = broker!.ConnectionString,
        ["Payment__Roles"] = "collect,receipts,pay",
        ["Receipts__Folder"] = Folder,
        ["Gateway__Kind"] = "stripe",
        ["Gateway__Stripe__ApiKey"] = StripeClients.ApiKey,
        ["Gateway__Stripe__ApiBase"] = $"{Sandbox.Address}",
        ["Gateway__Stripe__WebhookPort"] = $"{webhook}",
        ["Gateway__Stripe__WebhookSecrets__0"] = WebhookSecret,
        ["Paying__Url"] = $"{Page}",
        ["Paying__Keys__0"] = Key,
        ["Paying__Page__Port"] = $"{Page.Port}",
        ["Paying__Page__Checkout"] = $"{Sandbox.Address}".TrimEnd('/'),
        ["Paying__Page__PerMinute"] = "100000", ["Paying__Page__PerSecond"] = "100000",
    };

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/p/[A-Za-z0-9_-]{71}")]
    private static partial Regex Address();
}
