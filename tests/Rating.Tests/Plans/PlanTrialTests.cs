namespace Charging.Rating.Tests.Plans;

public class PlanTrialTests
{
    private static readonly PricePlan ByMinute =
        Sample.ByTime("{ from: 0s, price: 0.10, per: 60s, increment: 60s }");

    private static readonly PricePlan BySecond =
        Sample.ByTime("{ from: 0s, price: 0.09, per: 60s, increment: 1s }");

    private static readonly PricePlan Bundle = Sample.Plan(
        "{ service: message, quantity: { model: perUnit, tiers: [ { price: 0.10 } ] } }",
        "allowances: [ { service: message, messages: 100, every: month } ]");

    [Test]
    public void A_trial_adds_up_the_charges_and_how_they_differ()
    {
        var trial = Tried(new(ByMinute), new(BySecond), Call("a", 61), Call("b", 600));

        Assert.That(trial.Totals, Is.EqualTo(
            [new TrialTotal(Service.Voice, 2, Euros(120), 2, Euros(99), Euros(21))]));
        Assert.That(trial.Rows.Shown.Select(row => row.Difference), Is.EqualTo([Euros(11), Euros(10)]));
    }

    [Test]
    public void A_session_that_comes_again_is_priced_once()
    {
        var trial = Tried(new(ByMinute), null, Call("a", 60), Call("a", 60), Call("a", 60) with { Source = "other" });

        Assert.That((trial.Sessions, trial.Repeats, trial.Totals.Single().Charge), Is.EqualTo((2, 1, Euros(20))));
    }

    [Test]
    public void An_allowance_runs_along_for_each_customer()
    {
        var trial = Tried(new(Bundle), null,
            Messages("a", 80), Messages("b", 80), Messages("c", 80), Messages("d", 80) with { CustomerId = "other" });

        Assert.That(trial.Rows.Shown.Select(row => row.Charge),
            Is.EqualTo([Euros(0), Euros(600), Euros(800), Euros(0)]));
        Assert.That(trial.Plan.Counts, Is.True);
    }

    [Test]
    public void An_allowance_begins_again_with_its_period()
    {
        var trial = Tried(new(Bundle), null, Messages("a", 100), In("2026-12-01", Messages("b", 100)));

        Assert.That(trial.Rows.Shown.Select(row => row.Charge), Is.EqualTo([Euros(0), Euros(0)]));
    }

    [Test]
    public void Tiers_over_a_month_run_along_too()
    {
        var plan = Sample.Plan("""
            { service: message, quantity: { model: graduated, over: month, tiers: [
              { upTo: 100, price: 1 }, { price: 0.5 } ] } }
            """);

        var trial = Tried(new(plan), null, Messages("a", 80), Messages("b", 80));

        Assert.That(trial.Rows.Shown.Select(row => row.Charge), Is.EqualTo([Euros(8000), Euros(5000)]));
    }

    [Test]
    public void Each_plan_counts_for_itself()
    {
        var trial = Tried(new(Bundle), new(Bundle), Messages("a", 80), Messages("b", 80));

        Assert.That(trial.Totals.Single(), Is.EqualTo(
            new TrialTotal(Service.Message, 2, Euros(600), 2, Euros(600), Euros(0))));
    }

    [Test]
    public void A_session_without_a_price_is_counted_by_its_reason()
    {
        var backwards = Call("b", 60) with { EndedAt = Sample.Start.AddSeconds(-1) };

        var trial = Tried(new(ByMinute), new(Bundle), Call("a", 60), backwards, Messages("c", 1), Messages("d", 1));

        Assert.That(trial.Rejections.Select(r => (r.Code, r.Sessions, r.Against, r.FirstSessionId)), Is.EqualTo([
            (QuarantineCode.NoPrice, 2L, 1L, "a"),
            (QuarantineCode.EndsBeforeStart, 1L, 1L, "b"),
        ]));
        Assert.That(trial.Totals.Single().Sessions, Is.EqualTo(1));
    }

    [Test]
    public void Prices_in_two_currencies_are_not_compared()
    {
        var crowns = Sample.Read("""
            code: crowns
            currency: CZK
            timeZone: Europe/Prague
            validFrom: 2026-01-01
            prices: [ { service: voice, steps: [ { from: 0s, price: 2, per: 60s, increment: 60s } ] } ]
            """);

        var total = Tried(new(ByMinute), new(crowns), Call("a", 60)).Totals.Single();

        Assert.That((total.Sessions, total.Charge, total.Compared), Is.EqualTo((1, Euros(10), 0)));
    }

    [Test]
    public void A_plan_from_a_file_prices_sessions_from_before_its_first_day()
    {
        var trial = Tried(new(ByMinute), null, In("2025-12-31", Call("a", 60)), Call("b", 60));

        Assert.That((trial.Totals.Single().Charge, trial.Plan.Early), Is.EqualTo((Euros(20), 1)));
    }

    [Test]
    public void An_applied_plan_prices_each_session_by_the_version_of_its_time()
    {
        var versions = new PlanVersions([new PlanReading(ByMinute, [])]);

        var trial = Tried(new("sample", versions), null, In("2025-12-31", Call("a", 60)), Call("b", 60));

        Assert.That(trial.Rejections.Select(r => (r.Code, r.FirstSessionId)),
            Is.EqualTo([(QuarantineCode.NoPlan, "a")]));
        Assert.That(trial.Totals.Single().Charge, Is.EqualTo(Euros(10)));
    }

    [TestCase(200, false, 200)]
    [TestCase(201, false, 20)]
    [TestCase(201, true, 201)]
    public void Of_more_than_two_hundred_sessions_the_largest_are_shown(int sessions, bool all, int shown)
    {
        var trial = new PlanTrial(new(ByMinute), null, all);
        for (var i = 1; i <= sessions; i++) trial.Add(Call($"{i}", i * 60));

        Assert.That(trial.Rows.Shown, Has.Count.EqualTo(shown));
        Assert.That(trial.Rows.Shown[0].Session.SessionId, Is.EqualTo(shown == 20 ? "201" : "1"));
    }

    [Test]
    public void With_another_plan_the_largest_differences_are_shown_cheaper_or_dearer()
    {
        var trial = new PlanTrial(new(ByMinute), new(BySecond));
        for (var i = 1; i <= 300; i++) trial.Add(Call($"{i}", i == 7 ? 86_400 : 1));

        Assert.That(trial.Rows.Shown.Select(row => row.Session.SessionId).Take(3), Is.EqualTo(["7", "1", "2"]));
    }

    [Test]
    public void Of_many_sessions_none_is_shown_that_has_no_price()
    {
        var trial = new PlanTrial(new(ByMinute));
        for (var i = 1; i <= 300; i++) trial.Add(i < 6 ? Call($"{i}", 60) : Messages($"{i}", 1));

        Assert.That(trial.Rows.Shown.Select(row => row.Session.SessionId), Is.EqualTo(["1", "2", "3", "4", "5"]));
        Assert.That(trial.Rejections.Single().Sessions, Is.EqualTo(295));
    }

    private static PlanTrial Tried(TrialPlan plan, TrialPlan? against, params SessionEnded[] sessions)
    {
        var trial = new PlanTrial(plan, against);
        foreach (var session in sessions) trial.Add(session);
        return trial;
    }

    private static SessionEnded Call(string id, double seconds) => Sample.Call(seconds) with { SessionId = id };

    private static SessionEnded Messages(string id, long count) =>
        Sample.Counted(Service.Message, count) with { SessionId = id };

    private static SessionEnded In(string date, SessionEnded session)
    {
        var shift = DateTime.Parse(date).Add(Sample.Start.TimeOfDay) - Sample.Start;
        return session with
        {
            StartedAt = session.StartedAt + shift,
            EndedAt = session.EndedAt + shift,
            Legs = [.. session.Legs.Select(leg => leg with
            {
                ConnectedAt = leg.ConnectedAt + shift,
                DisconnectedAt = leg.DisconnectedAt + shift,
            })],
        };
    }

    private static Money Euros(long cents) => new(cents, "EUR");
}
