using System.Text.Json;
using static Charging.Rating.Tests.CountingPlan;

namespace Charging.Rating.Tests;

public class RunningCountersTests
{
    private static readonly PricePlan Ten = Plan(free: 10);

    [Test]
    public void Each_session_begins_where_the_one_before_has_left_the_counter()
    {
        var tally = Begin(used: 4, Told(Ten, Messages("1", 5)), out var first);
        var second = tally.Rate(Told(Ten, Messages("2", 3)));

        Assert.That((ChargeOf(first), ChargeOf(second)), Is.EqualTo((0, 2)));
        Assert.That(tally.Moved.Values, Is.EqualTo([10L]));
        Assert.That(
            tally.Added.Select(usage => (usage.SessionId, usage.CountedBefore, usage.Counted)),
            Is.EqualTo([("1", 4, 5), ("2", (long?)9, (long?)1)]));
    }

    [Test]
    public void A_session_that_comes_twice_takes_once()
    {
        var tally = Begin(used: 0, Told(Ten, Messages("1", 5)), out var first);
        var again = tally.Rate(Told(Ten, Messages("1", 5)));

        Assert.That((again.Kept!.Stored, again.Kept.IsRepeat), Is.EqualTo((first.Kept!.Stored, true)));
        Assert.That(tally.Moved.Values, Is.EqualTo([5L]));
        Assert.That(tally.Added, Has.Count.EqualTo(1));
    }

    [Test]
    public void Other_content_under_a_key_that_is_taken_is_a_conflict_and_takes_nothing()
    {
        var tally = Begin(used: 0, Told(Ten, Messages("1", 5)), out _);

        var other = tally.Rate(Told(Ten, Messages("1", 6)));

        Assert.That(other.Kept!.IsConflict, Is.True);
        Assert.That(tally.Moved.Values, Is.EqualTo([5L]));
    }

    [Test]
    public void A_session_that_is_stored_takes_nothing()
    {
        var told = Told(Ten, Messages("1", 5));
        Begin(used: 0, told, out var first);
        var tally = new RunningCounters(
            new Dictionary<Counter, long> { [told.Counter] = 5 },
            new Dictionary<Guid, Usage> { [told.UsageId] = first.Kept!.Stored });

        Assert.That(tally.Rate(told).Kept!.Stored, Is.SameAs(first.Kept.Stored));
        Assert.That((tally.Added.Count, tally.Moved.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void A_price_that_is_too_large_where_the_counter_stands_is_a_rejection_and_takes_nothing()
    {
        const long most = 1_000_000_000_000_000;
        var plan = Plan(free: most, centsEach: 100_000);
        var tally = Begin(used: 0, Told(plan, Messages("1", most)), out var free);

        var tooLarge = tally.Rate(Told(plan, Messages("2", most)));

        Assert.That(ChargeOf(free), Is.Zero);
        Assert.That(tooLarge.Rejection?.Code, Is.EqualTo(QuarantineCode.TooLarge));
        Assert.That(tally.Added.Select(usage => usage.SessionId), Is.EqualTo(["1"]));
        Assert.That(tally.Moved.Values, Is.EqualTo([most]));
    }

    [Test]
    public void A_counter_that_can_count_no_further_rejects_the_session()
    {
        var plan = Tiers(cheap: 100);
        var tally = Begin(used: long.MaxValue - 5, Told(plan, Messages("1", 6)), out var tooMuch);

        Assert.That(tooMuch.Rejection?.Code, Is.EqualTo(QuarantineCode.TooLarge));
        Assert.That(ChargeOf(tally.Rate(Told(plan, Messages("2", 5)))), Is.EqualTo(10));
        Assert.That(tally.Moved.Values, Is.EqualTo([long.MaxValue]));
    }

    [Test]
    public void A_months_tiers_go_on_from_session_to_session()
    {
        var tally = Begin(used: 95, Told(Tiers(cheap: 100), Messages("1", 3)), out var first);
        var second = tally.Rate(Told(Tiers(cheap: 100), Messages("2", 3)));

        Assert.That((ChargeOf(first), ChargeOf(second)), Is.EqualTo((3, 4)));
    }

    [Test]
    public void Legs_that_the_bridge_served_are_priced_and_kept_and_the_announcement_is_what_repeats_are_held_against()
    {
        var plan = Sample.Plan(
            "{ service: voice, steps: [{ from: 0s, price: 0.01, per: 60s, increment: 60s }] }",
            "allowances: [ { service: voice, minutes: 4, every: month } ]");
        var announced = Sample.Session with { Legs = [], DetailUri = "https://bridge.example/1" };
        var whole = announced with { Legs = [Sample.Leg] };
        var price = new CountedPrice(plan, plan.CounterOf(announced)!) { Completed = whole };

        Begin(used: 0, new CountedSession(announced, price, Sample.Start), out var kept);

        var usage = kept.Kept!.Stored;
        Assert.That((usage.Charge.Minor, usage.Counted), Is.EqualTo((6, 240_000)));
        Assert.That(usage.Says(announced), Is.True);
        Assert.That(JsonSerializer.Deserialize<SessionEnded>(usage.Session!, Wire.Json)!.Legs, Is.EqualTo(whole.Legs));
    }

    private static RunningCounters Begin(long used, CountedSession first, out CountedOutcome kept)
    {
        var tally = new RunningCounters(
            new Dictionary<Counter, long> { [first.Counter] = used }, new Dictionary<Guid, Usage>());
        kept = tally.Rate(first);
        return tally;
    }

    private static long ChargeOf(CountedOutcome keeping) => keeping.Kept!.Stored.Charge.Minor;
}
