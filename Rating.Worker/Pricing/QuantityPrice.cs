using Charging.Contracts;

namespace Charging.Rating.Pricing;

/// <summary>What a counted quantity costs: messages or bytes, by the priced unit, once per session.</summary>
internal sealed class QuantityPrice : PriceEntry
{
    public override bool ChargesEachLeg => false;

    /// <summary>Its unit size is how many messages or bytes make a priced unit.</summary>
    public required LinePrice Price { get; init; }

    /// <summary>A started unit counts whole.</summary>
    public required bool WholeUnits { get; init; }

    /// <summary>Due once per session, for no units too; null when there is none.</summary>
    public required LinePrice? Flat { get; init; }

    public override void Charge(SessionEnded session, Leg? leg, Meter meter)
    {
        if (Flat is not null) meter.Lines.Add(Flat, 1);

        var quantity = (long)session.Quantity.GetValueOrDefault();
        var units = quantity / Price.UnitSize + (quantity % Price.UnitSize > 0 ? 1 : 0);
        if (quantity > 0) meter.Lines.Add(Price, WholeUnits ? units * Price.UnitSize : quantity);
    }
}
