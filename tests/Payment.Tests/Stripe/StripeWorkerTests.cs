using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Charging.TestBed;

namespace Charging.Payments.Tests.Stripe;

/// <summary>The worker as it is run, with Stripe for its gateway, and all that it says written down.</summary>
[Category("bed")]
public class StripeWorkerTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly int port = Ports.Free();
    private readonly HttpClient outside = new();
    private string log = "";
    private FakeStripe stripe = null!;
    private Broker broker = null!;
    private Database database = null!;
    private WorkerProcess worker = null!;

    [OneTimeSetUp]
    public async Task Begin()
    {
        log = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.log");
        stripe = await FakeStripe.Start(Answer.Payment("processing"), Answer.Payment("succeeded"));
        broker = await Broker.Create();
        database = await PaymentDatabase.Create();
        worker = new WorkerProcess("Payment.Worker", Settings(), log);
        await worker.Start();
    }

    [OneTimeTearDown]
    public async Task End()
    {
        await worker.DisposeAsync();
        await stripe.DisposeAsync();
        await broker.DisposeAsync();
        await database.DisposeAsync();
        outside.Dispose();
        File.Delete(log);
    }

    [Test]
    public async Task A_payment_is_made_at_Stripe_and_captured_when_an_event_says_so_and_no_secret_is_told_to_anybody()
    {
        var invoice = Sample.Invoice();
        await broker.Publish("customer-changed", [new SampleCustomer("acme", "cus_acme/pm_visa").Bytes]);
        await Publish(invoice);
        await Becomes(invoice, "pending");

        var body = StripeEvents.Of("payment_intent.succeeded", StripeEvents.Payment(invoice.InvoiceId));
        Assert.That(await Post(body, "whsec_wrong"), Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await Post(body, StripeEvents.Secret), Is.EqualTo(HttpStatusCode.OK));

        await Becomes(invoice, "captured");
        Assert.That(stripe.Asked.First().Authorization, Is.EqualTo($"Bearer {StripeClients.ApiKey}"));
        var said = await Eventually.Becomes(
            ReadLog, text => text.Contains("was refused"), Limit, $"the refused event in {log}");
        Assert.That(said, Does.Not.Contain("MARKED"));
    }

    [TestCase("/metrics")]
    [TestCase("/health/live")]
    [TestCase("/")]
    public async Task Beside_the_webhook_nothing_answers_from_outside(string path)
    {
        Assert.That((await outside.GetAsync(At(path))).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await outside.GetAsync(At(StripeWebhook.Path))).StatusCode,
            Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That((await worker.Get(StripeWebhook.Path)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("Gateway__Stripe__ApiKey", "", "Gateway__Stripe__ApiKey is not set")]
    [TestCase("Gateway__Kind", "stripes", "Gateway:Kind")]
    [TestCase("Payment__Roles", "collect,refund", "Payment__Roles is 'collect,refund'; set it to collect")]
    [TestCase("Payment__Roles", "", "Payment__Roles is ''; set it to collect")]
    public async Task With_a_wrong_setting_it_does_not_start_and_names_the_setting(
        string setting, string value, string says)
    {
        var settings = Settings();
        settings[setting] = value;
        settings["Gateway__Stripe__WebhookPort"] = "0";
        await using var wrong = new WorkerProcess("Payment.Worker", settings, $"{log}.wrong");

        var ended = await Assert.ThrowsAsync<InvalidOperationException>(() => wrong.Run());

        Assert.That(ended!.Message, Does.Contain(says).And.Contains("ended with 1").And.Not.Contains("MARKED"));
        Assert.That(await File.ReadAllTextAsync($"{log}.wrong"), Does.Not.Contain("Unhandled exception"));
        File.Delete($"{log}.wrong");
    }

    /// <summary>Told 1,000 bytes and given one; and told more than any event has.</summary>
    [TestCase(1_000, "408", Description = "a body without a pause, or none")]
    [TestCase(2_000_000, "413")]
    public async Task Whoever_keeps_the_webhook_waiting_or_sends_too_much_is_shown_out_and_the_log_is_quiet(
        int length, string answer)
    {
        var spoken = (await ReadLog()).Length;
        using var caller = new TcpClient();
        await caller.ConnectAsync(IPAddress.Loopback, port);
        await using var stream = caller.GetStream();
        var head = $"POST {StripeWebhook.Path} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n{{";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));

        using var reader = new StreamReader(stream);
        var line = await reader.ReadLineAsync().WaitAsync(Limit);

        Assert.That(line, Does.StartWith($"HTTP/1.1 {answer}"));
        Assert.That(
            (await ReadLog())[spoken..],
            Does.Not.Match(@"(?m)^\S+ (warn|fail|crit): (Microsoft|Charging\.Payments)"));
    }

    private Dictionary<string, string> Settings() => new()
    {
        ["ConnectionStrings__Postgres"] = database.ConnectionString,
        ["ConnectionStrings__RabbitMq"] = broker.ConnectionString,
        ["Receipts__Enabled"] = "false",
        ["Logging__LogLevel__Default"] = "Trace",
        ["Gateway__Kind"] = "stripe",
        ["Gateway__Stripe__ApiKey"] = StripeClients.ApiKey,
        ["Gateway__Stripe__ApiBase"] = $"{stripe.Address}",
        ["Gateway__Stripe__WebhookPort"] = $"{port}",
        ["Gateway__Stripe__WebhookSecrets__0"] = StripeEvents.Secret,
    };

    private Uri At(string path) => new($"http://127.0.0.1:{port}{path}");

    private async Task Publish(InvoiceCreated invoice)
    {
        await using var publisher = await RawPublisher.Connect(broker.ConnectionString, default);
        var kind = new Dictionary<string, object?>
        {
            ["MT-MessageType"] = "urn:message:Charging.Contracts:InvoiceCreated",
        };
        await publisher.Publish(
            "invoice-created", JsonSerializer.SerializeToUtf8Bytes(invoice, Wire.Json), null, kind, default);
    }

    private async Task<HttpStatusCode> Post(string body, string secret)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        content.Headers.Add("Stripe-Signature", StripeEvents.Signature(body, TimeProvider.System.GetUtcNow(), secret));
        using var response = await outside.PostAsync(At(StripeWebhook.Path), content);
        return response.StatusCode;
    }

    private async Task Becomes(InvoiceCreated invoice, string status) => await Eventually.Becomes(
        () => database.Value<string>(
            "select status from payment.attempts where invoice_id = @InvoiceId", new { invoice.InvoiceId }),
        seen => seen == status, Limit, $"the attempt is {status}; the worker's log is {log}");

    private async Task<string> ReadLog()
    {
        await using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync();
    }
}
