namespace Charging.Rating.Tests.Pricing;

/// <summary>Names such as MET-009 are those of cases that were found in the tests of other rating engines.</summary>
public class QuantityPriceTests
{
    [TestCase("CGR-072", 10, "exact", "0.002", 20, "0.004")]
    [TestCase("CGR-078", 1024, "exact", "1", 2048, "2")]
    [TestCase("MET-009", 1, "up", "0.001", 100, "0.1")]
    [TestCase("OM-027", 1000, "up", "10", 1400, "20")]
    [TestCase("no units", 1000, "up", "10", 0, "0")]
    [TestCase("a part of a unit", 1000, "exact", "10", 1400, "14")]
    [TestCase("one byte more than a unit", 1000000, "up", "0.002", 1000001, "0.004")]
    public void A_quantity_costs(string name, long unit, string roundUnits, string price, long quantity,
        string expected)
    {
        var plan = Data($"unit: {unit}, roundUnits: {roundUnits}, tiers: [ {{ price: {price} }} ]");

        Assert.That(plan.Exact(Sample.Counted(Service.Data, quantity)).ToString(), Is.EqualTo(expected), name);
    }

    [TestCase(0, "0.5")]
    [TestCase(3, "3.5")]
    public void A_flat_is_due_once_for_no_units_too(long quantity, string expected) =>
        Assert.That(
            Data("tiers: [ { price: 1, flat: 0.5 } ]").Exact(Sample.Counted(Service.Data, quantity)).ToString(),
            Is.EqualTo(expected));

    [TestCase("data", 1, "byte")]
    [TestCase("data", 1000000, "1000000 bytes")]
    [TestCase("message", 1, "message")]
    [TestCase("message", 10, "10 messages")]
    public void A_line_is_in_the_priced_unit(string service, long unit, string expected)
    {
        var plan = Sample.Plan(
            $$"""{ service: {{service}}, quantity: { unit: {{unit}}, model: perUnit, tiers: [ { price: 1 } ] } }""");

        var line = plan.QuoteFor(Sample.Counted(Words.Read<Service>(service), 20 * unit)).Lines.Single();

        Assert.That((line.Description, line.Quantity.ToString(), line.Unit), Is.EqualTo((service, "20", expected)));
    }

    [Test]
    public void The_first_legs_address_chooses_the_entry()
    {
        var plan = Sample.Plan("""
            { service: message, destinations: ["+420"], quantity: { model: perUnit, tiers: [ { price: 1 } ] } },
            { service: message, destinations: ["+"], quantity: { model: perUnit, tiers: [ { price: 5 } ] } }
            """);
        var session = Sample.Counted(Service.Message,
            2) with
        { Legs = [Sample.Leg, Sample.Leg with { Address = "+1" }] };

        Assert.That(plan.Exact(session), Is.EqualTo((Rational)2));
    }

    [Test]
    public void Without_legs_the_entry_for_any_destination_is_chosen()
    {
        var plan = Sample.Plan("""
            { service: message, destinations: ["+420"], quantity: { model: perUnit, tiers: [ { price: 1 } ] } },
            { service: message, quantity: { model: perUnit, tiers: [ { price: 5 } ] } }
            """);

        Assert.That(plan.Exact(Sample.Counted(Service.Message, 2)), Is.EqualTo((Rational)10));
    }

    [Test]
    public void More_than_can_be_booked_is_too_large() =>
        Assert.That(
            (Data("tiers: [ { price: 999999999 } ]").PriceOf(Sample.Counted(Service.Data,
                long.MaxValue)) as Rejection)?.Code,
            Is.EqualTo(QuarantineCode.TooLarge));

    private static PricePlan Data(string keys) =>
        Sample.Plan($$"""{ service: data, quantity: { model: perUnit, {{keys}} } }""");
}
