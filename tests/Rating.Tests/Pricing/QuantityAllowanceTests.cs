namespace Charging.Rating.Tests.Pricing;

/// <summary>What is free of a quantity; that of time is with the prices of time.</summary>
public class QuantityAllowanceTests
{
    private static readonly PricePlan Data = Plan("perUnit", "unit: 10, tiers: [ { price: 3 } ]");

    [TestCase(0, 5, "data, allowance: 0.5 10 bytes at 0", 5)]
    [TestCase(0, 100, "data, allowance: 10 10 bytes at 0", 100)]
    [TestCase(0, 101, "data, allowance: 10 10 bytes at 0|data: 1 10 bytes at 3", 100)]
    [TestCase(95, 15, "data, allowance: 0.5 10 bytes at 0|data: 1 10 bytes at 3", 5)]
    [TestCase(95, 16, "data, allowance: 0.5 10 bytes at 0|data: 2 10 bytes at 3", 5)]
    [TestCase(100, 10, "data: 1 10 bytes at 3", 0)]
    [TestCase(0, 0, "", 0)]
    public void What_is_free_comes_off_before_units_are_rounded(long used, long quantity, string lines, long counted)
    {
        var quote = Quote(Data, quantity, used);

        Assert.That(
            string.Join('|', quote.Lines
                .Select(line => $"{line.Description}: {line.Quantity} {line.Unit} at {line.UnitPrice}")),
            Is.EqualTo(lines));
        Assert.That(quote.Counted, Is.EqualTo(counted));
    }

    [Test]
    public void What_is_free_comes_off_before_the_tiers_are_applied() =>
        Assert.That(
            Quote(Plan("volume", "tiers: [ { upTo: 10, price: 3 }, { price: 1 } ]"), 110, used: 0).Exact,
            Is.EqualTo((Rational)30));

    [Test]
    public void LAGO_019_an_allowance_larger_than_the_use_leaves_no_package() =>
        Assert.That(
            Quote(Plan("package", "unit: 10, tiers: [ { price: 100 } ]"), 99, used: 0).Exact, Is.EqualTo((Rational)0));

    [Test]
    public void A_flat_is_due_though_all_units_are_free() =>
        Assert.That(
            Quote(Plan("perUnit", "tiers: [ { price: 1, flat: 0.5 } ]"), 7, used: 0).Exact, Is.EqualTo((Rational)0.5m));

    [TestCase("month", "2026-11-01")]
    [TestCase("day", "2026-11-20")]
    public void The_counter_is_that_of_the_period_in_which_the_session_starts(string every, string startsOn)
    {
        var counter = Plan("perUnit", "tiers: [ { price: 1 } ]", every).CounterOf(Sample.Counted(Service.Data, 1));

        Assert.That(counter, Is.EqualTo(new Counter(
            "acme", "sample", Service.Data, CounterKind.Allowance, Words.Read<Period>(every),
            DateOnly.Parse(startsOn, null))));
    }

    [Test]
    public void Another_service_has_no_part_in_the_allowance()
    {
        var plan = Sample.Plan(
            "{ service: message, quantity: { model: perUnit, tiers: [ { price: 1 } ] } }",
            "allowances: [ { service: data, bytes: 100, every: month } ]");

        Assert.That(plan.QuoteFor(Sample.Counted(Service.Message, 3)).Exact, Is.EqualTo((Rational)3));
        Assert.That(plan.CounterOf(Sample.Counted(Service.Message, 3)), Is.Null);
    }

    private static Quote Quote(PricePlan plan, long quantity, long used) =>
        (Quote)plan.PriceOf(Sample.Counted(Service.Data, quantity), used);

    private static PricePlan Plan(string model, string keys, string every = "month") => Sample.Plan(
        $$"""{ service: data, quantity: { model: {{model}}, {{keys}} } }""",
        $$"""allowances: [ { service: data, bytes: 100, every: {{every}} } ]""");
}
