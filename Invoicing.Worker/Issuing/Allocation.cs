namespace Charging.Invoicing.Issuing;

/// <summary>
/// Turns exact line amounts into whole smallest units that add up to the charge. Each line is rounded half away from
/// zero; where their sum is then not the charge, the lines that lost (or won) most by rounding give way by one unit
/// each. A line that needed no rounding never gives way.
/// </summary>
internal static class Allocation
{
    /// <param name="amounts">In the main unit of the charge's currency.</param>
    /// <param name="charge">What the amounts come to, rounded in whatever way the plan says.</param>
    /// <exception cref="InvalidOperationException">The amounts are a whole unit or more from the charge.</exception>
    public static Money[] Over(IReadOnlyList<Rational> amounts, Money charge)
    {
        Rational smallestUnit = new Money(1, charge.Currency).ToDecimal();
        Rational[] exact = [.. amounts.Select(amount => amount / smallestUnit)];
        long[] whole = [.. exact.Select(RoundHalfAwayFromZero)];

        var missing = charge.Minor - whole.Sum();
        if (missing != 0) GiveWay(exact, whole, missing, charge);
        return [.. whole.Select(minor => charge with { Minor = minor })];
    }

    private static void GiveWay(Rational[] exact, long[] whole, long missing, Money charge)
    {
        var sum = exact.Aggregate(Rational.Zero, (total, amount) => total + amount);
        var distance = sum - charge.Minor;
        if (distance <= -1 || distance >= 1)
            throw new InvalidOperationException(
                $"The rating lines come to {sum} smallest units of {charge.Currency}, but the charge is " +
                $"{charge.Minor}: the usage contradicts itself; rate the session again.");

        var step = Math.Sign(missing);
        var givingWay = Enumerable.Range(0, whole.Length)
            .OrderByDescending(i => step * (exact[i] - whole[i]))
            .Take((int)Math.Abs(missing));
        foreach (var i in givingWay.ToList()) whole[i] += step;
    }

    private static long RoundHalfAwayFromZero(Rational value)
    {
        var half = new Rational(1, 2);
        return (long)(value.Sign < 0 ? -(half - value).Floor() : (value + half).Floor());
    }
}
