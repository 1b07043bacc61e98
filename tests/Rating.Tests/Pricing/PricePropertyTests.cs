using CsCheck;

namespace Charging.Rating.Tests.Pricing;

/// <summary>What holds for every plan, tried on plans and sessions drawn by chance.</summary>
public class PricePropertyTests
{
    /// <summary>Milliseconds: how long after a local midnight it begins, the length of its two legs.</summary>
    private sealed record DrawnCall(DrawnPlan Plan, DateOnly Day, long After, long Length, long Other, long Used)
    {
        public SessionEnded Session(long longer = 0)
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(Plan.Zone);
            var midnight = Day.ToDateTime(TimeOnly.MinValue);
            var start = DateTime.SpecifyKind(midnight - zone.GetUtcOffset(midnight), DateTimeKind.Utc)
                .AddMilliseconds(After);
            var call = Sample.CallAt(start, TimeSpan.FromMilliseconds(Length + longer));
            var other = Sample.CallAt(start.AddMinutes(1), TimeSpan.FromMilliseconds(Other));
            return call with { Legs = [.. call.Legs, .. other.Legs] };
        }
    }

    private static readonly Gen<long> Lengths = Gen.OneOf(Gen.Long[0, 900_000], Gen.Long[0, 40 * 3_600_000L]);

    private static readonly Gen<DrawnCall> Calls =
        from plan in DrawnPlan.Any
        from day in DrawnPlan.Days
        from after in Gen.Long[0, 24 * 3_600_000L]
        from length in Lengths
        from other in Gen.Long[0, 900_000]
        from used in Gen.Long[0, 2_500_000]
        select new DrawnCall(plan, day, after, length, other, used);

    [Test]
    public void The_lines_add_up_to_the_exact_total() => Calls.Sample(drawn =>
    {
        var quote = drawn.Plan.Plan().QuoteFor(drawn.Session(), drawn.Used);
        return quote.Lines.Aggregate(Rational.Zero, (sum, line) => sum + line.Amount) == quote.Exact &&
            quote.Lines.All(line => line.Quantity * line.UnitPrice == line.Amount);
    });

    [Test]
    public void One_more_millisecond_never_lowers_the_price() => Calls.Sample(drawn =>
    {
        var plan = drawn.Plan.Plan();
        return plan.QuoteFor(drawn.Session(), drawn.Used).Exact <= plan.QuoteFor(drawn.Session(1), drawn.Used).Exact;
    });

    /// <summary>Often enough that a mistake in any one rule for windows is met.</summary>
    [Test]
    public void The_closed_form_is_what_walking_increment_by_increment_gives() => Calls.Sample(drawn =>
        drawn.Plan.Plan().QuoteFor(drawn.Session(), drawn.Used).Exact ==
        WalkedPrice.Of(drawn.Plan, drawn.Session(), drawn.Used), iter: 1000);

    [Test]
    public void An_allowance_gives_what_is_left_of_it_and_no_more() => Calls.Sample(drawn =>
    {
        var quote = drawn.Plan.Plan().QuoteFor(drawn.Session(), drawn.Used);
        var shown = quote.Lines.Where(line => line.Description == "voice, allowance")
            .Aggregate(Rational.Zero, (sum, line) => sum + line.Quantity);
        return quote.Counted >= 0 && shown * 60_000 == quote.Counted &&
            quote.Counted <= Math.Max(0, (drawn.Plan.Allowance * 1000L) - drawn.Used);
    });

    [Test]
    public void The_charge_is_less_than_a_cent_from_the_exact_total() => Calls.Sample(drawn =>
    {
        var quote = drawn.Plan.Plan().QuoteFor(drawn.Session(), drawn.Used);
        var off = (Rational)quote.Charge.ToDecimal() - quote.Exact;
        return off * off <= new Rational(1, 40_000);
    });
}
