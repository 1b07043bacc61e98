using Charging.TestBed;

namespace Charging.Rating.Tests;

/// <summary>Two workers, one customer, one allowance.</summary>
[Category("bed")]
public class SharedAllowanceTests
{
    private const int Sessions = 1_000;

    private const string Plan = """
        code: allowance
        currency: EUR
        timeZone: Europe/Prague
        validFrom: 2020-01-01
        allowances: [ { service: voice, minutes: 500, every: month } ]
        prices: [ { service: voice, connectionFee: 0.05, steps: [ { from: 0s, price: 1, per: 1m, increment: 1s } ] } ]
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);
    private static readonly DateTime Start = MiddleOfLastMonth();

    private RunningWorker worker;

    [OneTimeSetUp]
    public async Task Run()
    {
        worker = await RunningWorker.Start();
        await worker.Other.Start();
        await worker.Apply(Plan);
        await worker.Tell("acme", 1, "allowance");
    }

    [OneTimeTearDown]
    public async Task Dispose() => await worker.DisposeAsync();

    [Test]
    public async Task A_thousand_sessions_use_up_an_allowance_of_five_hundred_and_pay_for_the_rest()
    {
        var sessions = Enumerable.Range(0, Sessions).Select(Session).ToList();

        await worker.Tell(sessions.Concat(sessions));
        await worker.Counts(Sessions, "select count(*) from rating.usages", Limit);
        await worker.Tell(sessions);
        await Eventually.Holds(
            async () => await Handled(worker.Process) + await Handled(worker.Other) >= 3 * Sessions,
            Limit, "every message handled");

        await worker.Counts(500, "select count(*) from rating.usages where charge_minor = 0");
        await worker.Counts(500, "select count(*) from rating.usages where charge_minor = 105");
        await worker.Counts(500 * 60_000, "select sum(used)::bigint from rating.counters");
        Assert.That(await Handled(worker.Process), Is.GreaterThan(Sessions / 10), "both took part");
        Assert.That(await Handled(worker.Other), Is.GreaterThan(Sessions / 10), "both took part");
    }

    private static Task<double> Handled(WorkerProcess instance) => instance.Metric("charging_sessions_total");

    private static SessionEnded Session(int number)
    {
        var (start, end) = (Start.AddMinutes(number), Start.AddMinutes(number + 1));
        return Sample.Session with
        {
            SessionId = $"{number}",
            StartedAt = start,
            EndedAt = end,
            Legs = [Sample.Leg with { ConnectedAt = start, DisconnectedAt = end }],
        };
    }

    private static DateTime MiddleOfLastMonth()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new DateTime(now.Year, now.Month, 15, 0, 0, 0, DateTimeKind.Utc).AddMonths(-1);
    }
}
