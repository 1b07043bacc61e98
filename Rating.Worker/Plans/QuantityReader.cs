using Charging.Rating.Pricing;

namespace Charging.Rating.Plans;

/// <summary>How the tiers of a quantity are applied; per unit and by the package there is one tier.</summary>
internal enum QuantityModel
{
    PerUnit,

    /// <summary>A package is one unit large and always whole.</summary>
    Package,

    /// <summary>Each unit at its own tier's price.</summary>
    Graduated,

    /// <summary>All units at the price of the tier that the total reaches.</summary>
    Volume,
}

/// <summary>Reads what a counted quantity costs: its unit, its model and its tiers.</summary>
internal static class QuantityReader
{
    private static readonly PlanValue<string> Spans = PlanValue.OneOf("session", "month");
    private static readonly PlanValue<string> UnitRoundings = PlanValue.OneOf("up", "exact");

    public static QuantityPrice Read(
        PlanKeys entry, Service service, IReadOnlyList<string> destinations, PlanErrors errors)
    {
        var keys = entry.Inner("quantity", "unit", "model", "over", "roundUnits", "tiers");
        var model = keys.Required("model", PlanValue.WordOrNone<QuantityModel>());
        var span = keys.Optional("over", Spans, "session");
        if (span == "month" && model == QuantityModel.Volume)
            keys.Refuse("over", "volume over a month would re-price what has been paid; use session, or graduated.");

        var whole = keys.Optional("roundUnits", UnitRoundings, "up") == "up";
        if (!whole && model == QuantityModel.Package)
            keys.Refuse("roundUnits", "a package is always whole; leave roundUnits out, or use perUnit.");

        var unit = new PricedUnit(service, keys.Optional("unit", PlanValue.Unit, 1), whole);
        return new QuantityPrice
        {
            Service = service,
            Destinations = destinations,
            Unit = unit,
            Tiers = new Tiers(TierReader.Read(keys, model, unit, span, errors)),
            IsVolume = model == QuantityModel.Volume,
            OverMonth = span == "month",
            Covered = unit.At(price: 0, $"{Words.Of(service)}, allowance"),
        };
    }
}
