using System.Globalization;

namespace Charging.Rating.Tests.Pricing;

/// <summary>Calls that meet a border on their way: of a window, a day, or summer time. A minute costs 1.</summary>
public class WallClockTests
{
    [TestCase("Europe/Prague", "2026-03-29T01:30:00+01:00", "2026-03-29T03:30:00+02:00", 30 + 30,
        Description = "02:00 to 03:00 does not exist")]
    [TestCase("Europe/Prague", "2026-10-25T01:30:00+02:00", "2026-10-25T03:30:00+01:00", 30 + 1200 + 30,
        Description = "02:00 to 03:00 comes twice")]
    [TestCase("Europe/Prague", "2026-10-24T01:30:00+02:00", "2026-10-24T03:30:00+02:00", 30 + 600 + 30)]
    [TestCase("America/New_York", "2026-03-08T01:30:00-05:00", "2026-03-08T03:30:00-04:00", 30 + 30,
        Description = "02:00 to 03:00 does not exist")]
    [TestCase("America/New_York", "2026-11-01T01:30:00-04:00", "2026-11-01T03:30:00-05:00", 30 + 60 + 600 + 30,
        Description = "01:00 to 02:00 comes twice")]
    [TestCase("Australia/Lord_Howe", "2026-10-04T01:30:00+10:30", "2026-10-04T03:30:00+11:00", 30 + 300 + 30,
        Description = "02:00 to 02:30 does not exist")]
    [TestCase("Australia/Lord_Howe", "2026-04-05T01:30:00+11:00", "2026-04-05T03:30:00+10:30", 30 + 30 + 600 + 30,
        Description = "01:30 to 02:00 comes twice")]
    [TestCase("UTC", "2026-03-29T01:30:00Z", "2026-03-29T03:30:00Z", 30 + 600 + 30)]
    public void Windows_follow_the_wall_clock_through_summer_time(string zone, string start, string end, int price) =>
        Assert.That(Price(zone, start, end, "from: '02:00', to: '03:00'"), Is.EqualTo(price));

    [TestCase("America/New_York", "2026-11-01T01:59:00-04:00", "2026-11-01T01:01:00-05:00", 20,
        Description = "a minute at the end of the first hour, one at the beginning of the second")]
    [TestCase("Europe/Prague", "2026-10-25T02:59:00+02:00", "2026-10-25T02:01:00+01:00", 2)]
    public void The_repeated_hour_is_told_apart_by_nothing(string zone, string start, string end, int price) =>
        Assert.That(Price(zone, start, end, "from: '01:00', to: '02:00'"), Is.EqualTo(price));

    [TestCase("2026-11-20T23:30:00+01:00", "2026-11-21T00:30:00+01:00", "days: [sat]", 30 + 300,
        Description = "into Saturday")]
    [TestCase("2026-11-22T23:30:00+01:00", "2026-11-23T00:30:00+01:00", "days: [sun]", 300 + 30,
        Description = "into the next week")]
    [TestCase("2026-04-30T23:30:00+02:00", "2026-05-01T00:30:00+02:00", "holidays: only", 30 + 300,
        Description = "into a month that begins with a holiday")]
    [TestCase("2026-12-31T23:30:00+01:00", "2027-01-01T00:30:00+01:00", "holidays: only", 30 + 300,
        Description = "into a year that does")]
    [TestCase("2028-02-28T23:30:00+01:00", "2028-03-01T00:30:00+01:00", "holidays: only", 30 + 14400 + 30,
        Description = "over a leap day that is a holiday")]
    [TestCase("2026-11-20T20:00:00+01:00", "2026-11-21T08:00:00+01:00", "from: '22:00', to: '06:00'",
        120 + 4800 + 120, Description = "over a night")]
    public void A_day_ends_at_its_local_midnight(string start, string end, string window, int price) =>
        Assert.That(Price("Europe/Prague", start, end, window), Is.EqualTo(price));

    [TestCase("days: [thu]", 300 + 30)]
    [TestCase("days: [fri]", 60)]
    [TestCase("days: [sat]", 30 + 300)]
    [TestCase("holidays: only", 60, Description = "the skipped day is a holiday")]
    public void A_day_that_a_zone_skips_has_no_prices(string window, int price) =>
        Assert.That(
            Price("Pacific/Apia", "2011-12-29T23:30:00-10:00", "2011-12-31T00:30:00+14:00", window), Is.EqualTo(price));

    [TestCase(30, 1, Description = "begun before the window")]
    [TestCase(60, 1)]
    [TestCase(61, 11)]
    [TestCase(120, 11)]
    public void An_increment_is_priced_whole_by_the_window_it_starts_in(int seconds, int price) =>
        Assert.That(
            PlanOf("Europe/Prague", "from: '02:00', to: '03:00'")
                .Exact(Sample.CallAt("2026-11-20T01:59:30+01:00", TimeSpan.FromSeconds(seconds))),
            Is.EqualTo((Rational)price));

    [Test]
    public void The_elapsed_time_picks_the_step_of_the_window_in_force()
    {
        var plan = PlanOf("Europe/Prague", """
            from: '02:00', to: '03:00', steps: [
              { from: 0s, price: 10, per: 1m, increment: 1m }, { from: 90s, price: 100, per: 1m, increment: 1m } ]
            """);

        var call = Sample.CallAt("2026-11-20T01:59:00+01:00", TimeSpan.FromMinutes(4));

        // At 0 min the entry's own price, at 1 the window's first step, at 2 and 3 its second.
        Assert.That(plan.Exact(call), Is.EqualTo((Rational)(1 + 10 + 100 + 100)));
    }

    [Test]
    public void What_the_minimum_time_adds_is_priced_by_the_clock_as_if_the_call_went_on()
    {
        var plan = PlanOf("Europe/Prague", "from: '02:00', to: '03:00'", "minimumTime: 2m");

        Assert.That(
            plan.Exact(Sample.CallAt("2026-11-20T01:59:00+01:00", TimeSpan.FromSeconds(10))), Is.EqualTo((Rational)11));
    }

    [TestCase("2026-11-20T01:59:00+01:00", "connection")]
    [TestCase("2026-11-20T02:00:00+01:00", "connection, other")]
    public void The_window_in_which_a_leg_starts_gives_the_connection_fee(string start, string line)
    {
        var plan = PlanOf("Europe/Prague", "from: '02:00', to: '03:00', connectionFee: 0.5",
            "connectionFee: 0.25, includedTime: 2h");

        Assert.That(
            plan.QuoteFor(Sample.CallAt(start, TimeSpan.FromMinutes(90))).Lines.Single().Description,
            Is.EqualTo(line));
    }

    [Test]
    public void Each_price_is_one_line_however_often_it_is_met()
    {
        var plan = PlanOf("Europe/Prague", "from: '22:00', to: '06:00'");

        var quote = plan.QuoteFor(Sample.CallAt("2026-11-20T12:00:00+01:00", TimeSpan.FromDays(7)));

        Assert.That(
            quote.Lines.Select(line => $"{line.Description} {line.Quantity} {line.Unit} {line.Amount}"),
            Is.EqualTo(["voice 6720 min 6720", "voice, other 3360 min 33600"]));
    }

    [Test]
    public void A_session_charged_as_one_goes_by_its_own_start()
    {
        var plan = PlanOf("Europe/Prague", "from: '02:00', to: '03:00'", "charge: session");
        var call = Sample.CallAt("2026-11-20T01:59:00+01:00", TimeSpan.FromMinutes(2));

        Assert.That(plan.Exact(call with { Legs = [Sample.Leg] }), Is.EqualTo((Rational)11));
    }

    private static int Price(string zone, string start, string end, string window)
    {
        var length = DateTimeOffset.Parse(end, CultureInfo.InvariantCulture) -
            DateTimeOffset.Parse(start, CultureInfo.InvariantCulture);
        return (int)PlanOf(zone, window).Exact(Sample.CallAt(start, length)).Numerator;
    }

    /// <summary>In the window a minute costs 10, unless it says what.</summary>
    private static PricePlan PlanOf(string zone, string window, string more = "charge: leg")
    {
        if (!window.Contains("steps", StringComparison.Ordinal))
            window += ", steps: [ { from: 0s, price: 10, per: 1m, increment: 1m } ]";
        return Sample.Read($$"""
            code: sample
            currency: EUR
            timeZone: {{zone}}
            validFrom: 2000-01-01
            holidays: [2011-12-30, 2026-05-01, 2027-01-01, 2028-02-29]
            prices:
              - service: voice
                {{more.Replace(", ", "\n    ", StringComparison.Ordinal)}}
                steps: [ { from: 0s, price: 1, per: 1m, increment: 1m } ]
                windows: [ { name: other, {{window.ReplaceLineEndings(" ")}} } ]
            """);
    }
}
