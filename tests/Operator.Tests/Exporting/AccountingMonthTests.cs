using Charging.Operator.Exporting;

namespace Charging.Operator.Tests.Exporting;

public class AccountingMonthTests
{
    [TestCase("Europe/Prague", "2026-10-31 23:00", "2026-11-30 23:00")]
    [TestCase("UTC", "2026-11-01 00:00", "2026-12-01 00:00")]
    [TestCase("America/Sao_Paulo", "2026-11-01 03:00", "2026-12-01 03:00")]
    public void A_month_begins_and_ends_by_the_clock_of_its_zone(string zone, string from, string until)
    {
        var month = AccountingMonth.Parse("2026-11", TimeZoneInfo.FindSystemTimeZoneById(zone));

        Assert.That($"{month.From:yyyy-MM-dd HH:mm}", Is.EqualTo(from));
        Assert.That($"{month.Until:yyyy-MM-dd HH:mm}", Is.EqualTo(until));
        Assert.That(month.DayOf(month.From), Is.EqualTo(new DateOnly(2026, 11, 1)));
        Assert.That(month.DayOf(month.Until.AddTicks(-1)), Is.EqualTo(month.Last));
    }

    [Test]
    public void A_month_whose_first_hour_the_clock_leaves_out_begins_after_it()
    {
        var rule = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            new(2020, 1, 1), new(2030, 12, 31), TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new(1, 1, 1, 0, 0, 0), 11, 1),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new(1, 1, 1, 0, 0, 0), 12, 15));
        var zone = TimeZoneInfo.CreateCustomTimeZone("x", default, "x", "x", "x", [rule]);
        var month = AccountingMonth.Parse("2026-11", zone);

        Assert.That(month.From, Is.EqualTo(new DateTime(2026, 11, 1, 0, 0, 0, DateTimeKind.Utc)));
    }

    [Test]
    public void A_month_is_over_when_an_hour_more_has_passed()
    {
        var month = AccountingMonth.Parse("2026-11", TimeZoneInfo.Utc);

        Assert.That(
            month.WhyNotOver(new(2026, 12, 1, 0, 59, 0, DateTimeKind.Utc)), Does.Contain("2026-11 is not over"));
        Assert.That(month.WhyNotOver(new(2026, 12, 1, 1, 0, 0, DateTimeKind.Utc)), Is.Null);
    }

    [TestCase("2026-13")]
    [TestCase("2026-1")]
    [TestCase("0001-01")]
    [TestCase("9999-12")]
    [TestCase("")]
    public void What_is_no_month_is_refused(string text) => Assert.That(
        () => AccountingMonth.Parse(text, TimeZoneInfo.Utc), Throws.TypeOf<FormatException>());
}
