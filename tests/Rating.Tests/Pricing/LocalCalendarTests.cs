using CsCheck;

namespace Charging.Rating.Tests.Pricing;

public class LocalCalendarTests
{
    private static readonly TimeZoneInfo[] Zones = [.. TimeZoneInfo.GetSystemTimeZones()];

    private static readonly Gen<(TimeZoneInfo Zone, DateTime Utc)> Moments =
        Gen.Select(
            Gen.Int[0, Zones.Length - 1].Select(i => Zones[i]),
            Gen.DateTime[Utc(1975, 1, 1), Utc(2040, 1, 1)]
                .Select(time => DateTime.SpecifyKind(time, DateTimeKind.Utc)));

    [Test]
    public void Every_zone_is_as_far_ahead_as_it_says_and_until_it_changes() => Moments.Sample((zone, utc) =>
    {
        var moment = LocalCalendar.MomentOf(utc);
        var offset = new ZoneOffsets(zone).At(moment);
        return AheadAt(zone, moment) == offset.Ahead && AheadAt(zone, offset.Until - 1) == offset.Ahead &&
            AheadAt(zone, (moment + offset.Until) / 2) == offset.Ahead;
    }, iter: 500);

    [Test]
    public void A_moment_has_the_date_that_its_zone_gives_it() => Moments.Sample((zone, utc) =>
        new LocalCalendar(zone, []).DateOf(utc) == DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, zone)));

    [Test]
    public void A_change_of_offset_ends_a_piece_of_a_day()
    {
        var calendar = new LocalCalendar(TimeZoneInfo.FindSystemTimeZoneById("Europe/Prague"), []);
        var before = calendar.DayAt(LocalCalendar.MomentOf(Utc(2026, 3, 29)));
        var after = calendar.DayAt(before.Until);

        Assert.That(before.Until, Is.EqualTo(LocalCalendar.MomentOf(Utc(2026, 3, 29).AddHours(1))));
        Assert.That(after.Until, Is.EqualTo(LocalCalendar.MomentOf(Utc(2026, 3, 29).AddHours(22))));
        Assert.That((before.Kind, before.Midnight - after.Midnight), Is.EqualTo((after.Kind, 3_600_000)));
    }

    [TestCase("2026-11-16", 0, false, false)]
    [TestCase("2026-11-17", 1, true, false)]
    [TestCase("2026-11-18", 2, false, true)]
    [TestCase("2026-11-22", 6, false, false)]
    public void A_day_knows_its_weekday_and_the_holidays_around_it(
        string date, int weekday, bool holiday, bool afterHoliday)
    {
        var calendar = new LocalCalendar(TimeZoneInfo.Utc, [new DateOnly(2026, 11, 17)]);
        var noon = DateOnly.Parse(date, null).ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc);

        Assert.That(
            calendar.DayAt(LocalCalendar.MomentOf(noon)).Kind, Is.EqualTo(new DayKind(weekday, holiday, afterHoliday)));
    }

    [TestCase("America/New_York")]
    [TestCase("Pacific/Apia")]
    public void Time_has_a_first_and_a_last_date_in_every_zone(string zone)
    {
        var calendar = new LocalCalendar(TimeZoneInfo.FindSystemTimeZoneById(zone), []);

        Assert.That(calendar.DateOf(DateTime.MinValue), Is.EqualTo(DateOnly.MinValue));
        Assert.That(calendar.DateOf(DateTime.MaxValue).Year, Is.EqualTo(9999));
    }

    private static long AheadAt(TimeZoneInfo zone, long moment) =>
        zone.GetUtcOffset(DateTime.UnixEpoch.AddMilliseconds(moment - LocalCalendar.MomentOf(DateTime.UnixEpoch)))
            .Ticks / TimeSpan.TicksPerMillisecond;

    private static DateTime Utc(int year, int month, int day) => new(year, month, day, 0, 0, 0, DateTimeKind.Utc);
}
