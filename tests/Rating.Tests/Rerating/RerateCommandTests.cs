namespace Charging.Rating.Tests.Rerating;

/// <summary>The whole worker: a wrong price is corrected, and those who paid it are told.</summary>
[Category("bed")]
public class RerateCommandTests
{
    private const string Exchange = "usage-adjusted";

    private RunningWorker worker;

    [OneTimeSetUp]
    public async Task Run() =>
        worker = await RunningWorker.Start(RatingDatabase.PlanFileOf("sample", price: "0.01").Body, "acme");

    [OneTimeTearDown]
    public async Task Dispose() => await worker.DisposeAsync();

    [Test]
    public async Task A_corrected_price_is_shown_kept_told_once_and_rates_what_comes_after()
    {
        await worker.Tell(Session("before"));
        await worker.Heard<UsageRated>("usage-rated", "before", atLeast: 1);
        var corrected = RatingDatabase.PlanFileOf("sample", price: "0.03").Body;
        Assert.That(() => worker.Apply(corrected), Throws.InvalidOperationException);
        Assert.That(await worker.Output(), Does.Contain("use --correct"));
        await worker.Apply(corrected, "--correct");

        await Rerate();
        Assert.That(await worker.Output(), Does.Contain(
            "1 session(s) differ in EUR: charged 6.00 EUR, now 18.00 EUR, difference +12.00 EUR"));

        Assert.That(() => Rerate("--apply"), Throws.InvalidOperationException);
        Assert.That(await worker.Output(), Does.Contain("1 adjustment(s) kept.").And.Contain("No queue is bound"));

        await worker.Listen(Exchange);
        await Rerate("--apply");
        await Rerate("--apply");
        Assert.That(await worker.Output(), Does.Contain("No session differs.").And.Contain("1 adjustment(s) told."));
        var heard = await worker.Heard<UsageAdjusted>(Exchange, "before", atLeast: 1);
        Assert.That(heard.Select(one => (one.Message.Difference.Minor, one.Message.PlanRevision)),
            Is.EqualTo([(1200L, 2)]));

        await worker.Tell(Session("after"));
        var after = await worker.Heard<UsageRated>("usage-rated", "after", atLeast: 1);
        Assert.That(after[0].Message.Charge.Minor, Is.EqualTo(1800));
        await Rerate();
        Assert.That((await worker.Output()).TrimEnd(), Does.EndWith("No session differs."));
    }

    private Task Rerate(params string[] more) => worker.Process.Run(
        ["rerate", "--plan", "sample", "--from", "2026-01-01", "--to", "2099-12-31", .. more]);

    private static SessionEnded Session(string sessionId)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(-1);
        var start = Wire.Moment(now);
        return Sample.Session with
        {
            SessionId = sessionId,
            StartedAt = start,
            EndedAt = start.AddMinutes(10),
            Legs = [Sample.Leg with { ConnectedAt = start, DisconnectedAt = start.AddMinutes(10) }],
        };
    }
}
