namespace Charging.Rating.Tests.Importing;

public class UnixTimeTests
{
    private static readonly DateTime Second = new(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc);

    [TestCase("1795165200", 0)]
    [TestCase("1795165200.0", 0)]
    [TestCase("1795165200.1239", 123)]
    [TestCase("1795165200.999999", 999)]
    public void Seconds_are_cut_to_milliseconds(string text, int milliseconds) =>
        Assert.That(UnixTime.OfSeconds(text), Is.EqualTo(Second.AddMilliseconds(milliseconds)));

    [TestCase("1795165200000000", 0)]
    [TestCase("1795165200123999", 123)]
    public void Microseconds_are_cut_to_milliseconds(string text, int milliseconds) =>
        Assert.That(UnixTime.OfMicroseconds(text), Is.EqualTo(Second.AddMilliseconds(milliseconds)));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("0")]
    [TestCase("-1")]
    [TestCase("1,5")]
    [TestCase("1795165200 ")]
    [TestCase("2026-11-20 10:00:00")]
    [TestCase("1795165200000", Description = "milliseconds")]
    [TestCase("99999999999999999999999999999999")]
    public void What_is_no_number_of_seconds_is_no_time(string? text) =>
        Assert.That(UnixTime.OfSeconds(text), Is.Null);

    [TestCase(null)]
    [TestCase("0")]
    [TestCase("1.5")]
    [TestCase("10000000000000000")]
    [TestCase("99999999999999999999")]
    public void What_is_no_number_of_microseconds_is_no_time(string? text) =>
        Assert.That(UnixTime.OfMicroseconds(text), Is.Null);

    [Test]
    public void The_last_second_of_all_leaves_room_for_the_longest_call() =>
        Assert.That(
            StoredRecord.Of<OpenSipsCdr>().With(e =>
            {
                e["params"]!["time"] = 9_999_999_999;
                e["params"]!["ms_duration"] = (long)TimeSpan.FromDays(3_650).TotalMilliseconds;
            }).Session().EndedAt.Year,
            Is.EqualTo(2296));
}
