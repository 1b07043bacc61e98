namespace Charging.Rating.Tests.Plans;

public class PlanChoiceTests
{
    private const string Prices =
        "prices: [ { service: voice, steps: [ { from: 0s, price: 1, per: 1s, increment: 1s } ] } ]";

    [TestCase("2026-02-28T23:00:00Z", "2026-03-01", Description = "in Prague it is the first of March")]
    [TestCase("2026-02-28T22:59:59Z", "2026-01-01")]
    [TestCase("2027-01-01T00:00:00Z", "2026-03-01")]
    public void The_version_in_force_at_the_start_rates_the_session(string start, string version)
    {
        var choice = Choose(start, [Assigned("a", "2026-01-01")], Version("a", "2026-01-01"),
            Version("a", "2026-03-01"));

        Assert.That(choice.Plan?.ValidFrom.ToString("O"), Is.EqualTo(version));
    }

    [TestCase("2026-03-31T21:59:59Z", "a")]
    [TestCase("2026-03-31T22:00:00Z", "b")]
    public void The_latest_assignment_that_has_begun_decides(string start, string code)
    {
        var choice = Choose(
            start,
            [Assigned("b", "2026-04-01"), Assigned("a", "2026-01-01")],
            Version("a", "2026-01-01"), Version("b", "2026-01-01"));

        Assert.That(choice.Plan?.Code, Is.EqualTo(code));
    }

    [Test]
    public void Of_two_assignments_of_one_day_the_later_in_the_list_decides()
    {
        var choice = Choose(
            "2026-05-01T00:00:00Z",
            [Assigned("a", "2026-01-01"), Assigned("b", "2026-01-01")],
            Version("a", "2026-01-01"), Version("b", "2026-01-01"));

        Assert.That(choice.Plan?.Code, Is.EqualTo("b"));
    }

    [Test]
    public void Nobody_by_that_id_is_an_unknown_customer() =>
        Assert.That(
            Customer.PlanFor(Sample.Session, null, _ => null).Reason?.Code,
            Is.EqualTo(QuarantineCode.UnknownCustomer));

    [TestCase("2025-12-31T00:00:00Z", "2026-01-01", "2025-01-01", Description = "before the assignment")]
    [TestCase("2026-01-15T00:00:00Z", "2026-01-01", "2026-02-01", Description = "before the plan's first version")]
    public void Before_assignment_and_plan_have_begun_there_is_no_plan(string start, string assigned, string version) =>
        Assert.That(
            Choose(start, [Assigned("a", assigned)], Version("a", version)).Reason?.Code,
            Is.EqualTo(QuarantineCode.NoPlan));

    [Test]
    public void A_customer_without_assignments_has_no_plan() =>
        Assert.That(Choose("2026-05-01T00:00:00Z", []).Reason?.Code, Is.EqualTo(QuarantineCode.NoPlan));

    [Test]
    public void A_plan_that_was_never_applied_is_no_plan_and_is_named()
    {
        var reason = Choose("2026-05-01T00:00:00Z", [Assigned("gone", "2026-01-01")]).Reason;

        Assert.That(reason?.Code, Is.EqualTo(QuarantineCode.NoPlan));
        Assert.That(reason?.Detail, Does.Contain("'gone'"));
    }

    [Test]
    public void A_version_that_cannot_be_read_spoils_the_plan()
    {
        var choice = Choose(
            "2026-05-01T00:00:00Z",
            [Assigned("a", "2026-01-01")],
            Version("a", "2026-01-01"), Version("a", "2026-03-01") + "\nfuture: true");

        Assert.That(choice.Reason?.Code, Is.EqualTo(QuarantineCode.NoPlan));
        Assert.That(choice.Reason?.Detail, Does.Contain("future: unknown key"));
    }

    private static PlanChoice Choose(string start, PlanAssignment[] assignments, params string[] versions)
    {
        var session = Sample.Session with
        {
            StartedAt = DateTime.Parse(start, null, System.Globalization.DateTimeStyles.AdjustToUniversal),
        };
        var plans = versions
            .GroupBy(yaml => yaml.Split('\n')[0])
            .ToDictionary(plan => plan.Key,
                plan => new PlanVersions([.. plan.Select(yaml => PlanReader.Read("plan", yaml))]));
        return Customer.PlanFor(session, new Customer("acme", 1, assignments),
            code => plans.GetValueOrDefault($"code: {code}"));
    }

    private static PlanAssignment Assigned(string code, string from) =>
        new() { PlanCode = code, ValidFrom = DateOnly.Parse(from, null) };

    private static string Version(string code, string from) =>
        $"code: {code}\ncurrency: EUR\ntimeZone: Europe/Prague\nvalidFrom: {from}\n{Prices}";
}
