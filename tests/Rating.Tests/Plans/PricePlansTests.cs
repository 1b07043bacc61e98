using static Charging.Rating.Tests.RatingDatabase;

namespace Charging.Rating.Tests.Plans;

[Category("bed")]
public class PricePlansTests() : OnDatabase("rating.price_plans, rating.corrected_plans, rating.usages")
{
    private PricePlans plans;

    [SetUp]
    public void Begin() => plans = new PricePlans(Database.Source, TimeProvider.System);

    [Test]
    public async Task The_same_file_twice_changes_nothing()
    {
        Assert.That(await plans.Apply([PlanFileOf("a")], default), Is.EqualTo([ApplyOutcome.Applied]));
        var before = await plans.List(default);

        Assert.That(await plans.Apply([PlanFileOf("a")], default), Is.EqualTo([ApplyOutcome.Unchanged]));
        Assert.That(await plans.List(default), Is.EqualTo(before));
    }

    [Test]
    public async Task A_version_that_no_session_has_used_may_change()
    {
        await plans.Apply([PlanFileOf("a")], default);

        Assert.That(await plans.Apply([PlanFileOf("a", price: "2")], default), Is.EqualTo([ApplyOutcome.Applied]));
        Assert.That((await plans.List(default)).Single(),
            Has.Property(nameof(ListedPlan.HasRated)).False
                .And.Property(nameof(ListedPlan.Body)).Contains("price: 2"));
    }

    [Test]
    public async Task A_version_that_has_rated_a_session_stays_and_so_does_all_that_came_with_the_change()
    {
        await plans.Apply([PlanFileOf("sample")], default);
        await new Usages(Database.Source).AddOnce(UsageOf("1"), default);

        var outcomes = await plans.Apply([PlanFileOf("new"), PlanFileOf("sample", price: "2")], default);

        Assert.That(outcomes, Is.EqualTo([ApplyOutcome.Applied, ApplyOutcome.InUse]));
        Assert.That((await plans.List(default)).Select(plan => (plan.Code, plan.Body, plan.HasRated)),
            Is.EqualTo([("sample", PlanFileOf("sample").Body, true)]));
    }

    [Test]
    public async Task A_used_version_may_be_followed_by_another()
    {
        await plans.Apply([PlanFileOf("sample")], default);
        await new Usages(Database.Source).AddOnce(UsageOf("1"), default);

        Assert.That(
            await plans.Apply([PlanFileOf("sample", "2026-12-01", "2"), PlanFileOf("sample")], default),
            Is.EqualTo([ApplyOutcome.Applied, ApplyOutcome.Unchanged]));
    }

    [Test]
    public async Task A_version_that_has_rated_a_session_may_be_corrected_and_what_it_said_is_kept()
    {
        var wrong = PlanFileOf("sample");
        await plans.Apply([wrong], default);
        await new Usages(Database.Source).AddOnce(UsageOf("1"), default);

        Assert.That(
            await plans.Correct([PlanFileOf("sample", price: "2")], default), Is.EqualTo([ApplyOutcome.Corrected]));
        Assert.That(
            await plans.Correct([PlanFileOf("sample", price: "2")], default), Is.EqualTo([ApplyOutcome.Unchanged]));
        Assert.That(await plans.Correct([wrong], default), Is.EqualTo([ApplyOutcome.Corrected]));

        var sample = await plans.FindAnew("sample", default);
        Assert.That(sample?.At(Sample.Start).Plan?.Revision, Is.EqualTo(3));
        Assert.That(
            await Database.Count("corrected_plans where body like '%price: 1%' and revision = 1"), Is.EqualTo(1));
        Assert.That(
            await Database.Count("corrected_plans where body like '%price: 2%' and revision = 2"), Is.EqualTo(1));
    }

    [TestCase("2026-01-31", "2026-01-01")]
    [TestCase("2026-02-01", "2026-02-01")]
    [TestCase("2025-12-31", null)]
    public async Task The_version_of_a_date_is_shown(string at, string? expected)
    {
        await plans.Apply([PlanFileOf("a", "2026-01-01"), PlanFileOf("a", "2026-02-01")], default);

        var found = await plans.FindAt("a", DateOnly.Parse(at, null), default);

        Assert.That(found?.ValidFrom.ToString("O"), Is.EqualTo(expected));
    }

    [Test]
    public async Task All_versions_are_read()
    {
        await plans.Apply([PlanFileOf("a", "2026-01-01"), PlanFileOf("a", "2026-02-01"), PlanFileOf("b")], default);

        var found = await plans.FindAnew("a", default);
        Assert.That(found?.At(Sample.Start).Plan?.ValidFrom, Is.EqualTo(new DateOnly(2026, 2, 1)));
        Assert.That(await plans.FindAnew("b", default), Is.Not.Null);
        Assert.That(await plans.FindAnew("c", default), Is.Null);
    }
}
