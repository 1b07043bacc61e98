using Charging.Contracts;
using Charging.Rating.Pricing;
using CsCheck;

namespace Charging.Rating.Tests.Pricing;

/// <summary>What holds for every plan, tried on plans and calls drawn by chance.</summary>
public class PricePropertyTests
{
    /// <summary>Seconds and thousandths of the currency, as a drawn plan has them.</summary>
    private sealed record DrawnStep(int From, int Price, int Per, int Increment)
    {
        public string Yaml => $"{{ from: {From}s, price: {Price / 1000m}, per: {Per}s, increment: {Increment}s }}";
    }

    private sealed record DrawnPlan(int Fee, int FreeBelow, int Included, int Minimum, IReadOnlyList<DrawnStep> Steps)
    {
        public PricePlan Plan { get; } = Sample.ByTime(
            string.Join(", ", Steps.Select(step => step.Yaml)),
            $"connectionFee: {Fee / 1000m}, freeBelow: {FreeBelow}s, " +
            $"includedTime: {Included}s, minimumTime: {Minimum}s");
    }

    private static readonly int[] Pers = [1, 6, 7, 60];

    private static readonly Gen<DrawnPlan> Plans =
        from fee in Gen.Int[0, 500]
        from times in Gen.Int[0, 30].Array[3]
        from froms in Gen.Int[1, 400].HashSet[0, 4]
        from steps in Gen.Select(Gen.Int[0, 2000], Gen.Int[0, 3].Select(i => Pers[i]),
            Gen.Int[1, 90]).Array[froms.Count + 1]
        select new DrawnPlan(
            fee, times[0], times[1], times[2],
            [.. froms.Order().Prepend(0).Zip(steps,
                (at, step) => new DrawnStep(at, step.Item1, step.Item2, step.Item3))]);

    private static readonly Gen<int> Milliseconds = Gen.Int[0, 900_000];

    [Test]
    public void The_lines_add_up_to_the_exact_total() =>
        Gen.Select(Plans, Milliseconds).Sample((drawn, milliseconds) =>
        {
            var quote = drawn.Plan.QuoteFor(Sample.Call(milliseconds / 1000.0));
            return quote.Lines.Aggregate(Rational.Zero, (sum, line) => sum + line.Amount) == quote.Exact &&
                quote.Lines.All(line => line.Quantity * line.UnitPrice == line.Amount);
        });

    [Test]
    public void One_more_millisecond_never_lowers_the_price() =>
        Gen.Select(Plans, Milliseconds).Sample((drawn, milliseconds) =>
        {
            var longer = drawn.Plan.Exact(Sample.Call((milliseconds + 1) / 1000.0));
            return drawn.Plan.Exact(Sample.Call(milliseconds / 1000.0)) <= longer;
        });

    [Test]
    public void The_closed_form_is_what_walking_increment_by_increment_gives() =>
        Gen.Select(Plans, Milliseconds).Sample((drawn, milliseconds) =>
            drawn.Plan.Exact(Sample.Call(milliseconds / 1000.0)) == Walked(drawn, milliseconds));

    [Test]
    public void The_charge_is_less_than_a_cent_from_the_exact_total() =>
        Gen.Select(Plans, Milliseconds).Sample((drawn, milliseconds) =>
        {
            var quote = drawn.Plan.QuoteFor(Sample.Call(milliseconds / 1000.0));
            var off = (Rational)quote.Charge.ToDecimal() - quote.Exact;
            return off * off <= new Rational(1, 40_000);
        });

    /// <summary>The rules, read off the page: slow, and with nothing in common with the engine but them.</summary>
    private static Rational Walked(DrawnPlan plan, int milliseconds)
    {
        if (milliseconds == 0 || milliseconds < plan.FreeBelow * 1000) return 0;

        var total = new Rational(plan.Fee, 1000);
        var charged = Math.Max(Math.Max(milliseconds - (plan.Included * 1000), 0), plan.Minimum * 1000);
        for (var done = 0; done < charged;)
        {
            var elapsed = (plan.Included * 1000) + done;
            var step = plan.Steps.Last(one => one.From * 1000 <= elapsed);
            total += new Rational(step.Price, 1000) * new Rational(step.Increment, step.Per);
            done += step.Increment * 1000;
        }

        return total;
    }
}
