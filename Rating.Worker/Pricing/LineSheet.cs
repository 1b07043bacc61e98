namespace Charging.Rating.Pricing;

/// <summary>
/// A price that lines are made of. <paramref name="UnitSize"/> is how many raw things (milliseconds, bytes, legs) make
/// one unit that the unit price is for.
/// </summary>
internal sealed record LinePrice(string Description, string Unit, Rational UnitPrice, long UnitSize)
{
    /// <summary>What is due once for a leg, a session or a month; null for nothing.</summary>
    public static LinePrice? Once(string description, string unit, Rational price) =>
        price.Sign == 0 ? null : new LinePrice(description, unit, price, 1);
}

/// <summary>Collects what was used at which price, in the order of first use; equal prices share a line.</summary>
internal sealed class LineSheet
{
    private readonly List<(LinePrice Price, long Count)> used = new(4);

    /// <param name="price">The price that was used.</param>
    /// <param name="count">How much of it, in raw things.</param>
    public void Add(LinePrice price, long count)
    {
        var place = PlaceOf(price);
        if (place < 0) used.Add((price, count));
        else used[place] = (price, used[place].Count + count);
    }

    /// <summary>Nearly always it is the very same price; to look whether another equals it takes longer.</summary>
    private int PlaceOf(LinePrice price)
    {
        for (var i = 0; i < used.Count; i++)
            if (ReferenceEquals(used[i].Price, price)) return i;
        for (var i = 0; i < used.Count; i++)
            if (used[i].Price.Equals(price)) return i;
        return -1;
    }

    public RatingLine[] ToLines()
    {
        var lines = new RatingLine[used.Count];
        for (var i = 0; i < lines.Length; i++)
        {
            var (price, count) = used[i];
            var quantity = new Rational(count, price.UnitSize);
            lines[i] = new RatingLine
            {
                Description = price.Description,
                Quantity = quantity,
                Unit = price.Unit,
                UnitPrice = price.UnitPrice,
                Amount = quantity * price.UnitPrice,
            };
        }

        return lines;
    }
}
