namespace Charging.Rating.Tests.Pricing;

/// <summary>What is free of time. A second costs 1.</summary>
public class AllowanceTests
{
    private const string PerSecond = "steps: [ { from: 0s, price: 1, per: 1s, increment: 1s } ]";

    [TestCase(90, 0, 0, "0")]
    [TestCase(100, 0, 0, "0", Description = "just enough")]
    [TestCase(101, 0, 0, "1")]
    [TestCase(90, 0, 20, "10", Description = "20 s are used up already")]
    [TestCase(90, 0, 100, "90", Description = "all is")]
    [TestCase(90, 0, 500, "90", Description = "more than all")]
    [TestCase(130, 30, 0, "0", Description = "included time takes nothing of it")]
    [TestCase(131, 30, 0, "1")]
    public void Charged_time_is_taken_from_the_allowance_first(int seconds, int included, int used, string expected) =>
        Assert.That(
            Quote(100, used, $"includedTime: {included}s, {PerSecond}", Sample.Call(seconds)).Exact.ToString(),
            Is.EqualTo(expected));

    [TestCase(90, 0, 90)]
    [TestCase(101, 0, 100)]
    [TestCase(90, 20, 80)]
    [TestCase(90, 100, 0)]
    public void What_is_taken_is_counted_in_milliseconds(int seconds, int used, int expected) =>
        Assert.That(Quote(100, used, PerSecond, Sample.Call(seconds)).Counted, Is.EqualTo(expected * 1000L));

    [Test]
    public void A_plan_without_an_allowance_counts_nothing() =>
        Assert.That(Quote(0, 0, PerSecond, Sample.Call(90)).Counted, Is.Zero);

    [Test]
    public void A_started_increment_takes_whole()
    {
        var quote = Quote(100, 0, "steps: [ { from: 0s, price: 1, per: 1s, increment: 30s } ]", Sample.Call(31));

        Assert.That((quote.Exact, quote.Counted), Is.EqualTo(((Rational)0, 60_000L)));
    }

    [Test]
    public void The_rest_of_an_increment_that_is_covered_in_part_is_charged()
    {
        var quote = Quote(100, 0, "steps: [ { from: 0s, price: 1, per: 1s, increment: 30s } ]", Sample.Call(91));

        Assert.That((quote.Exact, quote.Counted), Is.EqualTo(((Rational)20, 100_000L)));
    }

    [Test]
    public void Covered_time_counts_as_elapsed_for_the_steps()
    {
        const string steps = """
            steps: [
              { from: 0s, price: 1, per: 1s, increment: 1s },
              { from: 110s, price: 5, per: 1s, increment: 1s } ]
            """;

        Assert.That(Quote(100, 0, steps, Sample.Call(112)).Exact, Is.EqualTo((Rational)(10 + 2 * 5)));
    }

    [Test]
    public void Covered_time_counts_as_elapsed_for_the_windows()
    {
        const string windows = $$"""
            {{PerSecond}}, windows: [ { name: two, from: '02:00', to: '03:00',
              steps: [ { from: 0s, price: 5, per: 1s, increment: 1s } ] } ]
            """;

        // 20 s before the window and 80 s in it are covered; 10 s in it are left.
        Assert.That(
            Quote(100, 0, windows, Sample.CallAt("2026-11-20T01:59:40+01:00", TimeSpan.FromSeconds(110))).Exact,
            Is.EqualTo((Rational)50));
    }

    [Test]
    public void A_leg_below_free_below_takes_nothing()
    {
        var quote = Quote(100, 0, $"freeBelow: 10s, {PerSecond}", Sample.Conference((9.999, "+1"), (10, "+2")));

        Assert.That(quote.Counted, Is.EqualTo(10_000));
    }

    [Test]
    public void Legs_take_in_the_order_given()
    {
        var quote = Quote(100, 0, $"connectionFee: 0.5, {PerSecond}", Sample.Conference((60, "+1"), (60, "+2")));

        Assert.That(Lines(quote), Is.EqualTo(["voice, allowance 5/3 min 0", "connection 1 leg 0.5", "voice 20 s 20"]));
    }

    [TestCase(100, "", Description = "the allowance covers the whole leg")]
    [TestCase(101, "connection 1 leg 0.5")]
    public void The_fee_is_not_due_when_the_allowance_covers_the_whole_leg(int seconds, string fee) =>
        Assert.That(
            Lines(Quote(100, 0, $"connectionFee: 0.5, {PerSecond}", Sample.Call(seconds)))
                .Where(line => line.StartsWith("connection", StringComparison.Ordinal)),
            Is.EqualTo(fee.Length == 0 ? [] : new[] { fee }));

    [TestCase(0, "0", Description = "or one second more, which is covered, would cost less")]
    [TestCase(99, "0")]
    [TestCase(100, "0.5", Description = "nothing is left to cover it")]
    public void The_fee_of_a_leg_within_the_included_time_is_due_once_the_allowance_is_used_up(
        int used, string expected) =>
        Assert.That(
            Quote(100, used, $"connectionFee: 0.5, includedTime: 30s, {PerSecond}", Sample.Call(10)).Exact.ToString(),
            Is.EqualTo(expected));

    [Test]
    public void What_was_covered_is_a_line_at_no_price() =>
        Assert.That(Lines(Quote(90, 0, PerSecond, Sample.Call(90))), Is.EqualTo(["voice, allowance 1.5 min 0"]));

    [Test]
    public void Another_services_allowance_covers_nothing()
    {
        var plan = Sample.WithAllowance(
            $$"""{ service: voice, {{PerSecond}} }""", new Allowance(Service.Conference, Period.Month, 100_000));

        Assert.That(plan.Exact(Sample.Call(90)), Is.EqualTo((Rational)90));
        Assert.That(plan.CounterOf(Sample.Call(90)), Is.Null);
    }

    [TestCase("month", "2026-11-30T23:30:00+01:00", "2026-11-01")]
    [TestCase("month", "2026-12-01T00:00:00+01:00", "2026-12-01")]
    [TestCase("day", "2026-11-30T23:30:00+01:00", "2026-11-30")]
    public void A_session_counts_in_the_period_in_which_it_starts(string period, string start, string startsOn)
    {
        var every = Words.Read<Period>(period);
        var plan = Sample.WithAllowance(
            $$"""{ service: voice, {{PerSecond}} }""", new Allowance(Service.Voice, every, 100_000));

        Assert.That(
            plan.CounterOf(Sample.CallAt(start, TimeSpan.FromHours(1))),
            Is.EqualTo(new Counter("acme", "sample", Service.Voice, CounterKind.Allowance, every,
                DateOnly.Parse(startsOn, null))));
    }

    private static IEnumerable<string> Lines(Quote quote) =>
        quote.Lines.Select(line => $"{line.Description} {line.Quantity} {line.Unit} {line.Amount}");

    /// <param name="free">Seconds of voice a month.</param>
    /// <param name="used">Seconds.</param>
    /// <param name="more">Keys of the entry.</param>
    /// <param name="session">To be priced.</param>
    private static Quote Quote(int free, int used, string more, SessionEnded session)
    {
        var plan = Sample.WithAllowance(
            $$"""{ service: voice, {{more}} }""", new Allowance(Service.Voice, Period.Month, free * 1000L));
        return plan.QuoteFor(session, used * 1000L);
    }
}
