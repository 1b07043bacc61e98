using static Charging.Rating.Tests.Numbers.NumberSample;

namespace Charging.Rating.Tests.Numbers;

/// <summary>Sessions in the database: a repeat stays a repeat, whatever the settings have become.</summary>
[Category("bed")]
public class StoredNumberTests() : OnDatabase("rating.price_plans, rating.usages")
{
    private static readonly SessionEnded Session = Sample.Call(60, "00420601234567");

    [Test]
    public async Task A_session_that_was_rated_before_numbers_were_read_is_no_conflict_when_it_comes_again()
    {
        var usages = new Usages(Database.Source);
        var before = ByAnyNumber().QuoteFor(Session);
        await usages.AddOnce(Usage.Of(Session, before, Sample.Start), default);

        var again = ByDestination.Under(Settings(Czech)).PriceOf(Session);
        var kept = await Keep(usages, again);
        var refused = await Keep(usages, ByDestination.PriceOf(Session));

        Assert.That((kept.Kept?.IsConflict, kept.Kept?.IsRepeat), Is.EqualTo(((bool?)false, (bool?)true)));
        Assert.That(kept.Kept?.Stored.Charge, Is.EqualTo(before.Charge), "what was charged stays");
        Assert.That(refused.Kept?.Stored.Charge, Is.EqualTo(before.Charge), "also where it would be set aside now");
    }

    [Test]
    public async Task The_address_is_kept_as_it_came_and_as_it_was_rated()
    {
        var usages = new Usages(Database.Source);
        var quote = (Quote)ByDestination.Under(Settings(Czech)).PriceOf(Session);
        await usages.AddOnce(Usage.Of(Session, quote, Sample.Start), default);

        var stored = (await usages.FindSame(Session, default))!.Stored;

        Assert.That(stored.RatedAddresses, Is.EqualTo(new Dictionary<string, string> { ["00420601234567"] = Mobile }));
        Assert.That(stored.Session, Does.Contain("\"00420601234567\""));
    }

    [Test]
    public void What_was_rated_as_any_number_is_found_by_rating_it_again()
    {
        var usage = Usage.Of(Session, ByAnyNumber().QuoteFor(Session), Sample.Start);
        var versions = new PlanVersions([new PlanReading(ByDestination.Under(Settings(Czech)), [])]);
        var unread = new PlanVersions([new PlanReading(ByDestination, [])]);

        Assert.That(RepricedSession.Of(usage, null, versions).Difference?.Minor, Is.EqualTo(89));
        Assert.That(RepricedSession.Of(usage, null, unread).Obstacle,
            Does.Contain("Numbers__0__International=00"));
    }

    [Test]
    public async Task A_plan_that_is_in_memory_is_read_anew_only_when_it_has_changed()
    {
        var plans = new PricePlans(Database.Source, TimeProvider.System, Settings(Czech));
        await plans.Apply([RatingDatabase.PlanFileOf("a"), RatingDatabase.PlanFileOf("a", "2026-06-01")], default);
        var first = (await plans.FindAnew("a", default))!.At(Sample.Start).Plan;

        var same = (await plans.FindAnew("a", default))!.At(Sample.Start).Plan;
        await plans.Apply([RatingDatabase.PlanFileOf("a", "2026-06-01", price: "2")], default);
        var changed = (await plans.FindAnew("a", default))!.At(Sample.Start).Plan;

        Assert.That(same?.Calendar, Is.SameAs(first?.Calendar));
        Assert.That(changed?.Calendar, Is.Not.SameAs(first?.Calendar));
        Assert.That(changed?.Exact(Sample.Call(1)).ToString(), Is.EqualTo("2"));
        Assert.That(changed?.Settings.Numbers.Read("any", "00420601234567").Text, Is.EqualTo(Mobile));
    }

    /// <summary>As the address was priced when every address was any: the cheapest.</summary>
    private static PricePlan ByAnyNumber() => Sample.Plan(
        """{ service: voice, destinations: ["*"], steps: [ { from: 0s, price: 0.01, per: 60s, increment: 60s } ] }""");

    private static async Task<CountedOutcome> Keep(Usages usages, PriceAnswer answer) =>
        await usages.Rate(Session, answer, Sample.Start.AddDays(1), new Arrival(Sample.Start, null), default) switch
        {
            RatingOutcome.Rated rated => new(new StoredUsage(rated.Usage, IsConflict: false, IsRepeat: false), null),
            RatingOutcome.Repeated known => new(new StoredUsage(known.Usage, IsConflict: false, IsRepeat: true), null),
            RatingOutcome.SetAside aside => new(null, aside.Reason),
            _ => new(null, null),
        };
}
