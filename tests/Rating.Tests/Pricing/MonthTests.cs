namespace Charging.Rating.Tests.Pricing;

/// <summary>Tiers over a month: what a session adds to the month's price.</summary>
public class MonthTests
{
    private static readonly PricePlan Stairs = Plan(
        "graduated",
        "unit: 10, tiers: [ { upTo: 2, price: 1, flat: 5 }, { upTo: 4, price: 2 }, { price: 3, flat: 7 } ]");

    [TestCase(0, 0, "")]
    [TestCase(0, 1, "data, 1 to 2, flat: 1 month at 5|data, 1 to 2: 1 10 bytes at 1")]
    [TestCase(1, 9, "", Description = "within the unit that has been paid")]
    [TestCase(1, 10, "data, 1 to 2: 1 10 bytes at 1")]
    [TestCase(10, 10, "data, 1 to 2: 1 10 bytes at 1")]
    [TestCase(20, 0, "")]
    [TestCase(20, 1, "data, 3 to 4: 1 10 bytes at 2")]
    [TestCase(15, 26, "data, 3 to 4: 2 10 bytes at 2|data, above 4, flat: 1 month at 7|data, above 4: 1 10 bytes at 3")]
    [TestCase(41, 9, "")]
    [TestCase(41, 10, "data, above 4: 1 10 bytes at 3")]
    public void A_session_costs_what_it_adds_to_the_month(long before, long quantity, string lines) =>
        Assert.That(
            string.Join('|', Quote(Stairs, quantity, before).Lines
                .Select(line => $"{line.Description}: {line.Quantity} {line.Unit} at {line.UnitPrice}")),
            Is.EqualTo(lines));

    [TestCase(0, "5")]
    [TestCase(4, "0")]
    [TestCase(6, "5")]
    public void A_package_that_is_not_used_up_serves_the_next_session(long before, string expected) =>
        Assert.That(
            Quote(Plan("package", "unit: 10, tiers: [ { price: 5 } ]"), 5, before).Exact.ToString(),
            Is.EqualTo(expected));

    [Test]
    public void The_raw_quantity_is_counted_however_it_is_rounded() =>
        Assert.That(Quote(Stairs, 26, before: 15).Counted, Is.EqualTo(26));

    [Test]
    public void Tiers_over_a_session_count_nothing()
    {
        var plan = Sample.Plan("{ service: data, quantity: { model: graduated, tiers: [ { price: 1 } ] } }");

        Assert.That(Quote(plan, 26, before: 0).Counted, Is.Zero);
        Assert.That(plan.CounterOf(Sample.Counted(Service.Data, 26)), Is.Null);
    }

    [TestCase("2026-11-01T00:00:00Z", "2026-11-01")]
    [TestCase("2026-11-30T22:59:59Z", "2026-11-01")]
    [TestCase("2026-11-30T23:00:00Z", "2026-12-01", Description = "in Prague December has begun")]
    public void The_counter_is_that_of_the_month_in_which_the_session_starts(string start, string month)
    {
        var session = Sample.Counted(Service.Data, 1) with
        {
            StartedAt = DateTime.Parse(start, null, System.Globalization.DateTimeStyles.AdjustToUniversal),
        };

        Assert.That(Stairs.CounterOf(session), Is.EqualTo(new Counter(
            "acme", "sample", Service.Data, CounterKind.Tiers, Period.Month, DateOnly.Parse(month, null))));
    }

    [TestCase("+420222333444", true)]
    [TestCase("+1", false)]
    public void Only_sessions_priced_by_an_entry_over_a_month_count(string address, bool counts)
    {
        var plan = Sample.Plan("""
            { service: data, quantity: { model: perUnit, tiers: [ { price: 1 } ] } },
            { service: data, destinations: ["+420"],
              quantity: { model: graduated, over: month, tiers: [ { upTo: 10, price: 2 }, { price: 1 } ] } },
            { service: message, quantity: { model: perUnit, tiers: [ { price: 1 } ] } }
            """);
        var session = Sample.Counted(Service.Data, 4) with { Legs = [Sample.Leg with { Address = address }] };

        Assert.That(plan.CounterOf(session) is not null, Is.EqualTo(counts));
        Assert.That(plan.QuoteFor(session).Counted, Is.EqualTo(counts ? 4 : 0));
        Assert.That(plan.CounterOf(session with { Service = Service.Message }), Is.Null);
    }

    [Test]
    public void A_month_of_more_than_can_be_counted_is_too_large() =>
        Assert.That(
            (Stairs.PriceOf(Sample.Counted(Service.Data, long.MaxValue), used: 1) as Rejection)?.Code,
            Is.EqualTo(QuarantineCode.TooLarge));

    private static Quote Quote(PricePlan plan, long quantity, long before) =>
        (Quote)plan.PriceOf(Sample.Counted(Service.Data, quantity), before);

    private static PricePlan Plan(string model, string keys) =>
        Sample.Plan($$"""{ service: data, quantity: { model: {{model}}, over: month, {{keys}} } }""");
}
