using Charging.Payments.Tests.Stripe;
using Charging.TestBed;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Payouts;

/// <summary>Payouts of the sandbox gateway, a process of its own, in a database of ours.</summary>
[Category("bed")]
public class SettleFromGatewayTests
{
    private static readonly DateOnly LongAgo = new(2020, 1, 1);

    private Database database = null!;
    private SandboxProcess sandbox = null!;
    private string log = "";

    [SetUp]
    public async Task Begin()
    {
        log = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}.log");
        database = await PaymentDatabase.Create();
        sandbox = await SandboxProcess.Start(StripeClients.ApiKey);
    }

    [TearDown]
    public async Task End()
    {
        await sandbox.DisposeAsync();
        await database.DisposeAsync();
        File.Delete(log);
    }

    [Test]
    public async Task What_the_gateway_paid_out_is_at_the_bank_with_its_fees_and_what_went_back()
    {
        await Capture("pm_ok");
        await Capture("pm_chargeback_60");
        var refunded = await Capture("pm_ok");
        await new StripeGateway(sandbox.Client(), TimeProvider.System).Refund(
            new RefundRequest(Guid.NewGuid(), 1, refunded, Euro(10)), default);
        await sandbox.MoveClock("P3D");

        Assert.That(await Settle(), Is.Zero);
        Assert.That(await Settle(), Is.Zero, "once more");

        // Three captures of 12.10 cost 1.4 % and 0.25 each, the dispute 15.00.
        const long fees = (3 * 42) + 1500;
        var paid = (await sandbox.Client().V1.Payouts.ListAsync()).Single().Amount;
        Assert.That(paid, Is.EqualTo((3 * 1210) - fees - 1210 - 10));
        Assert.That(
            (await Balance("bank"), await Balance("gateway_fee"), await Balance("gateway_clearing")),
            Is.EqualTo((paid, fees, 1220L)), "what went back is booked when it goes");
        Assert.That(await Count("payout_captures"), Is.EqualTo(3));
    }

    [Test]
    public async Task Payouts_of_hundreds_of_captures_are_read_to_the_last()
    {
        await Task.WhenAll(Enumerable.Range(0, 230).Select(_ => Capture("pm_ok")));
        await sandbox.MoveClock("P3D");

        Assert.That(await Settle(), Is.Zero);

        Assert.That(await Count("payout_captures"), Is.EqualTo(230));
        Assert.That(await Balance("gateway_clearing"), Is.Zero);
    }

    [Test]
    public async Task A_payout_with_a_capture_that_we_do_not_know_books_nothing()
    {
        await Capture("pm_ok");
        await Draw(Sample.Attempt("pm_ok"));
        await sandbox.MoveClock("P3D");

        Assert.That(await Settle(), Is.EqualTo(1));

        Assert.That(await Count("payouts"), Is.Zero);
    }

    [TestCase("ISK", 355)]
    [TestCase("UGX", 5001)]
    [TestCase("JPY", 777)]
    [TestCase("KWD", 1230)]
    [TestCase("HUF", 123456)]
    public async Task A_payout_adds_up_in_every_kind_of_currency(string currency, long minor)
    {
        await Capture("pm_ok", new Money(minor, currency));
        await Capture("pm_ok", new Money(minor * 2, currency));
        await sandbox.MoveClock("P3D");

        Assert.That(await Settle(), Is.Zero);

        Assert.That(await Balance("gateway_clearing"), Is.Zero);
        Assert.That(await Balance("bank") + await Balance("gateway_fee"), Is.EqualTo(minor * 3));
    }

    [Test]
    public async Task The_command_asks_from_the_day_that_it_is_given()
    {
        await Capture("pm_ok");
        await sandbox.MoveClock("P3D");

        await Run(("Gateway__Kind", "stripe"), "--since", "2099-01-01");
        Assert.That(await Count("payouts"), Is.Zero);

        await Run(("Gateway__Kind", "stripe"));
        Assert.That(await Count("payouts"), Is.EqualTo(1));
    }

    [TestCase("Gateway__Kind", "inProcess", "set Gateway__Kind=stripe")]
    [TestCase("Gateway__Stripe__ApiKey", "sk_wrong", "HTTP 401")]
    [TestCase("Gateway__Stripe__ApiBase", "http://127.0.0.1:1", "Stripe is not reached")]
    public async Task Where_there_are_no_payouts_to_be_had_it_says_what_to_do(string setting, string value, string says)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => Run((setting, value)));

        Assert.That(refused!.Message, Does.Contain(says).And.Not.Contains("   at ").And.Not.Contains("MARKED"));
    }

    private async Task<int> Settle()
    {
        var paid = await new StripePayouts(sandbox.Client()).Since(LongAgo, default);
        Assert.That(paid, Is.Not.Empty);
        return await SettleCommand.Settle(
            new Charging.Payments.Payouts.Payouts(database.Source, TimeProvider.System), paid, default);
    }

    private async Task Run((string Name, string Value) setting, params string[] more)
    {
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__Postgres"] = database.ConnectionString,
            ["Gateway__Kind"] = "stripe",
            ["Gateway__Stripe__ApiKey"] = StripeClients.ApiKey,
            ["Gateway__Stripe__ApiBase"] = $"{sandbox.Address}",
        };
        settings[setting.Name] = setting.Value;
        await using var command = new WorkerProcess("Payment.Worker", settings, log);
        await command.Run(["settle", "--from-gateway", .. more]);
    }

    private async Task<string> Capture(string token, Money? amount = null)
    {
        var attempts = new Attempts(database.Source);
        var started = Charging.Payments.Collecting.Attempt.Start(
            Guid.NewGuid(), 1, Card(token), 1, amount ?? Euro(1210), Noon);
        await attempts.StartOnce(started, default);
        var captured = await Draw(started);
        await attempts.MoveOn(started.With(captured, Noon.AddSeconds(1)), default);
        return captured.Reference;
    }

    /// <summary>At the gateway alone.</summary>
    private async Task<GatewayAnswer.Captured> Draw(Attempt attempt) =>
        (GatewayAnswer.Captured)await new StripeGateway(sandbox.Client(), TimeProvider.System)
            .Capture(attempt.ToRequest(), default);

    private Task<long> Count(string table) => database.Value<long>($"select count(*) from payment.{table}");

    private Task<long> Balance(string account) => database.Balance(account);
}
