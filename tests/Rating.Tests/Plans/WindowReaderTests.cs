namespace Charging.Rating.Tests.Plans;

public class WindowReaderTests
{
    private const string Good = """
        code: good
        currency: EUR
        timeZone: Europe/Prague
        validFrom: 2026-01-01
        holidays: [2026-12-24]
        prices:
          - service: voice
            steps: [ { from: 0s, price: 0.06, per: 60s, increment: 1s } ]
            windows:
              - name: evening
                days: [mon, tue]
                from: "18:00"
                to: "24:00"
                holidays: exclude
                priority: -10
                connectionFee: 0.02
                steps: [ { from: 0s, price: 0.03, per: 60s, increment: 1s } ]
        """;

    [Test]
    public void A_good_window_is_read() => Assert.That(PlanReader.Read("plan.yaml", Good).Errors, Is.Empty);

    [TestCase("name: evening", "name: ''", 10, "windows[0].name: '' is not a name")]
    [TestCase("name: evening\n        ", "", 10, "windows[0].name: this key is missing")]
    [TestCase("name: evening", "name: evening\n        until: 1", 11,
        "windows[0].until: unknown key; allowed here: name, days, from, to, holidays, priority, connectionFee, steps")]
    [TestCase("priority: -10", "name: again", 15, "windows[0].name: this key is on line 10 already")]
    [TestCase("[mon, tue]", "[mon, someday]", 11,
        "windows[0].days[1]: 'someday' is not known here; use mon, tue, wed, thu, fri, sat, sun")]
    [TestCase("[mon, tue]", "[]", 11, "windows[0].days: there is no day; write some as [mon, tue]")]
    [TestCase("[mon, tue]", "mon", 11, "windows[0].days: this must be a list")]
    [TestCase("from: \"18:00\"", "from: \"24:00\"", 12, "windows[0].from: '24:00' is not a time of day")]
    [TestCase("from: \"18:00\"", "from: \"8:00\"", 12, "windows[0].from: '8:00' is not a time of day")]
    [TestCase("from: \"18:00\"", "from: \"18:60\"", 12, "windows[0].from: '18:60' is not a time of day")]
    [TestCase("from: \"18:00\"", "from: 6pm", 12, "windows[0].from: '6pm' is not a time of day")]
    [TestCase("to: \"24:00\"", "to: \"24:01\"", 13, "windows[0].to: '24:01' is not a time of day")]
    [TestCase("to: \"24:00\"", "to: \"18:00\"", 13, "windows[0].to: from and to are the same time")]
    [TestCase("holidays: exclude", "holidays: never", 14,
        "windows[0].holidays: 'never' is not known here; use include, exclude, also, only")]
    [TestCase("priority: -10", "priority: high", 15, "windows[0].priority: 'high' is not a priority")]
    [TestCase("priority: -10", "priority: 1.5", 15, "windows[0].priority: '1.5' is not a priority")]
    [TestCase("connectionFee: 0.02", "connectionFee: -1", 16, "windows[0].connectionFee: '-1' is not a price")]
    [TestCase("{ from: 0s, price: 0.03, per: 60s, increment: 1s }", "", 17, "windows[0].steps: there is no step")]
    [TestCase("from: 0s, price: 0.03", "from: 5s, price: 0.03", 17, "windows[0].steps: the first step must be from 0s")]
    [TestCase("increment: 1s } ]\n    windows", "increment: 0s } ]\n    windows", 8, "steps[0].increment: '0s' is not")]
    [TestCase("steps: [ { from: 0s, price: 0.06, per: 60s, increment: 1s } ]\n    ", "", 7, "steps: there is no step")]
    public void What_is_wrong_with_a_window_is_told_with_its_line(string good, string bad, int line, string message)
    {
        var yaml = Good.Replace(good, bad, StringComparison.Ordinal);
        Assert.That(yaml, Is.Not.EqualTo(Good), "Nothing was replaced.");

        var reading = PlanReader.Read("plan.yaml", yaml);

        Assert.That(reading.Plan, Is.Null);
        Assert.That(
            reading.Errors.Select(error => error.ToString()),
            Has.Some.StartsWith($"plan.yaml:{line}: ").And.Contains(message));
    }

    [Test]
    public void Steps_of_a_window_out_of_order_are_refused()
    {
        var yaml = Good.Replace(
            "price: 0.03, per: 60s, increment: 1s }",
            "price: 0.03, per: 60s, increment: 1s }, { from: 0s, price: 1, per: 1s, increment: 1s }",
            StringComparison.Ordinal);

        Assert.That(
            PlanReader.Read("plan.yaml", yaml).Errors.Single().ToString(),
            Does.StartWith("plan.yaml:17: prices[0].windows[0].steps: the steps are out of order"));
    }

    [Test]
    public void Windows_belong_to_time_prices()
    {
        const string yaml = """
            code: bad
            currency: EUR
            timeZone: UTC
            validFrom: 2026-01-01
            prices:
              - service: message
                quantity: { model: perUnit, tiers: [ { price: 1 } ] }
                windows: []
            """;

        Assert.That(
            PlanReader.Read("plan.yaml", yaml).Errors.Single().ToString(),
            Does.StartWith("plan.yaml:8: prices[0].windows: unknown key"));
    }
}
