using CsCheck;

namespace Charging.Rating.Tests.Pricing;

/// <summary>What holds for every quantity, tried on tiers and sessions drawn by chance.</summary>
public class QuantityPropertyTests
{
    /// <summary>Borders in units, prices and flats in thousandths of the currency.</summary>
    private sealed record Drawn(int Unit, bool Whole, int Free, int[] Borders, (int Price, int Flat)[] Tiers)
    {
        public PricePlan Plan(string model, string over, bool free = false) => Sample.Plan(
            $$"""
            { service: data, quantity: { unit: {{Unit}}, model: {{model}}, over: {{over}},
              roundUnits: {{(Whole ? "up" : "exact")}}, tiers: [ {{string.Join(", ", Tiers.Select(Yaml))}} ] } }
            """,
            free ? $"allowances: [ {{ service: data, bytes: {Free}, every: day }} ]" : "");

        private string Yaml((int Price, int Flat) tier, int i) =>
            $"{{ {(i < Borders.Length ? $"upTo: {Borders[i]}, " : "")}" +
            $"price: {tier.Price / 1000m}, flat: {tier.Flat / 1000m} }}";
    }

    private static readonly Gen<Drawn> Plans =
        from unit in Gen.OneOf(Gen.Const(1), Gen.Int[1, 12])
        from whole in Gen.Bool
        from free in Gen.Int[1, 60]
        from borders in Gen.Int[1, 40].HashSet[0, 4]
        from tiers in Gen.Select(Gen.Int[0, 3000], Gen.Int[0, 2].Select(i => i * 700)).Array[borders.Count + 1]
        select new Drawn(unit, whole, free, [.. borders.Order()], tiers);

    private static readonly Gen<int> Quantities = Gen.Int[0, 600];
    private static readonly Gen<string> Spans = Gen.Bool.Select(month => month ? "month" : "session");
    private static readonly Gen<string> Models = Gen.Bool.Select(volume => volume ? "volume" : "graduated");

    [Test]
    public void The_lines_add_up_to_the_exact_total() =>
        Gen.Select(Plans, Quantities, Quantities, Spans).Sample((drawn, before, bytes, over) =>
            AddsUp(Quote(drawn.Plan("graduated", over), bytes, before)) &&
            AddsUp(Quote(drawn.Plan("volume", "session", free: true), bytes, before)));

    [Test]
    public void Graduated_is_what_walking_unit_by_unit_gives() =>
        Gen.Select(Plans, Quantities).Sample((drawn, bytes) =>
            Quote(drawn.Plan("graduated", "session"), bytes).Exact ==
            Walked(drawn, bytes, forNone: drawn.Tiers[0].Flat));

    [Test]
    public void Over_a_month_a_session_costs_the_difference_it_makes() =>
        Gen.Select(Plans, Quantities, Quantities).Sample((drawn, before, bytes) =>
            Quote(drawn.Plan("graduated", "month"), bytes, before).Exact ==
            Walked(drawn, before + bytes, forNone: 0) - Walked(drawn, before, forNone: 0));

    [Test]
    public void The_sessions_of_a_month_add_up_to_its_price_in_whatever_order_they_come() =>
        Gen.Select(Plans, Gen.Int[0, 90].Array[0, 9]).Sample((drawn, sessions) =>
        {
            var plan = drawn.Plan("graduated", "month");
            return Sum(plan, sessions) == Walked(drawn, sessions.Sum(), forNone: 0) &&
                Sum(plan, [.. sessions.Order()]) == Sum(plan, sessions);
        });

    [Test]
    public void By_volume_all_units_cost_as_much_as_the_last_one() =>
        Gen.Select(Plans, Quantities).Sample((drawn, bytes) =>
        {
            var units = Units(drawn, bytes);
            var tier = drawn.Tiers[drawn.Borders.Count(border => border < units)];
            return Quote(drawn.Plan("volume", "session"), bytes).Exact ==
                (units * new Rational(tier.Price, 1000)) + new Rational(tier.Flat, 1000);
        });

    [Test]
    public void One_more_byte_never_lowers_a_graduated_price() =>
        Gen.Select(Plans, Quantities, Quantities, Spans).Sample((drawn, before, bytes, over) =>
        {
            var plan = drawn.Plan("graduated", over);
            return Quote(plan, bytes, before).Exact <= Quote(plan, bytes + 1, before).Exact;
        });

    [Test]
    public void With_an_allowance_the_rest_costs_as_much_as_it_would_alone() =>
        Gen.Select(Plans, Quantities, Gen.Int[0, 80], Models).Sample(
            (drawn, bytes, used, model) =>
            {
                var free = Math.Min(bytes, Math.Max(0, drawn.Free - used));
                var quote = Quote(drawn.Plan(model, "session", free: true), bytes, used);
                return quote.Counted == free &&
                    quote.Exact == Quote(drawn.Plan(model, "session"), bytes - free).Exact;
            });

    private static bool AddsUp(Quote quote) =>
        quote.Lines.Aggregate(Rational.Zero, (sum, line) => sum + line.Amount) == quote.Exact &&
        quote.Lines.All(line => line.Quantity * line.UnitPrice == line.Amount);

    private static Rational Sum(PricePlan plan, IEnumerable<int> sessions)
    {
        var (total, used) = (Rational.Zero, 0L);
        foreach (var bytes in sessions)
        {
            var quote = Quote(plan, bytes, used);
            total += quote.Exact;
            used += quote.Counted;
        }

        return total;
    }

    private static Quote Quote(PricePlan plan, int bytes, long used = 0) =>
        (Quote)plan.PriceOf(Sample.Counted(Service.Data, bytes), used);

    private static Rational Units(Drawn plan, int bytes) =>
        plan.Whole ? (bytes + plan.Unit - 1) / plan.Unit : new Rational(bytes, plan.Unit);

    /// <summary>The rules, read off the page: slow, and with nothing in common with the engine but them.</summary>
    private static Rational Walked(Drawn plan, int bytes, int forNone)
    {
        if (bytes == 0) return new Rational(forNone, 1000);

        var (total, entered) = (Rational.Zero, -1);
        var (steps, step) = plan.Whole ? ((bytes + plan.Unit - 1) / plan.Unit, plan.Unit) : (bytes, 1);
        for (var done = 1; done <= steps; done++)
        {
            var tier = plan.Borders.Count(border => border * plan.Unit < done * step);
            for (; entered < tier; entered++) total += new Rational(plan.Tiers[entered + 1].Flat, 1000);
            total += new Rational(plan.Tiers[tier].Price, 1000) * new Rational(step, plan.Unit);
        }

        return total;
    }
}
