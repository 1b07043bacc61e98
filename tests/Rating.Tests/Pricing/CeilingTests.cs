using static Charging.Rating.Tests.Numbers.NumberSample;

namespace Charging.Rating.Tests.Pricing;

/// <summary>The most that one session may cost.</summary>
public class CeilingTests
{
    private const string Bytes =
        "{ service: data, quantity: { unit: 1000000, model: perUnit, tiers: [ { price: 0.15 } ] } }";

    [Test]
    public void What_a_counter_that_ran_away_comes_to_is_set_aside_and_never_charged()
    {
        var plan = Sample.Plan(Bytes).Under(Settings());

        var rejection = plan.PriceOf(Sample.Counted(Service.Data, 1_000_000_000_000_000_000)) as Rejection;

        Assert.That(rejection?.Code, Is.EqualTo(QuarantineCode.OverCeiling));
        Assert.That(rejection?.Detail, Does.Contain("150000000000.00 EUR").And.Contain("10000.00 EUR is the most")
            .And.Contain("Ceiling__EUR"));
    }

    [TestCase("10000", 1_000_000, null)]
    [TestCase("10000.01", 1_000_001, QuarantineCode.OverCeiling)]
    public void The_ceiling_itself_may_still_be_charged(string price, long minor, QuarantineCode? code)
    {
        var plan = Sample.Plan(
            $$"""{ service: message, quantity: { model: perUnit, tiers: [ { price: {{price}} } ] } }""");
        var answer = plan.Under(Settings()).PriceOf(Sample.Counted(Service.Message, 1));

        Assert.That((answer as Rejection)?.Code, Is.EqualTo(code));
        if (code is null) Assert.That((answer as Quote)?.Charge.Minor, Is.EqualTo(minor));
    }

    [Test]
    public void A_plan_with_a_maximum_of_its_own_has_no_other_ceiling() =>
        Assert.That(
            Sample.Plan(Bytes, "maximumCharge: 50000").Under(Settings())
                .QuoteFor(Sample.Counted(Service.Data, 1_000_000_000_000_000)).Charge.Minor,
            Is.EqualTo(5_000_000));

    [TestCase("20000", null)]
    [TestCase("14999.99", QuarantineCode.OverCeiling)]
    [TestCase("none", null)]
    public void A_setting_moves_or_lifts_the_ceiling_of_a_currency(string setting, QuarantineCode? code) =>
        Assert.That(
            (Sample.Plan(Bytes).Under(Settings(("Ceiling:EUR", setting)))
                .PriceOf(Sample.Counted(Service.Data, 100_000_000_000)) as Rejection)?.Code,
            Is.EqualTo(code));

    [Test]
    public void Every_currency_that_is_known_has_a_ceiling()
    {
        var (ceilings, plan) = (Settings().Ceilings, Sample.Plan(Bytes));
        var letters = Enumerable.Range('A', 26).Select(letter => (char)letter).ToList();
        var known = from a in letters from b in letters from c in letters select $"{a}{b}{c}";

        Assert.That(known.Where(Currencies.IsKnown).Where(currency =>
            ceilings.Over(new Money(long.MaxValue, currency), plan) is null), Is.Empty);
    }

    [Test]
    public void A_price_that_no_number_can_hold_is_set_aside_with_its_reason()
    {
        var plan = Sample.Plan("""
            { service: data, quantity: { unit: 999999999999989, model: perUnit, roundUnits: exact,
              tiers: [ { price: 999999999.999999999999999999 } ] } }
            """).Under(Settings(("Ceiling:EUR", "none")));

        foreach (var quantity in new decimal[] { 1, 7_000_000_007, long.MaxValue })
        {
            var answer = plan.PriceOf(Sample.Counted(Service.Data, quantity));

            if (answer is Quote quote) Assert.That(quote.Lines.Select(line => $"{line.Amount}"), Has.All.Not.Empty);
            else Assert.That((answer as Rejection)?.Code, Is.EqualTo(QuarantineCode.TooLarge));
        }
    }
}
