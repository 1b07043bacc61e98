using Charging.Payments.Tests.Stripe;
using Charging.TestBed;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Banking;

/// <summary>The sandbox's own bank closes the circle: what was drawn is what the bank says, less the fees.</summary>
[Category("bed")]
public class SandboxStatementTests : OnDatabase
{
    private static readonly DateOnly LongAgo = new(2020, 1, 1);

    private readonly HttpClient outside = new();
    private SandboxProcess sandbox = null!;
    private Bank bank = null!;

    [OneTimeTearDown]
    public void CloseClient() => outside.Dispose();

    [SetUp]
    public async Task Begin() =>
        (sandbox, bank) = (await SandboxProcess.Start(StripeClients.ApiKey), new Bank(database));

    [TearDown]
    public async Task End() => await sandbox.DisposeAsync();

    [Test]
    public async Task Every_payout_arrives_and_the_books_end_at_the_banks_own_balance()
    {
        await Capture();
        await Capture();
        await sandbox.MoveClock("P3D");
        await Capture();
        await sandbox.MoveClock("P3D");
        Assert.That(await Settle(), Is.Zero);

        var first = await Import();
        var again = await Import();

        Assert.That(first.Select(one => (one.IsNew, one.Payouts)), Is.EqualTo(new[] { (true, 1), (true, 1) }));
        Assert.That(again.Select(one => one.IsNew), Is.All.False);
        Assert.That(await bank.Left(), Is.Empty);
        Assert.That(
            (await database.Balance("bank"), await database.Balance("suspense"), await database.Balance("elsewhere")),
            Is.EqualTo((3 * (1210L - 42), 0L, 0L)));
        Assert.That(
            await database.Value<long>("select count(*) from payment.payout_arrivals where entry_id is not null"),
            Is.EqualTo(2));
        await bank.BooksAgree();
    }

    private async Task<IReadOnlyList<StatementImport>> Import()
    {
        var xml = await outside.GetByteArrayAsync(new Uri(sandbox.Address, "/sandbox/statements/eur"));
        using var file = new MemoryStream(xml);
        var day = DateOnly.FromDateTime(TimeProvider.System.UtcNow().AddDays(7));
        return await bank.Imports.Import(StatementReading.Read(file, "sandbox.xml", day), "sandbox.xml", true, default);
    }

    private async Task<int> Settle() => await SettleCommand.Settle(
        new Charging.Payments.Payouts.Payouts(database.Source, TimeProvider.System),
        await new StripePayouts(sandbox.Client()).Since(LongAgo, default), default);

    private async Task Capture()
    {
        var (attempts, started) = (new Attempts(database.Source), Sample.Attempt("pm_ok"));
        await attempts.StartOnce(started, default);
        var gateway = new StripeGateway(sandbox.Client(), TimeProvider.System);
        var answer = await gateway.Capture(started.ToRequest(), default);
        await attempts.MoveOn(started.With(answer, Noon.AddSeconds(1)), default);
    }
}
