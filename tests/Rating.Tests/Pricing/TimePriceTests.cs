namespace Charging.Rating.Tests.Pricing;

/// <summary>Names such as CGR-013 are those of cases that were found in the tests of other rating engines.</summary>
public class TimePriceTests
{
    private const string PerSecond = "{ from: 0s, price: 1, per: 1s, increment: 1s }";
    private const string SixtyOne =
        "{ from: 0s, price: 1, per: 1s, increment: 60s }, { from: 60s, price: 1, per: 1s, increment: 1s }";
    private const string Falling =
        "{ from: 0s, price: 0.2, per: 60s, increment: 60s }, { from: 60s, price: 0.1, per: 60s, increment: 1s }";

    [TestCase("CGR-013", SixtyOne, "", 132, "132")]
    [TestCase("CGR-015", SixtyOne, "", 1, "60")]
    [TestCase("CGR-038", "{ from: 0s, price: 1, per: 60s, increment: 1s }", "", 600, "10")]
    [TestCase("CGR-040",
        "{ from: 0s, price: 2, per: 1s, increment: 1s }, { from: 15m, price: 1, per: 1s, increment: 1s }",
        "", 1800, "2700")]
    [TestCase("CGR-064", PerSecond, "", 1.5, "2")]
    [TestCase("CGR-066", "{ from: 0s, price: 1, per: 1s, increment: 60s }", "", 5, "60")]
    [TestCase("CGR-068", "{ from: 0s, price: 1, per: 1s, increment: 60s }", "", 90, "120")]
    [TestCase("CGR-070", PerSecond, "", 0, "0")]
    [TestCase("CGR-080", "{ from: 0s, price: 0, per: 1s, increment: 1s }", "connectionFee: 0.1", 645, "0.1")]
    [TestCase("CGR-090",
        "{ from: 0s, price: 0.4, per: 60s, increment: 30s }, { from: 60s, price: 0.2, per: 60s, increment: 10s }",
        "connectionFee: 0.8", 85, "1.3")]
    [TestCase("CGR-092",
        "{ from: 0s, price: 0.006, per: 60s, increment: 30s }, { from: 30s, price: 0.006, per: 60s, increment: 6s }",
        "", 57, "0.006")]
    [TestCase("CGR-088", Falling, "connectionFee: 0.4", 85, "77/120")]
    [TestCase("CGR-021", "{ from: 0s, price: 0.05, per: 60s, increment: 1s }", "connectionFee: 0.15", 180, "0.3")]
    [TestCase("OSIPS-001", PerSecond, "", 41.679, "42")]
    [TestCase("ASTPP-001",
        "{ from: 0s, price: 0.6, per: 60s, increment: 30s }, { from: 40s, price: 0.6, per: 60s, increment: 6s }",
        "connectionFee: 0.1, includedTime: 10s", 0, "0")]
    [TestCase("ASTPP-003",
        "{ from: 0s, price: 0.6, per: 60s, increment: 30s }, { from: 40s, price: 0.6, per: 60s, increment: 6s }",
        "connectionFee: 0.1, includedTime: 10s", 11, "0.4")]
    [TestCase("ASTPP-005", PerSecond, "includedTime: 5s", 15, "10")]
    [TestCase("FSD-002", "{ from: 0s, price: 0.1, per: 60s, increment: 6s }", "connectionFee: 0.05", 61, "0.16")]
    public void A_known_case_costs(string name, string steps, string more, double seconds, string expected) =>
        Assert.That(Sample.ByTime(steps, more).Exact(Sample.Call(seconds)).ToString(), Is.EqualTo(expected), name);

    [TestCase("CGR-017: per-second rounding gives 0.3001", "{ from: 0s, price: 0.1, per: 60s, increment: 1s }", 180,
        "0.3")]
    [TestCase("CGR-084: per-second rounding gives 6.1118", Falling, 3600, "6.1")]
    [TestCase("CGR-050: 30.1 s are four started blocks of 10 s, not three",
        "{ from: 0s, price: 2, per: 1s, increment: 10s }",
        30.1, "80")]
    [TestCase("FS-002: 1.8 s are two started seconds, not one", PerSecond, 1.8, "2")]
    [TestCase("PFB-001: 3 s are three seconds, not four", PerSecond, 3, "3")]
    public void Where_another_engine_goes_wrong_the_price_is(string name, string steps, double seconds,
        string expected) =>
        Assert.That(Sample.ByTime(steps).Exact(Sample.Call(seconds)).ToString(), Is.EqualTo(expected), name);

    [TestCase(59.999, "1")]
    [TestCase(60, "1")]
    [TestCase(60.001, "2")]
    public void A_started_increment_counts_whole(double seconds, string expected) =>
        Assert.That(
            Sample.ByTime("{ from: 0s, price: 1, per: 60s, increment: 60s }").Exact(Sample.Call(seconds)).ToString(),
            Is.EqualTo(expected));

    [Test]
    public void Finer_digits_than_milliseconds_are_cut()
    {
        var call = Sample.CallAt(Sample.Start, TimeSpan.FromSeconds(1) + TimeSpan.FromMicroseconds(999));

        Assert.That(Sample.ByTime(PerSecond).Exact(call), Is.EqualTo((Rational)1));
    }

    [Test]
    public void An_increment_that_starts_before_a_step_is_priced_by_the_step_it_starts_in()
    {
        var plan = Sample.ByTime(
            "{ from: 0s, price: 1, per: 1s, increment: 45s }, { from: 60s, price: 100, per: 1s, increment: 1s }");

        Assert.That(plan.Exact(Sample.Call(61)), Is.EqualTo((Rational)90));
    }

    [Test]
    public void The_border_of_a_step_does_not_restart_the_increments()
    {
        var plan = Sample.ByTime(
            "{ from: 0s, price: 1, per: 1s, increment: 45s }, { from: 60s, price: 100, per: 1s, increment: 1s }");

        Assert.That(plan.Exact(Sample.Call(91)), Is.EqualTo((Rational)190));
    }

    [Test]
    public void A_step_that_an_increment_jumps_over_prices_nothing()
    {
        var plan = Sample.ByTime("""
            { from: 0s, price: 1, per: 1s, increment: 60s },
            { from: 10s, price: 1000, per: 1s, increment: 1s },
            { from: 50s, price: 2, per: 1s, increment: 1s }
            """);

        Assert.That(plan.Exact(Sample.Call(62)), Is.EqualTo((Rational)64));
    }

    [Test]
    public void Steps_count_from_the_connection_included_time_too()
    {
        var plan = Sample.ByTime(
            "{ from: 0s, price: 1, per: 1s, increment: 1s }, { from: 60s, price: 10, per: 1s, increment: 1s }",
            "includedTime: 50s");

        Assert.That(plan.Exact(Sample.Call(65)), Is.EqualTo((Rational)60));
    }

    [TestCase(10, "0.05", Description = "within the included time the fee alone is due")]
    [TestCase(0, "0", Description = "a leg of no length is free")]
    public void A_leg_within_the_included_time_costs(double seconds, string expected) =>
        Assert.That(
            Sample.ByTime(PerSecond, "connectionFee: 0.05, includedTime: 30s").Exact(Sample.Call(seconds)).ToString(),
            Is.EqualTo(expected));

    [TestCase(2.999, "0")]
    [TestCase(3, "3.05")]
    public void Below_freeBelow_the_fee_is_free_too(double seconds, string expected) =>
        Assert.That(
            Sample.ByTime(PerSecond, "connectionFee: 0.05, freeBelow: 3s").Exact(Sample.Call(seconds)).ToString(),
            Is.EqualTo(expected));

    [TestCase(1, "30")]
    [TestCase(10, "30")]
    [TestCase(35, "30")]
    [TestCase(41, "31")]
    public void At_least_the_minimum_time_is_charged_after_the_included_time(double seconds, string expected) =>
        Assert.That(
            Sample.ByTime(PerSecond, "includedTime: 10s, minimumTime: 30s").Exact(Sample.Call(seconds)).ToString(),
            Is.EqualTo(expected));

    [Test]
    public void What_the_minimum_time_adds_is_priced_as_if_the_leg_went_on()
    {
        var plan = Sample.ByTime(
            "{ from: 0s, price: 1, per: 1s, increment: 1s }, { from: 20s, price: 2, per: 1s, increment: 1s }",
            "minimumTime: 30s");

        Assert.That(plan.Exact(Sample.Call(5)), Is.EqualTo((Rational)40));
    }

    [TestCase("1s", "s", "90")]
    [TestCase("60s", "min", "1.5")]
    [TestCase("1h", "h", "0.025")]
    [TestCase("6s", "6 s", "15")]
    public void A_line_is_in_the_unit_of_its_price(string per, string unit, string quantity)
    {
        var plan = Sample.ByTime($$"""{ from: 0s, price: 1, per: {{per}}, increment: 1s }""");

        var line = plan.QuoteFor(Sample.Call(90)).Lines.Single();

        Assert.That((line.Unit, line.Quantity.ToString()), Is.EqualTo((unit, quantity)));
    }

    [Test]
    public void Steps_of_the_same_price_share_a_line()
    {
        var plan = Sample.ByTime(SixtyOne, "connectionFee: 0.05");

        var lines = plan.QuoteFor(Sample.Call(90.5)).Lines;

        Assert.That(
            lines.Select(line => $"{line.Description} {line.Quantity} {line.Unit} {line.UnitPrice} {line.Amount}"),
            Is.EqualTo(["connection 1 leg 0.05 0.05", "voice 91 s 1 91"]));
    }

    [Test]
    public void A_week_costs_as_many_steps_as_a_minute()
    {
        var plan = Sample.ByTime("{ from: 0s, price: 1, per: 1h, increment: 1s }");

        Assert.That(plan.Exact(Sample.Call(7 * 24 * 3600)), Is.EqualTo((Rational)168));
    }
}
