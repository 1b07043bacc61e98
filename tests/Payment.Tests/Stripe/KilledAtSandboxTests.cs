using System.Text.Json;
using Charging.TestBed;
using RabbitMQ.Client;

namespace Charging.Payments.Tests.Stripe;

/// <summary>
/// The worker, as it is run, is killed at a step of a payment and started again. It draws from the sandbox, over HTTP
/// and by Stripe's own client, and the sandbox's ledger says how often it drew.
/// </summary>
[Category("bed")]
public class KilledAtSandboxTests
{
    private const int Gate = 4711;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly HttpClient outside = new();
    private string log = "";
    private Broker broker = null!;
    private Database database = null!;
    private SandboxProcess sandbox = null!;
    private WorkerProcess worker = null!;

    [OneTimeSetUp]
    public async Task Begin()
    {
        log = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.log");
        broker = await Broker.Create();
        database = await PaymentDatabase.Create();
        await database.Execute($"""
            create function payment.wait_at_gate() returns trigger language plpgsql as $$
            begin
                perform pg_advisory_xact_lock_shared({Gate});
                return null;
            end;
            $$
            """);
        sandbox = await SandboxProcess.Start(StripeClients.ApiKey);
        worker = new WorkerProcess("Payment.Worker", Settings(), log);
        await worker.Start();
        await Listen("told", "payment-captured");
        await broker.Publish("customer-changed",
        [
            new SampleCustomer("acme", "pm_ok").Bytes, new SampleCustomer("slow", "pm_slow_2000").Bytes,
        ]);
        await Eventually.Becomes(
            () => database.Value<long>("select count(*) from payment.customers"), seen => seen == 2, Limit,
            "both customers known");
    }

    [OneTimeTearDown]
    public async Task End()
    {
        await worker.DisposeAsync();
        await sandbox.DisposeAsync();
        await broker.DisposeAsync();
        await database.DisposeAsync();
        outside.Dispose();
        File.Delete(log);
    }

    [TestCase("insert", "payments", 0, TestName = "Before the payment is stored")]
    [TestCase("insert", "attempts", 0, TestName = "After the payment, before its attempt, in one commit with it")]
    [TestCase("update", "attempts", 1, TestName = "After the call, before its answer is stored")]
    [TestCase("update", "payments", 1, TestName = "After the answer, before the payment moves, in one commit with it")]
    public async Task Killed_at_a_step_of_the_database(string deed, string table, int drawnBefore)
    {
        var invoice = Sample.Invoice();
        await using (var gate = await database.Source.OpenConnectionAsync())
        {
            await WaitsAtGate(gate, invoice, deed, table);
            Assert.That(await Captures(invoice), Is.EqualTo(drawnBefore), "what was drawn by then");

            await worker.Kill();
            await Waiting("count(pg_terminate_backend(pid))");
            await Eventually.Becomes(
                () => Waiting("count(*)"), seen => seen == 0, Limit, "nothing left of the dead worker's work");
            await Do(gate, $"drop trigger at_gate on payment.{table}");
            await Do(gate, $"select pg_advisory_unlock({Gate})");
        }

        await worker.Start();

        await IsCapturedOnce(invoice);
    }

    [Test]
    public async Task Killed_while_the_gateway_is_at_work_on_the_call()
    {
        var invoice = Sample.Invoice("slow");
        await Publish(invoice);
        await Eventually.Becomes(
            () => Attempts(invoice), seen => seen == "started", Limit, "the attempt stored, its call on the way");
        Assert.That(await Captures(invoice), Is.Zero);

        await worker.Kill();
        await worker.Start();

        await IsCapturedOnce(invoice);
    }

    [Test]
    public async Task Killed_after_the_answer_is_committed_with_the_move_and_before_it_is_told()
    {
        var invoice = Sample.Invoice();
        await using (var gate = await database.Source.OpenConnectionAsync())
        {
            await WaitsAtGate(gate, invoice, "update", "payments");

            // A commit that waits for a standby is done here, and whoever asked for it has not heard so.
            await database.AwaitNobody(async () =>
            {
                await Do(gate, $"select pg_advisory_unlock({Gate})");
                await Eventually.Becomes(
                    () => OfUs("wait_event = 'SyncRep'", "count(*)"), seen => seen > 0, Limit, "the worker's commit");
                await worker.Kill();
                await database.CancelWaits();
            });
            await Do(gate, "drop trigger at_gate on payment.payments");
        }

        Assert.That(await State(invoice), Is.EqualTo("Captured"), "by the worker that was killed");
        Assert.That((await broker.Peek("told")).Any(message => Says(message, invoice)), Is.False, "told by then");
        await worker.Start();

        await IsCapturedOnce(invoice);
    }

    /// <summary>The gate is shut, and the worker has come to it with this invoice.</summary>
    private async Task WaitsAtGate(NpgsqlConnection gate, InvoiceCreated invoice, string deed, string table)
    {
        await Do(gate, $"select pg_advisory_lock({Gate})");
        await Do(gate, $"""
            create trigger at_gate before {deed} on payment.{table} execute function payment.wait_at_gate()
            """);
        await Publish(invoice);
        await Eventually.Becomes(
            () => Waiting("count(*)"), seen => seen > 0, Limit, $"the worker waiting before its {deed}");
    }

    private async Task IsCapturedOnce(InvoiceCreated invoice)
    {
        await Eventually.Becomes(
            () => State(invoice), seen => seen == "Captured", Limit,
            $"the payment is Captured; the worker's log is {log}");
        Assert.That(await Captures(invoice), Is.EqualTo(1), "in the sandbox's own ledger");
        Assert.That(await Attempts(invoice), Is.EqualTo("captured"), "one attempt");
        await Eventually.Holds(
            async () => (await broker.Peek("told")).Any(message => Says(message, invoice)), Limit,
            "PaymentCaptured told");
    }

    private static bool Says(BasicGetResult message, InvoiceCreated invoice)
    {
        using var told = JsonDocument.Parse(message.Body);
        return told.RootElement.GetProperty("invoiceId").GetGuid() == invoice.InvoiceId;
    }

    private async Task<int> Captures(InvoiceCreated invoice)
    {
        var ledger = await outside.GetStringAsync(new Uri(sandbox.Address, "/sandbox/ledger"));
        return ledger.Split('\n', StringSplitOptions.RemoveEmptyEntries).Count(line => IsCapture(line, invoice));
    }

    private static bool IsCapture(string line, InvoiceCreated invoice)
    {
        using var entry = JsonDocument.Parse(line);
        return entry.RootElement.GetProperty("kind").GetString() == "captured"
            && entry.RootElement.GetProperty("intent").GetProperty("invoice_id").GetGuid() == invoice.InvoiceId;
    }

    private Task<string> Attempts(InvoiceCreated invoice) => database.Value<string>(
        "select string_agg(status, ', ' order by attempt_no) from payment.attempts where invoice_id = @InvoiceId",
        new { invoice.InvoiceId });

    private Task<string> State(InvoiceCreated invoice) => database.Value<string>(
        "select state from payment.payments where invoice_id = @InvoiceId", new { invoice.InvoiceId });

    /// <summary>What holds of the connections of this database that wait at the gate.</summary>
    private Task<long> Waiting(string what) => OfUs("wait_event = 'advisory'", what);

    private Task<long> OfUs(string which, string what) => database.Value<long>($"""
        select {what} from pg_stat_activity where datname = current_database() and {which}
        """);

    private static async Task Do(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task Listen(string queue, string exchange)
    {
        await using var connection = await broker.Connect();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true, autoDelete: false);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync(queue, exchange, "");
    }

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

    private Dictionary<string, string> Settings() => new()
    {
        ["ConnectionStrings__Postgres"] = database.ConnectionString,
        ["ConnectionStrings__RabbitMq"] = broker.ConnectionString,
        ["Receipts__Enabled"] = "false",
        ["Gateway__Kind"] = "stripe",
        ["Gateway__Stripe__ApiKey"] = StripeClients.ApiKey,
        ["Gateway__Stripe__ApiBase"] = $"{sandbox.Address}",
    };
}
