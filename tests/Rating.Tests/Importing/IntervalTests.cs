using CsCheck;

namespace Charging.Rating.Tests.Importing;

public class IntervalTests
{
    private static readonly DateTime Start = Sample.Start;

    private static readonly Gen<Interval> Any =
        from start in Gen.Int[0, 50]
        from length in Gen.Int[0, 20]
        select new Interval(At(start), At(start + length));

    [Test]
    public void A_join_after_a_join_goes_on_and_a_left_after_a_left_is_nothing() =>
        Assert.That(
            Interval.Of([At(1), At(3), At(9)], [At(5), At(6)], At(20)),
            Is.EqualTo(new[] { new Interval(At(1), At(5)), new Interval(At(9), At(20)) }));

    [Test]
    public void A_union_covers_each_minute_that_was_covered_and_none_twice() => Any.Array[0, 8].Sample(intervals =>
    {
        var union = Interval.Union(intervals).ToList();

        var minutes = Enumerable.Range(0, 80).Select(minute => At(minute + 0.5)).ToList();
        Assert.That(
            minutes.Select(minute => union.Count(interval => interval.From < minute && minute < interval.To)),
            Is.EqualTo(minutes.Select(minute =>
                intervals.Any(interval => interval.From < minute && minute < interval.To) ? 1 : 0)));
        Assert.That(union, Is.Ordered.By(nameof(Interval.From)));
    });

    private static DateTime At(double minutes) => Start.AddMinutes(minutes);
}
