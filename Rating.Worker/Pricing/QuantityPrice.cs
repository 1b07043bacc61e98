namespace Charging.Rating.Pricing;

/// <summary>
/// What a counted quantity costs: messages or bytes, by the priced unit, once per session. Over a month the session
/// costs what it adds to the month's price.
/// </summary>
internal sealed class QuantityPrice : PriceEntry
{
    public override bool ChargesEachLeg => false;

    public override bool CountsByMonth => OverMonth;

    public required PricedUnit Unit { get; init; }

    public required Tiers Tiers { get; init; }

    /// <summary>All at the price of the tier that the total reaches, instead of each part at its own tier's.</summary>
    public required bool IsVolume { get; init; }

    /// <summary>The tiers count the customer's month, and not each session.</summary>
    public required bool OverMonth { get; init; }

    /// <summary>The line that tells what an allowance covered, at no price.</summary>
    public required LinePrice Covered { get; init; }

    public override void Charge(SessionEnded session, Leg? leg, Meter meter)
    {
        var quantity = (long)session.Quantity.GetValueOrDefault();
        foreach (var (price, count) in OverMonth ? InMonth(quantity, meter) : Alone(quantity, meter))
            meter.Lines.Add(price, count);
    }

    private IEnumerable<(LinePrice Price, long Count)> InMonth(long quantity, Meter meter)
    {
        meter.Count(quantity);
        return Tiers.Between(Unit.Charged(meter.Used), Unit.Charged(meter.Used + quantity));
    }

    /// <summary>The allowance comes off before units are rounded.</summary>
    private IEnumerable<(LinePrice Price, long Count)> Alone(long quantity, Meter meter)
    {
        var free = Math.Min(quantity, meter.Free);
        if (free > 0) meter.Lines.Add(Covered, free);
        meter.Count(free);

        var charged = Unit.Charged(quantity - free);
        return IsVolume ? Tiers.Volume(charged) : Tiers.Graduated(charged);
    }
}
