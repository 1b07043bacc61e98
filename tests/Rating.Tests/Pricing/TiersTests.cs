namespace Charging.Rating.Tests.Pricing;

/// <summary>Names such as LAGO-005 are those of cases that were found in the tests of other rating engines.</summary>
public class TiersTests
{
    private const string Stairs =
        "tiers: [ { upTo: 10, price: 10, flat: 2 }, { upTo: 20, price: 5, flat: 3 }, { price: 5, flat: 3 } ]";

    private const string Slopes =
        "tiers: [ { upTo: 100, price: 2, flat: 10 }, { upTo: 200, price: 1 }, { price: 0.5, flat: 50 } ]";

    [TestCase("LAGO-001", 0, "2")]
    [TestCase("one unit", 1, "12")]
    [TestCase("LAGO-003", 10, "102")]
    [TestCase("one unit in the second tier", 11, "110")]
    [TestCase("LAGO-005", 12, "115")]
    [TestCase("to the end of the second tier", 20, "155")]
    [TestCase("one unit in the last tier", 21, "163")]
    public void Graduated_each_unit_pays_its_own_tier_and_each_tier_entered_its_flat(
        string name, long quantity, string expected) =>
        Assert.That(Price("graduated", Stairs, quantity), Is.EqualTo(expected), name);

    [TestCase("LAGO-009", 0, "10")]
    [TestCase("LAGO-011", 100, "210")]
    [TestCase("LAGO-013", 101, "101")]
    [TestCase("the end of the second tier", 200, "200")]
    [TestCase("LAGO-015", 300, "200")]
    public void Volume_all_units_pay_the_tier_that_the_total_reaches_and_its_flat(
        string name, long quantity, string expected) =>
        Assert.That(Price("volume", Slopes, quantity), Is.EqualTo(expected), name);

    [TestCase("OM-018", 0, "0")]
    [TestCase("one", 1, "100")]
    [TestCase("OM-020", 9, "100")]
    [TestCase("a whole one", 10, "100")]
    [TestCase("OM-022", 11, "200")]
    [TestCase("LAGO-017", 121, "1300")]
    public void A_started_package_is_a_whole_one(string name, long quantity, string expected) =>
        Assert.That(Price("package", "unit: 10, tiers: [ { price: 100 } ]", quantity), Is.EqualTo(expected), name);

    [Test]
    public void Units_are_rounded_before_the_tiers_are_applied()
    {
        // OM-029: 7,400 in thousands are 8 units, of which 5 in the first tier.
        var quote = Plan("graduated", "unit: 1000, tiers: [ { upTo: 5, price: 1 }, { price: 0.5 } ]")
            .QuoteFor(Sample.Counted(Service.Data, 7400));

        Assert.That(quote.Lines.Select(line => line.Amount.ToString()), Is.EqualTo(["5", "1.5"]));
    }

    [TestCase(50, "0.5")]
    [TestCase(100, "1")]
    [TestCase(1000, "5.5")]
    [TestCase(1001, "5.502")]
    public void Exact_units_cross_a_border_in_the_middle_of_one(long quantity, string expected)
    {
        const string tiers = "tiers: [ { upTo: 0.1, price: 10 }, { upTo: 1, price: 5 }, { price: 2 } ]";

        Assert.That(
            Price("graduated", $"unit: 1000, roundUnits: exact, {tiers}", quantity), Is.EqualTo(expected), "LAGO-007");
    }

    [Test]
    public void A_line_says_which_units_it_is_for() =>
        Assert.That(
            Lines("graduated", "unit: 10, tiers: [ { upTo: 2, price: 1, flat: 9 }, { upTo: 5, price: 2 }, " +
                "{ price: 3, flat: 7 } ]", 75),
            Is.EqualTo(
            [
                "data, 1 to 2, flat: 1 session at 9",
                "data, 1 to 2: 2 10 bytes at 1",
                "data, 3 to 5: 3 10 bytes at 2",
                "data, above 5, flat: 1 session at 7",
                "data, above 5: 3 10 bytes at 3",
            ]));

    [Test]
    public void A_line_for_exact_units_says_where_its_tier_begins() =>
        Assert.That(
            Lines("graduated",
                "roundUnits: exact, tiers: [ { upTo: 2, price: 1 }, { upTo: 5, price: 2 }, { price: 3 } ]", 6),
            Is.EqualTo(["data, 0 to 2: 2 byte at 1", "data, 2 to 5: 3 byte at 2", "data, above 5: 1 byte at 3"]));

    [Test]
    public void Volume_has_one_line_for_all_units() =>
        Assert.That(Lines("volume", Slopes, 150), Is.EqualTo(["data, 101 to 200: 150 byte at 1"]));

    [TestCase("graduated")]
    [TestCase("volume")]
    public void Tiers_beyond_the_largest_number_are_never_reached(string model) =>
        Assert.That(
            Price(model, "unit: 100000000000000, tiers: [ { upTo: 100000000000000, price: 0 }, " +
                "{ upTo: 200000000000000, price: 1 }, { price: 2 } ]", 9_200_000_000_000_000_000),
            Is.EqualTo("0"));

    private static string Price(string model, string keys, long quantity) =>
        Plan(model, keys).Exact(Sample.Counted(Service.Data, quantity)).ToString();

    private static IEnumerable<string> Lines(string model, string keys, long quantity) =>
        Plan(model, keys).QuoteFor(Sample.Counted(Service.Data, quantity)).Lines
            .Select(line => $"{line.Description}: {line.Quantity} {line.Unit} at {line.UnitPrice}");

    private static PricePlan Plan(string model, string keys) =>
        Sample.Plan($$"""{ service: data, quantity: { model: {{model}}, {{keys}} } }""");
}
