using static Charging.Rating.Tests.Sample;

namespace Charging.Rating.Tests.Plans;

public class AllowanceReaderTests
{
    private const string Good = """
        code: good
        currency: EUR
        timeZone: Europe/Prague
        validFrom: 2026-01-01
        allowances:
          - service: conference
            minutes: 500
            every: month
          - { service: message, messages: 100, every: day }
          - { service: data, bytes: 1000000000, every: month }
        prices:
          - { service: conference, steps: [ { from: 0s, price: 1, per: 1s, increment: 1s } ] }
          - { service: message, quantity: { model: perUnit, tiers: [ { price: 1 } ] } }
          - { service: data, quantity: { model: perUnit, over: session, tiers: [ { price: 1 } ] } }
        """;

    [Test]
    public void Allowances_are_read_in_what_their_service_is_counted_in() =>
        Assert.That(Read(Good).Allowances, Is.EqualTo(
        [
            new Allowance(Service.Conference, Period.Month, 500 * 60_000),
            new Allowance(Service.Message, Period.Day, 100),
            new Allowance(Service.Data, Period.Month, 1_000_000_000),
        ]));

    [TestCase("service: conference\n", "service: fax\n", 6,
        "allowances[0].service: 'fax' is not known here; use conference, voice, message, data.")]
    [TestCase("service: conference\n    minutes", "minutes", 6, "allowances[0].service: this key is missing.")]
    [TestCase("every: month\n  - ", "every: week\n  - ", 8,
        "allowances[0].every: 'week' is not known here; use day, month.")]
    [TestCase("    every: month\n  - { s", "  - { s", 6, "allowances[0].every: this key is missing.")]
    [TestCase("    minutes: 500\n", "", 6, "allowances[0].minutes: this key is missing.")]
    [TestCase("minutes: 500", "messages: 500", 7,
        "allowances[0].messages: conference is counted in minutes; leave messages out.")]
    [TestCase("minutes: 500", "minutes: 500\n    bytes: 5", 8,
        "allowances[0].bytes: conference is counted in minutes; leave bytes out.")]
    [TestCase("messages: 100", "minutes: 100", 9,
        "allowances[1].minutes: message is counted in messages; leave minutes out.")]
    [TestCase("bytes: 1000000000", "messages: 1", 10,
        "allowances[2].messages: data is counted in bytes; leave messages out.")]
    [TestCase("minutes: 500", "minutes: 0", 7, "minutes: '0' is not a quantity; write a whole number of 1 or more")]
    [TestCase("minutes: 500", "minutes: 1.5", 7, "minutes: '1.5' is not a quantity")]
    [TestCase("minutes: 500", "minutes: 1000000001", 7, "minutes: '1000000001' is not a quantity; write a whole")]
    [TestCase("minutes: 500", "hours: 5", 7,
        "hours: unknown key; allowed here: service, minutes, messages, bytes, every.")]
    [TestCase("service: message, messages: 100", "service: conference, minutes: 1", 9,
        "allowances[1].service: conference has an allowance on line 6 already; it may have one.")]
    [TestCase("over: session", "over: month", 10,
        "allowances[2].service: data has tiers over a month, which count the same; leave one of them out.")]
    public void What_is_wrong_with_an_allowance_is_told_with_its_line(
        string good, string bad, int line, string message) =>
        AssertRefused(Good.Replace(good, bad, StringComparison.Ordinal), line, message);

    [Test]
    public void Tiers_over_a_month_to_some_destination_exclude_an_allowance_too() =>
        AssertRefused(
            $$"""
            {{Good}}
              - service: data
                destinations: ["+1"]
                quantity: { model: package, over: month, tiers: [ { price: 1 } ] }
            """,
            10,
            "data has tiers over a month");

    [Test]
    public void An_unknown_service_is_told_once() =>
        Assert.That(
            PlanReader.Read("plan.yaml", Good.Replace("conference\n", "fax\n", StringComparison.Ordinal)).Errors,
            Has.Count.EqualTo(1));
}
