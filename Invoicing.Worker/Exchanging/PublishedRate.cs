namespace Charging.Invoicing.Exchanging;

/// <summary>
/// A rate of exchange as it was published. In CZK or whatever the source counts in, so many units of the currency are
/// worth the amount; of the European Central Bank it is the other way round, and one euro is worth the amount of them.
/// </summary>
/// <param name="Source">Who published it.</param>
/// <param name="Base">What the source counts in: CZK, EUR, or as a file says.</param>
/// <param name="Day">For which it holds.</param>
/// <param name="Currency">Of which it is; never the base.</param>
/// <param name="Units">1, 10, 100 and so on.</param>
/// <param name="Amount">Above 0, with the digits that were published.</param>
internal sealed record PublishedRate(
    RateSource Source, string Base, DateOnly Day, string Currency, int Units, decimal Amount)
{
    /// <summary>What one of the currency is worth in the base, exact.</summary>
    public Rational Value => Source == RateSource.Ecb ? (Rational)Units / Amount : (Rational)Amount / Units;

    /// <summary>What may stand once: the same currency of the same source on the same day.</summary>
    public (RateSource, string, DateOnly, string) Key => (Source, Base, Day, Currency);
}
