using Charging.Rating.Importing;
using CsCheck;

namespace Charging.Rating.Tests.Importing;

public class StretchTests
{
    private static readonly DateTime Start = Sample.Start;

    private static readonly Gen<Stretch> Any =
        from start in Gen.Int[0, 50]
        from length in Gen.Int[0, 20]
        select new Stretch(At(start), At(start + length));

    [Test]
    public void A_join_after_a_join_goes_on_and_a_left_after_a_left_is_nothing() =>
        Assert.That(
            Stretch.Of([At(1), At(3), At(9)], [At(5), At(6)], At(20)),
            Is.EqualTo(new[] { new Stretch(At(1), At(5)), new Stretch(At(9), At(20)) }));

    [Test]
    public void A_union_covers_each_minute_that_was_covered_and_none_twice() => Any.Array[0, 8].Sample(stretches =>
    {
        var union = Stretch.Union(stretches).ToList();

        var minutes = Enumerable.Range(0, 80).Select(minute => At(minute + 0.5)).ToList();
        Assert.That(
            minutes.Select(minute => union.Count(stretch => stretch.From < minute && minute < stretch.To)),
            Is.EqualTo(minutes.Select(minute =>
                stretches.Any(stretch => stretch.From < minute && minute < stretch.To) ? 1 : 0)));
        Assert.That(union, Is.Ordered.By(nameof(Stretch.From)));
    });

    private static DateTime At(double minutes) => Start.AddMinutes(minutes);
}
