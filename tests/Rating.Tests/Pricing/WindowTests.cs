namespace Charging.Rating.Tests.Pricing;

/// <summary>
/// Which window prices a moment: a call of one second costs what a second costs then. The entry's own price is 1. The
/// calls are in November 2026, in winter time; the 20th is a Friday, and the 17th, a Tuesday, is a holiday.
/// </summary>
public class WindowTests
{
    [TestCase("18:00:00", "2", Description = "from is inclusive")]
    [TestCase("17:59:59", "1")]
    [TestCase("19:59:59", "2")]
    [TestCase("20:00:00", "1", Description = "to is exclusive")]
    public void A_window_is_in_force_from_its_first_minute_to_before_its_last(string time, string expected) =>
        Assert.That(PriceAt($"2026-11-20T{time}", Window("evening", 2, "from: '18:00', to: '20:00'")),
            Is.EqualTo(expected));

    [TestCase("2026-11-20T00:00:00", "")]
    [TestCase("2026-11-21T23:59:59", "")]
    [TestCase("2026-11-20T23:59:59", "from: '18:00'")]
    [TestCase("2026-11-20T23:59:59", "from: '18:00', to: '24:00'")]
    [TestCase("2026-11-20T23:59:59", "from: '18:00', to: '00:00'")]
    [TestCase("2026-11-20T12:00:00", "from: '00:00', to: '00:00'")]
    [TestCase("2026-11-20T00:00:00", "to: '00:01'")]
    public void What_a_window_leaves_out_is_every_day_and_the_whole_day(string moment, string more) =>
        Assert.That(PriceAt(moment, Window("any", 2, more)), Is.EqualTo("2"));

    [TestCase("2026-11-20T22:00:00", "2", Description = "Friday, on which it begins")]
    [TestCase("2026-11-21T05:59:59", "2", Description = "Saturday morning still belongs to Friday")]
    [TestCase("2026-11-21T06:00:00", "1")]
    [TestCase("2026-11-21T22:00:00", "1", Description = "no window begins on Saturday")]
    [TestCase("2026-11-20T05:00:00", "1", Description = "none began on Thursday")]
    public void A_window_over_midnight_belongs_to_the_day_on_which_it_began(string moment, string expected) =>
        Assert.That(PriceAt(moment, Window("night", 2, "days: [fri], from: '22:00', to: '06:00'")),
            Is.EqualTo(expected));

    [TestCase("2026-11-22T23:00:00", "2")]
    [TestCase("2026-11-23T05:00:00", "2", Description = "Monday morning belongs to Sunday")]
    [TestCase("2026-11-23T23:00:00", "1")]
    public void A_window_over_midnight_runs_from_Sunday_into_the_next_week(string moment, string expected) =>
        Assert.That(PriceAt(moment, Window("night", 2, "days: [sun], from: '22:00', to: '06:00'")),
            Is.EqualTo(expected));

    [TestCase("include", "2026-11-17T12:00:00", "2", Description = "a holiday on a listed day")]
    [TestCase("include", "2026-11-18T12:00:00", "1")]
    [TestCase("include", "2026-11-24T12:00:00", "2")]
    [TestCase("exclude", "2026-11-17T12:00:00", "1")]
    [TestCase("exclude", "2026-11-24T12:00:00", "2", Description = "an ordinary Tuesday")]
    [TestCase("also", "2026-11-17T12:00:00", "2")]
    [TestCase("also", "2026-11-24T12:00:00", "2")]
    [TestCase("also", "2026-11-18T12:00:00", "1")]
    [TestCase("also", "2026-11-28T12:00:00", "2", Description = "a holiday on a day that is not listed")]
    [TestCase("only", "2026-11-17T12:00:00", "2")]
    [TestCase("only", "2026-11-24T12:00:00", "1")]
    [TestCase("only", "2026-11-28T12:00:00", "1", Description = "a holiday, but not on a listed day")]
    public void Holidays_are_what_the_window_says(string rule, string moment, string expected) =>
        Assert.That(PriceAt(moment, Window("special", 2, $"days: [tue], holidays: {rule}")), Is.EqualTo(expected));

    [TestCase("exclude", "2026-11-17T23:00:00", "1")]
    [TestCase("exclude", "2026-11-18T05:00:00", "1", Description = "it would have begun on the holiday")]
    [TestCase("exclude", "2026-11-17T05:00:00", "2", Description = "it began on the day before the holiday")]
    [TestCase("only", "2026-11-17T05:00:00", "1")]
    [TestCase("only", "2026-11-18T05:00:00", "2", Description = "it began on the holiday")]
    [TestCase("only", "2026-11-18T23:00:00", "1")]
    public void A_window_over_midnight_goes_by_the_holiday_on_which_it_began(
        string rule, string moment, string expected) =>
        Assert.That(PriceAt(moment, Window("night", 2, $"from: '22:00', to: '06:00', holidays: {rule}")),
            Is.EqualTo(expected));

    [TestCase(1, 0, "2")]
    [TestCase(0, 1, "3")]
    [TestCase(0, 0, "3", Description = "of the same priority the later one wins")]
    [TestCase(-1, -2, "2", Description = "below zero it still beats the entry's own price")]
    public void The_highest_priority_that_fits_wins(int first, int second, string expected) =>
        Assert.That(
            PriceAt("2026-11-20T12:00:00",
                Window("first", 2, $"priority: {first}"), Window("second", 3, $"priority: {second}")),
            Is.EqualTo(expected));

    [TestCase("2026-11-20T12:00:00", "2", Description = "the stronger one does not fit")]
    [TestCase("2026-11-20T19:00:00", "3")]
    public void A_window_that_does_not_fit_gives_way(string moment, string expected) =>
        Assert.That(
            PriceAt(moment, Window("day", 2, ""), Window("evening", 3, "from: '18:00', to: '20:00', priority: 9")),
            Is.EqualTo(expected));

    [Test]
    public void A_window_without_steps_has_the_entrys()
    {
        var lines = Lines("{ name: rush, connectionFee: 0.5 }");

        Assert.That(lines, Is.EqualTo(["connection, rush 1 leg 0.5", "voice 1 s 1"]));
    }

    [Test]
    public void A_window_without_a_connection_fee_has_the_entrys()
    {
        var lines = Lines("{ name: rush, steps: [ { from: 0s, price: 2, per: 1s, increment: 1s } ] }");

        Assert.That(lines, Is.EqualTo(["connection 1 leg 0.1", "voice, rush 1 s 2"]));
    }

    [Test]
    public void A_window_may_waive_the_connection_fee() =>
        Assert.That(Lines("{ name: rush, connectionFee: 0 }"), Is.EqualTo(["voice 1 s 1"]));

    private static IEnumerable<string> Lines(string window) =>
        Plan($"connectionFee: 0.1, windows: [ {window} ]").QuoteFor(Sample.Call(1)).Lines
            .Select(line => $"{line.Description} {line.Quantity} {line.Unit} {line.UnitPrice}");

    /// <param name="prague">Winter time.</param>
    /// <param name="windows">In the plan's order.</param>
    private static string PriceAt(string prague, params string[] windows)
    {
        var session = Sample.CallAt($"{prague}+01:00", TimeSpan.FromSeconds(1));
        return Plan($"windows: [ {string.Join(", ", windows)} ]").Exact(session).ToString();
    }

    private static PricePlan Plan(string more) => Sample.Plan(
        $$"""{ service: voice, steps: [ { from: 0s, price: 1, per: 1s, increment: 1s } ], {{more}} }""",
        "holidays: [2026-11-17, 2026-11-28]");

    private static string Window(string name, int price, string more) =>
        $"{{ name: {name}, steps: [ {{ from: 0s, price: {price}, per: 1s, increment: 1s }} ]" +
        $"{(more.Length == 0 ? "" : ", " + more)} }}";
}
