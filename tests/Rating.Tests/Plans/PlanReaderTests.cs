using static Charging.Rating.Tests.Sample;

namespace Charging.Rating.Tests.Plans;

public class PlanReaderTests
{
    [Test]
    public void A_carriers_sheet_of_many_thousand_rates_is_a_plan()
    {
        var rates = Enumerable.Range(0, 20_000).Select(number => "{ service: voice, destinations: [\"+42" +
            $"{number:00000}\"], steps: [ {{ from: 0s, price: 0.{number:00000}, per: 60s, increment: 1s }} ] }}");
        var plan = Sample.Plan(string.Join(",\n", rates));

        Assert.That(plan.Exact(Sample.Call(60, "+4212345678")).ToString(), Is.EqualTo("0.12345"));
    }

    private const string Good = """
        code: good
        name: A good plan
        currency: EUR
        timeZone: Europe/Prague
        validFrom: 2026-01-01
        rounding: halfEven
        minimumCharge: 0.10
        maximumCharge: 250.00
        holidays: [2026-12-24, 2026-12-25]
        prices:
          - service: conference
            destinations: ["*"]
            charge: leg
            connectionFee: 0.05
            freeBelow: 3s
            includedTime: 1m
            minimumTime: 1h
            steps:
              - { from: 0s, price: 0.06, per: 60s, increment: 60s }
              - { from: 60s, price: 0.06, per: 60s, increment: 1s }
          - service: data
            quantity:
              unit: 1000000
              model: perUnit
              over: session
              roundUnits: exact
              tiers: [ { price: 0.002, flat: 0 } ]
        """;

    [Test]
    public void A_good_plan_is_read()
    {
        var plan = Read(Good);

        Assert.That((plan.Code, plan.Name, plan.Currency), Is.EqualTo(("good", "A good plan", "EUR")));
        Assert.That((plan.Zone.Id, plan.ValidFrom), Is.EqualTo(("Europe/Prague", new DateOnly(2026, 1, 1))));
        Assert.That(plan.Rounding, Is.EqualTo(Rounding.HalfEven));
        Assert.That((plan.MinimumCharge, plan.MaximumCharge), Is.EqualTo(((Rational?)0.1m, (Rational?)250)));
        Assert.That(plan.Allowances, Is.Empty);
    }

    [TestCase("code: good", "code: a b", 1, "code: 'a b' is not a code")]
    [TestCase("code: good\n", "", 1, "code: this key is missing")]
    [TestCase("name: A good plan", "nmae: x", 2, "nmae: unknown key; allowed here: code, name, currency")]
    [TestCase("name: A good plan", "code: again", 2, "code: this key is on line 1 already")]
    [TestCase("currency: EUR", "currency: EUX", 3, "currency: 'EUX' is not a currency of ISO 4217")]
    [TestCase("timeZone: Europe/Prague", "timeZone: Europe/Narnia", 4, "timeZone: 'Europe/Narnia' is not a time zone")]
    [TestCase("validFrom: 2026-01-01", "validFrom: 2026-02-30", 5, "validFrom: '2026-02-30' is not a date")]
    [TestCase("rounding: halfEven", "rounding: bankers", 6,
        "rounding: 'bankers' is not known here; use halfUp, halfEven, up, down")]
    [TestCase("minimumCharge: 0.10", "minimumCharge: 250.01", 7, "minimumCharge: 250.01 is above maximumCharge, 250")]
    [TestCase("maximumCharge: 250.00", "maximumCharge: -1", 8, "maximumCharge: '-1' is not a price")]
    [TestCase("[2026-12-24, 2026-12-25]", "[2026-12-24, xmas]", 9, "holidays[1]: 'xmas' is not a date")]
    [TestCase("service: conference", "service: fax", 11,
        "service: 'fax' is not known here; use conference, voice, message, data")]
    [TestCase("service: conference", "service: data", 11, "service: data is priced by quantity")]
    [TestCase("[\"*\"]", "[\"+420*\"]", 12, "destinations[0]: '+420*' is not a destination")]
    [TestCase("charge: leg", "charge: minute", 13, "charge: 'minute' is not known here; use leg, session")]
    [TestCase("connectionFee: 0.05", "connectionFee: 5e-2", 14, "connectionFee: '5e-2' is not a price")]
    [TestCase("connectionFee: 0.05", "connectionFee: 0,05", 14, "connectionFee: '0,05' is not a price")]
    [TestCase("freeBelow: 3s", "freeBelow: 2.5s", 15, "freeBelow: '2.5s' is not a duration")]
    [TestCase("freeBelow: 3s", "freeBelow: 3", 15, "freeBelow: '3' is not a duration")]
    [TestCase("includedTime: 1m", "includedTime: 1d", 16, "includedTime: '1d' is not a duration")]
    [TestCase("from: 0s,", "from: 1s,", 19, "steps: the first step must be from 0s")]
    [TestCase("from: 60s,", "from: 0s,", 19, "steps: the steps are out of order")]
    [TestCase("price: 0.06, per: 60s, increment: 60s", "per: 60s, increment: 60s", 19,
        "steps[0].price: this key is missing")]
    [TestCase("increment: 60s", "increment: 0s", 19, "steps[0].increment: '0s' is not a duration above zero")]
    [TestCase("increment: 1s }", "increment: 1s, upTo: 3s }", 20,
        "steps[1].upTo: unknown key; allowed here: from, price, per")]
    [TestCase("service: data", "service: voice", 21, "service: voice is priced by time")]
    [TestCase("service: data", "service: data\n    connectionFee: 1", 22,
        "connectionFee: unknown key; allowed here: service, dest")]
    public void What_is_wrong_is_told_with_its_line(string good, string bad, int line, string message) =>
        AssertRefused(Good.Replace(good, bad, StringComparison.Ordinal), line, message);

    [TestCase("", 1, "the file is empty")]
    [TestCase("code: [", 2, "this is not YAML")]
    [TestCase("code: a\n---\ncode: b", 2, "a second document begins")]
    [TestCase("code: a\nname: &x b", 2, "anchors (&) and aliases (*) are not read")]
    [TestCase("code: a\nname: *", 2, "this is not YAML")]
    [TestCase("just a word", 1, "this must be keys with values")]
    [TestCase("? [a]\n: b", 1, "a key is plain text")]
    [TestCase("[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]", 1, "nested deeper than 12 levels")]
    public void What_is_no_plan_at_all_is_told_with_its_line(string yaml, int line, string message) =>
        AssertRefused(yaml, line, message);

    [Test]
    public void Entries_of_one_service_agree_on_what_is_charged() =>
        AssertRefused(
            Good.Replace("- service: data", """
                - service: conference
                    charge: session
                    steps: [ { from: 0s, price: 1, per: 1s, increment: 1s } ]
                  - service: data
                """, StringComparison.Ordinal),
            11,
            "some entries for conference charge the leg, some the session");

    [Test]
    public void All_that_is_wrong_is_told_at_once()
    {
        var bad = Good.Replace("EUR", "EURO", StringComparison.Ordinal).Replace("3s", "3 s", StringComparison.Ordinal);

        Assert.That(PlanReader.Read("x.yaml", bad).Errors.Select(error => error.Line), Is.EqualTo([3, 15]));
    }

    [Test]
    public void An_error_names_file_line_and_key() =>
        Assert.That(
            PlanReader.Read("plans/x.yaml",
                Good.Replace("EUR", "EUX", StringComparison.Ordinal)).Errors.Single().ToString(),
            Is.EqualTo("plans/x.yaml:3: currency: 'EUX' is not a currency of ISO 4217; use one such as EUR or JPY."));

    [Test]
    public void A_number_longer_than_a_price_is_not_cut() =>
        AssertRefused(
            Good.Replace("minimumCharge: 0.10", "minimumCharge: 0.1234567890123456789", StringComparison.Ordinal),
            7,
            "is not a price");
}
