namespace Charging.Contracts;

/// <summary>
/// The tax of a document once more, in the currency in which the seller owes it (BT-6, BT-111), and the rate that it
/// was converted by (directive 2006/112/EC, articles 91 and 230).
/// </summary>
public sealed record AccountedTax
{
    /// <summary>
    /// BT-111: the tax of each category and rate as the document says it, times the rate, rounded once to the smallest
    /// unit, half away from zero; and the sum of these.
    /// </summary>
    public required Money Tax { get; init; }

    /// <summary>What one of the document's currency is worth in this one, exact.</summary>
    public required Rational Rate { get; init; }

    /// <summary>The day that the rate was published for; at most 7 days before the day of delivery.</summary>
    public required DateOnly RateDay { get; init; }

    public required RateSource Source { get; init; }
}

/// <summary>Who published a rate of exchange.</summary>
public enum RateSource
{
    /// <summary>The Czech National Bank, in CZK.</summary>
    Cnb,

    /// <summary>The European Central Bank, per EUR.</summary>
    Ecb,

    /// <summary>Somebody else: a file of the seller's own says so.</summary>
    File,
}
