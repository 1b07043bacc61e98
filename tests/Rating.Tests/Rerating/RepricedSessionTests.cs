using static Charging.Rating.Tests.CountingPlan;

namespace Charging.Rating.Tests.Rerating;

public class RepricedSessionTests
{
    private static readonly SessionEnded Session = Sample.Call(60);

    [Test]
    public void The_plan_that_rated_the_session_makes_no_difference()
    {
        var plan = PerSecond("0.01");

        Assert.That(Again(Rated(plan), plan).Difference, Is.EqualTo(new Money(0, "EUR")));
    }

    [TestCase("0.02", 60)]
    [TestCase("0.005", -30)]
    public void A_corrected_price_makes_the_difference(string price, long difference)
    {
        var again = Again(Rated(PerSecond("0.01")), PerSecond(price).AsRevision(2));

        var adjustment = again.ToAdjustment(null, Sample.Start).ToUsageAdjusted();

        Assert.That(again.Difference, Is.EqualTo(new Money(difference, "EUR")));
        Assert.That(
            (adjustment.Difference.Minor, adjustment.ChargeBefore.Minor, adjustment.Charge.Minor),
            Is.EqualTo((difference, 60L, 60 + difference)));
        Assert.That(
            (adjustment.Number, adjustment.PlanRevision, adjustment.Reason),
            Is.EqualTo((1, 2, "Rated again by plan 'sample' of 2026-01-01, revision 2")));
    }

    [Test]
    public void A_further_difference_begins_where_the_adjustment_before_has_ended()
    {
        var usage = Rated(PerSecond("0.01"));
        var first = Again(usage, PerSecond("0.02")).ToAdjustment("too cheap", Sample.Start);

        var same = Again(usage, PerSecond("0.02"), first);
        var second = Again(usage, PerSecond("0.03"), first).ToAdjustment("still too cheap", Sample.Start);

        Assert.That(same.Difference?.Minor, Is.Zero);
        Assert.That((second.Number, second.ChargeBefore.Minor, second.Charge.Minor), Is.EqualTo((2, 120L, 180L)));
        Assert.That(second.AdjustmentId, Is.Not.EqualTo(first.AdjustmentId));
    }

    [Test]
    public void Who_adjusts_from_the_same_charge_arrives_at_the_same_adjustment()
    {
        var usage = Rated(PerSecond("0.01"));

        Assert.That(
            Again(usage, PerSecond("0.03")).ToAdjustment("b", Sample.Start.AddDays(1)).AdjustmentId,
            Is.EqualTo(Again(usage, PerSecond("0.02")).ToAdjustment("a", Sample.Start).AdjustmentId));
    }

    [Test]
    public void A_session_is_priced_from_where_its_counter_stood()
    {
        var session = Messages("1", 5);
        var usage = Usage.Of(session, Plan(free: 10).QuoteAt(session, 7), Sample.Start, countedBefore: 7);

        Assert.That(Again(usage, Plan(free: 10)).Difference?.Minor, Is.Zero);
        Assert.That(Again(usage, Plan(free: 10, centsEach: 3)).Difference?.Minor, Is.EqualTo(4));
    }

    [TestCase(20L, 3, 5)]
    [TestCase(1L, 3, 0)]
    public void A_session_that_would_take_otherwise_from_its_counter_is_left_alone(long free, int took, int would)
    {
        var session = Messages("1", 5);
        var usage = Usage.Of(session, Plan(free: 10).QuoteAt(session, 7), Sample.Start, countedBefore: 7);

        var again = Again(usage, Plan(free));

        Assert.That(again.Obstacle, Is.EqualTo($"it took {took} from its counter and would take {would} now"));
        Assert.That(again.Difference, Is.Null);
        Assert.That(() => again.ToAdjustment(null, Sample.Start), Throws.InvalidOperationException);
    }

    [Test]
    public void What_cannot_be_priced_says_why()
    {
        var usage = Rated(PerSecond("0.01"));
        var korunas = Sample.Read("""
            code: sample
            currency: CZK
            timeZone: Europe/Prague
            validFrom: 2026-01-01
            prices: [ { service: voice, steps: [ { from: 0s, price: 1, per: 1s, increment: 1s } ] } ]
            """);

        Assert.That(Again(usage, korunas).Obstacle, Does.Contain("charges in CZK now"));
        Assert.That(Again(usage, Plan(free: 1)).Obstacle, Does.Contain("has no price for voice"));
        Assert.That(
            Again(usage with { Session = null }, PerSecond("0.02")).Obstacle,
            Does.Contain("before sessions were kept"));
    }

    private static Usage Rated(PricePlan plan) => Usage.Of(Session, plan.QuoteFor(Session), Sample.Start);

    private static RepricedSession Again(Usage usage, PricePlan plan, Adjustment? latest = null) =>
        RepricedSession.Of(usage, latest, new PlanVersions([new PlanReading(plan, [])]));

    private static PricePlan PerSecond(string price) =>
        Sample.ByTime($$"""{ from: 0s, price: {{price}}, per: 1s, increment: 1s }""");
}
