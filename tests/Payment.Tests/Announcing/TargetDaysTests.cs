namespace Charging.Payments.Tests.Announcing;

public class TargetDaysTests
{
    /// <summary>As the European Central Bank publishes them.</summary>
    [TestCase(2024, "01-01 03-29 04-01 05-01 12-25 12-26")]
    [TestCase(2025, "01-01 04-18 04-21 05-01 12-25 12-26")]
    [TestCase(2026, "01-01 04-03 04-06 05-01 12-25 12-26")]
    [TestCase(2027, "01-01 03-26 03-29 05-01 12-25 12-26")]
    [TestCase(2028, "01-01 04-14 04-17 05-01 12-25 12-26")]
    [TestCase(2029, "01-01 03-30 04-02 05-01 12-25 12-26")]
    [TestCase(2030, "01-01 04-19 04-22 05-01 12-25 12-26")]
    [TestCase(2038, "01-01 04-23 04-26 05-01 12-25 12-26")]
    public void On_holidays_of_a_year_and_at_weekends_banks_are_closed_and_else_they_are_open(
        int year, string holidays)
    {
        var first = new DateOnly(year, 1, 1);
        var days = Enumerable.Range(0, first.AddYears(1).DayNumber - first.DayNumber).Select(first.AddDays);

        var closed = days.Where(day => !TargetDays.IsOpen(day)).ToList();

        var weekends = closed.Where(day => day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday).ToList();
        Assert.That(weekends, Has.Count.InRange(104, 106));
        var named = holidays.Split(' ').Select(day => DateOnly.ParseExact($"{year}-{day}", "yyyy-MM-dd"));
        Assert.That(closed.Except(weekends), Is.EqualTo(named.Except(weekends)));
    }

    [TestCase("2026-12-24", "2026-12-24")]
    [TestCase("2026-12-25", "2026-12-28")]
    [TestCase("2027-01-01", "2027-01-04")]
    [TestCase("2027-03-26", "2027-03-30")]
    [TestCase("2026-05-01", "2026-05-04")]
    public void A_day_on_which_banks_are_closed_becomes_the_next_on_which_they_are_open(string day, string open) =>
        Assert.That(TargetDays.OnOrAfter(DateOnly.Parse(day)), Is.EqualTo(DateOnly.Parse(open)));
}
