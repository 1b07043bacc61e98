using System.Text.Json;
using static Charging.Rating.Tests.CountingPlan;

namespace Charging.Rating.Tests;

[Category("bed")]
public class CountedUsagesTests() : OnDatabase("rating.usages, rating.counters")
{
    [Test]
    public async Task Two_workers_with_a_thousand_sessions_of_one_customer_give_what_one_worker_gives()
    {
        var plan = Plan(free: 1_500);
        var sessions = Enumerable.Range(0, 1_000).Select(i => Messages($"{i}", 1 + (i % 5))).ToList();

        var (one, two) = (await Charge([new Usages(Database.Source)]), await Charge(Database.Rivals(2)));

        Assert.That(one, Is.EqualTo((1_500L, 1_500L, 1_000L)), "charged, counted, usages");
        Assert.That(two, Is.EqualTo(one));

        async Task<(long Charged, long Counted, long Usages)> Charge(IReadOnlyList<Usages> workers)
        {
            await Empty();
            await KeepInGroups(workers, plan, sessions);
            Assert.That(await Sum("counted"), Is.EqualTo(await Used()));
            return (await Sum("charge_minor"), await Used(), await Database.Count("usages"));
        }
    }

    [Test]
    public async Task Sessions_of_one_size_are_free_as_often_with_two_workers_as_with_one()
    {
        var plan = Plan(free: 500);
        var workers = Database.Rivals(2);

        await KeepInGroups(workers, plan, [.. Enumerable.Range(0, 1_000).Select(i => Messages($"{i}", 1))]);

        Assert.That(await Database.Count("usages where charge_minor = 0"), Is.EqualTo(500));
        Assert.That(await Database.Count("usages where charge_minor = 1"), Is.EqualTo(500));
        Assert.That(
            await Database.Count("usages where counted = 1 and counted_before between 0 and 499"), Is.EqualTo(500));
    }

    [Test]
    public async Task A_session_told_again_takes_nothing_more_and_is_answered_alike()
    {
        var plan = Plan(free: 10);
        var (first, second) = (Database.Rivals(2)[0], Database.Rivals(2)[1]);
        var kept = await Keep(first, plan, Messages("1", 7));
        await Keep(first, plan, Messages("2", 7));

        var again = await Keep(second, plan, Messages("1", 7));

        Assert.That(again.Kept!.IsRepeat, Is.True);
        Assert.That(Told(again.Kept), Is.EqualTo(Told(kept.Kept!)));
        Assert.That((await Used(), await Sum("charge_minor")), Is.EqualTo((10, 4)));
    }

    [Test]
    public async Task A_session_told_by_everybody_at_once_takes_once()
    {
        var plan = Plan(free: 1_000);
        var sessions = Enumerable.Range(0, 50).Select(i => Messages($"{i}", 3)).ToList();

        var kept = await Task.WhenAll(Database.Rivals(4).SelectMany((worker, i) =>
            (i % 2 == 0 ? sessions : Enumerable.Reverse(sessions)).Select(session => Keep(worker, plan, session))));

        Assert.That(kept.Count(one => !one.Kept!.IsRepeat), Is.EqualTo(50));
        Assert.That(await Used(), Is.EqualTo(150));
    }

    [Test]
    public async Task Of_two_customers_with_the_same_key_one_takes_and_the_other_is_a_conflict()
    {
        var plan = Plan(free: 1_000_000);
        var workers = Database.Rivals(2);
        string[] customers = ["acme", "other"];

        var kept = await Task.WhenAll(Enumerable.Range(0, 300).SelectMany(i =>
            customers.Select((customer, w) => Keep(workers[w], plan, Messages($"{i}", 1 + (i % 3), customer)))));

        Assert.That(kept.Count(one => one.Kept!.IsConflict), Is.EqualTo(300));
        Assert.That(await Database.Count("usages"), Is.EqualTo(300));
        foreach (var customer in customers)
            Assert.That(await Used(customer), Is.EqualTo(await Sum("counted", customer)), customer);
    }

    [Test]
    public async Task Rivals_with_many_counters_in_other_orders_do_not_deadlock()
    {
        var (plan, workers) = (Plan(free: 1_000_000), Database.Rivals(4));
        for (var round = 0; round < 20; round++)
        {
            await Task.WhenAll(workers.SelectMany((worker, w) =>
            {
                var customers = Enumerable.Range(0, 200).Select(i => $"{round}-{i}");
                return (w % 2 == 0 ? customers : customers.Reverse())
                    .Select(customer => Keep(worker, plan, Messages($"{w}-{customer}", 1, customer)));
            }));
        }

        Assert.That(await Database.Count("usages"), Is.EqualTo(20 * 200 * 4));
        Assert.That(await Database.Count("counters where used = 4"), Is.EqualTo(20 * 200));
    }

    [Test]
    public async Task What_is_rolled_back_takes_nothing_and_harms_nobody_in_its_group()
    {
        var plan = Plan(free: 10);
        var worker = new Usages(Database.Source);
        await Database.Execute("alter table rating.usages add constraint poison check (session_id <> 'poison')");

        var poison = Keep(worker, plan, Messages("poison", 9));
        var others = Enumerable.Range(0, 12).Select(i => Keep(worker, plan, Messages($"{i}", 1)));
        await Task.WhenAll(others);

        Assert.That(() => poison, Throws.Exception.With.Message.Contains("poison"));
        await Database.Execute("alter table rating.usages drop constraint poison");
        Assert.That((await Used(), await Sum("charge_minor")), Is.EqualTo((10, 2)));
    }

    [Test]
    public async Task A_connection_that_is_lost_before_the_commit_has_taken_nothing()
    {
        var plan = Plan(free: 10);
        var worker = new Usages(Database.Source);
        await Database.Execute("""
            create function rating.die() returns trigger language plpgsql as
            'begin perform pg_terminate_backend(pg_backend_pid()); return new; end';
            create trigger die before update on rating.counters for each row execute function rating.die();
            """);

        Assert.That(() => Keep(worker, plan, Messages("1", 7)), Throws.Exception);
        await Database.Execute("drop function rating.die cascade");

        Assert.That((await Database.Count("usages"), await Database.Count("counters")), Is.EqualTo((0, 0)));
        Assert.That((await Keep(worker, plan, Messages("1", 7))).Kept!.IsRepeat, Is.False);
        Assert.That(await Used(), Is.EqualTo(7));
    }

    [TestCase("month", "2026-10-31T22:59:59.999Z", "2026-10-01")]
    [TestCase("month", "2026-10-31T23:00:00.000Z", "2026-11-01", Description = "midnight in Prague")]
    [TestCase("day", "2026-07-14T21:59:59.999Z", "2026-07-14")]
    [TestCase("day", "2026-07-14T22:00:00.000Z", "2026-07-15", Description = "midnight in Prague in summer")]
    public async Task A_session_is_counted_in_the_local_period_of_its_start(string every, string start, string startsOn)
    {
        var startedAt = DateTimeOffset.Parse(start, null).UtcDateTime;
        var session = Messages("1", 1) with { StartedAt = startedAt, EndedAt = startedAt.AddHours(1) };

        await Keep(new Usages(Database.Source), Plan(free: 1, Words.Read<Period>(every)), session);

        Assert.That(
            await Database.Count($"counters where used = 1 and starts_on = '{startsOn}'"), Is.EqualTo(1));
    }

    [Test]
    public async Task Each_period_has_the_whole_allowance()
    {
        var worker = new Usages(Database.Source);
        var (plan, november) = (Plan(free: 5), Messages("november", 7));
        var october = november with { SessionId = "october", StartedAt = Sample.Start.AddMonths(-1) };

        await Task.WhenAll(Keep(worker, plan, november), Keep(worker, plan, october));

        Assert.That(await Database.Count("counters where used = 5"), Is.EqualTo(2));
        Assert.That(await Sum("charge_minor"), Is.EqualTo(4));
    }

    /// <summary>Twenty at a time to each worker, so that groups of one meet groups of the other all the time.</summary>
    private static Task KeepInGroups(
        IReadOnlyList<Usages> workers, PricePlan plan, IReadOnlyList<SessionEnded> sessions) =>
        Task.WhenAll(workers.Select(async (worker, w) =>
        {
            foreach (var group in sessions.Where((_, i) => i % workers.Count == w).Chunk(20))
                await Task.WhenAll(group.Select(session => Keep(worker, plan, session)));
        }));

    private static Task<CountedOutcome> Keep(Usages worker, PricePlan plan, SessionEnded session) =>
        worker.AddOnce(CountingPlan.Told(plan, session), default);

    private Task<long> Used(string customerId = "acme") => Database.Value(
        $"select coalesce(sum(used), 0)::bigint from rating.counters where customer_id = '{customerId}'");

    private Task<long> Sum(string column, string customerId = "acme") => Database.Value(
        $"select coalesce(sum({column}), 0)::bigint from rating.usages where customer_id = '{customerId}'");

    private static string Told(StoredUsage kept) => JsonSerializer.Serialize(kept.Stored.ToUsageRated(), Wire.Json);
}
