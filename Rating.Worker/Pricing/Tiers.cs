namespace Charging.Rating.Pricing;

/// <summary>
/// Prices by how much it comes to. Each tier goes on where the one before ends; the first begins at 0, the last is
/// open. All quantities are raw messages or bytes.
/// </summary>
internal sealed class Tiers(IReadOnlyList<Tier> all)
{
    /// <summary>Each part at its own tier's price; none at all still enters the first tier.</summary>
    public IEnumerable<(LinePrice Price, long Count)> Graduated(long quantity) => all.SelectMany(tier =>
        tier.Lines(entered: tier.From == 0 || tier.From < quantity, Math.Min(quantity, tier.To) - tier.From));

    /// <summary>All of it at the price of the tier that it reaches; none at all reaches the first.</summary>
    public IEnumerable<(LinePrice Price, long Count)> Volume(long quantity) =>
        all.First(tier => quantity <= tier.To).Lines(entered: true, quantity);

    /// <summary>
    /// What a running total adds by going on, each part at its own tier's price. A total of 0 has entered no tier, so
    /// that the ways from 0 to a, and from a to b, add up to the way from 0 to b.
    /// </summary>
    public IEnumerable<(LinePrice Price, long Count)> Between(long before, long after) => all.SelectMany(tier =>
        tier.Lines(
            entered: before <= tier.From && tier.From < after,
            Math.Min(after, tier.To) - Math.Max(before, tier.From)));
}

/// <summary>What is above <paramref name="From"/> costs this, up to and with <paramref name="To"/>.</summary>
/// <param name="From">0 in the first tier.</param>
/// <param name="To">The largest number there is in the last tier.</param>
/// <param name="Price">Of a unit.</param>
/// <param name="Flat">Due once, for entering the tier; null when there is none.</param>
internal sealed record Tier(long From, long To, LinePrice Price, LinePrice? Flat)
{
    /// <param name="entered">Whether the flat is due.</param>
    /// <param name="count">How much of it lies in this tier; below 0 for a tier that is not reached.</param>
    public IEnumerable<(LinePrice Price, long Count)> Lines(bool entered, long count)
    {
        if (entered && Flat is not null) yield return (Flat, 1);
        if (count > 0) yield return (Price, count);
    }
}
