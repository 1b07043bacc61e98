using static Charging.Rating.Tests.Sample;

namespace Charging.Rating.Tests.Plans;

public class QuantityReaderTests
{
    private const string Tiers =
        "[ { upTo: 100, price: 0.00 }, { upTo: 1000, price: 0.004, flat: 1 }, { price: 0.002 } ]";

    private const string Good = $"""
        code: good
        currency: EUR
        timeZone: Europe/Prague
        validFrom: 2026-01-01
        prices:
          - service: data
            quantity:
              unit: 1000000
              model: graduated
              over: month
              roundUnits: up
              tiers: {Tiers}
        """;

    [TestCase("data\n", "data\n    connectionFee: 1\n", 7, "prices[0].connectionFee: unknown key; allowed")]
    [TestCase("data\n", "data\n    freeBelow: 3s\n", 7, "prices[0].freeBelow: unknown key; allowed here:")]
    [TestCase("data\n", "data\n    charge: leg\n", 7, "prices[0].charge: unknown key; allowed here: service")]
    [TestCase("data\n", "data\n    minimumTime: 1s\n", 7, "prices[0].minimumTime: unknown key")]
    [TestCase("data\n", "data\n    windows: []\n", 7, "prices[0].windows: unknown key; allowed here: service")]
    [TestCase("data\n", "data\n    steps: []\n", 7, "prices[0].steps: unknown key; allowed here: service")]
    [TestCase("service: data", "service: voice", 6, "service: voice is priced by time")]
    [TestCase("unit: 1000000", "unit: 0", 8, "quantity.unit: '0' is not a size; write a whole number of 1 or more")]
    [TestCase("unit: 1000000", "unit: 0.5", 8, "quantity.unit: '0.5' is not a size")]
    [TestCase("unit: 1000000", "unit: 1000000000000001", 8, "at most 1000000000000000.")]
    [TestCase("unit: 1000000", "size: 1", 8, "size: unknown key; allowed here: unit, model, over, roundUnits, tiers")]
    [TestCase("model: graduated", "model: stairs", 9,
        "quantity.model: 'stairs' is not known here; use perUnit, package, graduated, volume.")]
    [TestCase("      model: graduated\n", "", 8, "quantity.model: this key is missing")]
    [TestCase("over: month", "over: day", 10, "quantity.over: 'day' is not known here; use session, month.")]
    [TestCase("model: graduated", "model: volume", 10, "over: volume over a month would re-price what has been")]
    [TestCase("roundUnits: up", "roundUnits: down", 11,
        "quantity.roundUnits: 'down' is not known here; use up, exact.")]
    public void What_is_wrong_with_a_quantity_is_told_with_its_line(
        string good, string bad, int line, string message) => AssertRefused(Replace(good, bad), line, message);

    [TestCase("[]", "tiers: there is no tier; write one as { price: 0.06 }.")]
    [TestCase("5", "tiers: this must be a list")]
    [TestCase("[ 5 ]", "tiers[0]: this must be keys with values; allowed here: upTo, price, flat.")]
    [TestCase("[ { price: 1, to: 5 } ]", "tiers[0].to: unknown key; allowed here: upTo, price, flat.")]
    [TestCase("[ { upTo: 5 }, { price: 1 } ]", "tiers[0].price: this key is missing.")]
    [TestCase("[ { price: -1 } ]", "tiers[0].price: '-1' is not a price")]
    [TestCase("[ { price: 1, flat: x } ]", "tiers[0].flat: 'x' is not a price")]
    [TestCase("[ { price: 1 }, { price: 2 } ]", "tiers[0].upTo: only the last tier is open; write how many units this")]
    [TestCase("[ { upTo: 5, price: 1 } ]", "tiers[0].upTo: the last tier is open; leave upTo out, or add")]
    [TestCase("[ { upTo: 0, price: 1 }, { price: 2 } ]", "tiers[0].upTo: '0' is not a number of units; write")]
    [TestCase("[ { upTo: all, price: 1 }, { price: 2 } ]", "tiers[0].upTo: 'all' is not a number of units; write")]
    [TestCase("[ { upTo: 5, price: 1 }, { upTo: 5, price: 1 }, { price: 2 } ]",
        "tiers[1].upTo: 5 is not above 5, where the tier before ends.")]
    [TestCase("[ { upTo: 5, price: 1 }, { upTo: 4, price: 1 }, { price: 2 } ]",
        "tiers[1].upTo: 4 is not above 5, where the tier before ends.")]
    [TestCase("[ { upTo: 0.5, price: 1 }, { price: 2 } ]",
        "tiers[0].upTo: 0.5 is not whole and units are; write a whole number, or roundUnits: exact.")]
    public void What_is_wrong_with_its_tiers_is_told_with_its_line(string tiers, string message) =>
        AssertRefused(Replace(Tiers, tiers), 12, message);

    [TestCase("perUnit", "[ { upTo: 5, price: 1 } ]", "tiers[0].upTo: perUnit has one tier, and that is open")]
    [TestCase("perUnit", "[ { price: 1 }, { price: 2 } ]", "tiers: there are 2 tiers; perUnit has one, without upTo.")]
    [TestCase("package", "[ { upTo: 5, price: 1 } ]", "tiers[0].upTo: package has one tier, and that is open")]
    [TestCase("package", "[ { price: 1 }, { price: 2 } ]", "tiers: there are 2 tiers; package has one, without upTo.")]
    public void By_the_unit_and_by_the_package_there_is_one_open_tier(string model, string tiers, string message) =>
        AssertRefused(Replace(Tiers, tiers).Replace("graduated", model, StringComparison.Ordinal), 12, message);

    [Test]
    public void A_package_cannot_be_charged_in_part() =>
        AssertRefused(
            Replace("graduated", "package").Replace("roundUnits: up", "roundUnits: exact", StringComparison.Ordinal),
            11,
            "quantity.roundUnits: a package is always whole; leave roundUnits out, or use perUnit.");

    [TestCase(10, "0.5", null)]
    [TestCase(10, "0.05", "tiers[0].upTo: 0.05 of 10 is not whole, and there is no part of a message or byte.")]
    public void A_border_of_exact_units_lies_between_two_bytes(long unit, string upTo, string? message)
    {
        var yaml = Replace(Tiers, $"[ {{ upTo: {upTo}, price: 1 }}, {{ price: 2 }} ]")
            .Replace("roundUnits: up", "roundUnits: exact", StringComparison.Ordinal)
            .Replace("unit: 1000000", $"unit: {unit}", StringComparison.Ordinal);

        if (message is not null) AssertRefused(yaml, 12, message);
        else Assert.That(PlanReader.Read("plan.yaml", yaml).Errors, Is.Empty);
    }

    [TestCase("model: graduated", "model: stairs")]
    [TestCase("upTo: 1000,", "upTo: many,")]
    public void One_mistake_is_told_once(string good, string bad) =>
        Assert.That(PlanReader.Read("plan.yaml", Replace(good, bad)).Errors, Has.Count.EqualTo(1));

    [Test]
    public void Borders_as_large_as_can_be_written_are_read()
    {
        var yaml = Replace("unit: 1000000", "unit: 999999999999999")
            .Replace("upTo: 1000,", "upTo: 999999999999999,", StringComparison.Ordinal);

        Assert.That(PlanReader.Read("plan.yaml", yaml).Errors, Is.Empty);
    }

    private static string Replace(string good, string bad) => Good.Replace(good, bad, StringComparison.Ordinal);
}
