namespace Charging.Rating.Tests.Pricing;

public class PricePlanTests
{
    private const string PerSecond = "steps: [ { from: 0s, price: 1, per: 1s, increment: 1s } ]";

    [TestCase("+420222333444", "2")]
    [TestCase("+42", "1")]
    [TestCase("+4202", "3")]
    [TestCase("+33199003488", "0")]
    public void The_longest_destination_that_begins_the_address_wins(string? address, string expected)
    {
        var plan = Sample.Plan("""
            { service: voice, destinations: ["*"], steps: [ { from: 0s, price: 0, per: 1s, increment: 1s } ] },
            { service: voice, destinations: ["+1", "+42"], steps: [ { from: 0s, price: 1, per: 1s, increment: 1s } ] },
            { service: voice, destinations: ["+4202"], steps: [ { from: 0s, price: 3, per: 1s, increment: 1s } ] },
            { service: voice, destinations: ["+420222"], steps: [ { from: 0s, price: 2, per: 1s, increment: 1s } ] }
            """);

        Assert.That(plan.Exact(Sample.Call(1, address)).ToString(), Is.EqualTo(expected));
    }

    [Test]
    public void Of_two_entries_for_the_same_destination_the_earlier_one_wins()
    {
        var plan = Sample.Plan("""
            { service: voice, destinations: ["+420"], steps: [ { from: 0s, price: 1, per: 1s, increment: 1s } ] },
            { service: voice, destinations: ["+420"], steps: [ { from: 0s, price: 2, per: 1s, increment: 1s } ] }
            """);

        Assert.That(plan.Exact(Sample.Call(1)), Is.EqualTo((Rational)1));
    }

    [Test]
    public void One_leg_without_a_price_and_the_session_is_refused()
    {
        var plan = Sample.Plan($$"""{ service: voice, destinations: ["+420"], {{PerSecond}} }""");

        var rejection = plan.PriceOf(Sample.Conference((60, "+420222"), (60, "+49301"))) as Rejection;

        Assert.That(rejection?.Code, Is.EqualTo(QuarantineCode.NoPrice));
        Assert.That(rejection?.Detail, Does.Contain("+49301"));
    }

    [Test]
    public void A_service_without_a_price_is_refused() =>
        Assert.That(
            (Sample.Plan($$"""{ service: conference, {{PerSecond}} }""").PriceOf(Sample.Call(1)) as Rejection)?.Code,
            Is.EqualTo(QuarantineCode.NoPrice));

    [Test]
    public void Charged_by_the_leg_every_leg_pays_its_own_time_and_fee()
    {
        var plan = Sample.Plan($$"""{ service: voice, charge: leg, connectionFee: 0.5, {{PerSecond}} }""");

        var quote = plan.QuoteFor(Sample.Conference((60, "+1"), (30, "+2"), (0, "+3")));

        Assert.That(quote.Exact, Is.EqualTo((Rational)91));
        Assert.That(quote.Lines.Select(line => $"{line.Description} {line.Quantity} {line.Unit}"),
            Is.EqualTo(["connection 2 leg", "voice 90 s"]));
    }

    [Test]
    public void Charged_by_the_session_its_length_is_paid_once_at_the_price_of_the_first_leg()
    {
        var plan = Sample.Plan($$"""
            { service: voice, destinations: ["+1"], charge: session, connectionFee: 0.5, {{PerSecond}} }
            """);

        var quote = plan.QuoteFor(Sample.Conference((60, "+1"), (90, "+2")));

        Assert.That(quote.Lines.Select(line => $"{line.Description} {line.Quantity} {line.Unit}"),
            Is.EqualTo(["connection 1 session", "voice 90 s"]));
    }

    [TestCase("2025-12-31T22:59:59.999Z", QuarantineCode.NoPlan)]
    [TestCase("2025-12-31T23:00:00.000Z", null)]
    public void A_version_rates_what_starts_on_its_first_local_day_or_later(string start, QuarantineCode? expected)
    {
        var session = Sample.Session with
        {
            StartedAt = DateTime.Parse(start, null, System.Globalization.DateTimeStyles.AdjustToUniversal),
        };

        Assert.That(
            (Sample.Plan($$"""{ service: voice, {{PerSecond}} }""").PriceOf(session) as Rejection)?.Code,
            Is.EqualTo(expected));
    }

    [TestCase(0, 0, "")]
    [TestCase(1, 200, "minimum charge 1")]
    [TestCase(2, 200, "")]
    [TestCase(3, 300, "")]
    [TestCase(9, 500, "maximum charge -4")]
    public void A_limit_that_takes_effect_is_a_line(double seconds, long minor, string line)
    {
        var plan = Sample.Plan($$"""{ service: voice, {{PerSecond}} }""", "minimumCharge: 2\nmaximumCharge: 5");

        var quote = plan.QuoteFor(Sample.Call(seconds));

        Assert.That(quote.Charge, Is.EqualTo(new Money(minor, "EUR")));
        Assert.That(
            quote.Lines.Where(limit => limit.Unit == "session").Select(limit => $"{limit.Description} {limit.Amount}"),
            Is.EqualTo(line.Length == 0 ? [] : new[] { line }));
    }

    [Test]
    public void A_maximum_of_nothing_makes_every_session_free() =>
        Assert.That(
            Sample.Plan($$"""{ service: voice, {{PerSecond}} }""", "maximumCharge: 0").QuoteFor(Sample.Call(9)).Charge,
            Is.EqualTo(new Money(0, "EUR")));

    [TestCase("halfUp", 253)]
    [TestCase("halfEven", 252)]
    [TestCase("up", 253)]
    [TestCase("down", 252)]
    public void The_total_is_rounded_once_as_the_plan_says(string rounding, long minor)
    {
        // Two lines of 1.2625 each: rounded one by one they would come to 2.52 or 2.54.
        var plan = Sample.Plan(
            "{ service: voice, connectionFee: 1.2625, steps: [ { from: 0s, price: 1.2625, per: 1s, increment: 1s } ] }",
            $"rounding: {rounding}");

        Assert.That(plan.QuoteFor(Sample.Call(1)).Charge.Minor, Is.EqualTo(minor));
    }

    [TestCase("CGR-082", "down", 10, "0.033, per: 1s", 33)]
    [TestCase("ASTPP-007", "halfUp", 4100, "13, per: 60s", 88833)]
    [TestCase("KB-037", "halfUp", 55, "0.067, per: 1s", 369)]
    public void A_known_case_is_charged(string name, string rounding, double seconds, string price, long minor)
    {
        var plan = Sample.Plan(
            $$"""{ service: voice, steps: [ { from: 0s, price: {{price}}, increment: 1s } ] }""",
            $"rounding: {rounding}");

        Assert.That(plan.QuoteFor(Sample.Call(seconds)).Charge.Minor, Is.EqualTo(minor), name);
    }
}
