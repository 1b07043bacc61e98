using Charging.Rating.Pricing;

namespace Charging.Rating.Plans;

/// <summary>Reads the tiers of a quantity: each goes further than the one before, and the last is open.</summary>
internal static class TierReader
{
    private sealed record Draft(PlanKeys Keys, Rational? UpTo, Rational Price, Rational Flat);

    /// <param name="quantity">Has the tiers.</param>
    /// <param name="model">Decides how many there may be; null if it could not be read.</param>
    /// <param name="unit">What the borders and prices are for.</param>
    /// <param name="span">What a flat is due for: a session, or a month.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static IReadOnlyList<Tier> Read(
        PlanKeys quantity, QuantityModel? model, PricedUnit unit, string span, PlanErrors errors)
    {
        var drafts = quantity.Items("tiers", (item, at) => Read(item, at, errors));
        if (drafts.Count == 0)
            quantity.Refuse("tiers", "there is no tier; write one as { price: 0.06 }.");
        else if (model is QuantityModel.PerUnit or QuantityModel.Package)
            RefuseMoreThanOne(quantity, Words.Of(model.Value), drafts);
        else if (model is not null)
            RefuseDisorder(drafts, unit);

        return [.. drafts.Select((draft, i) => ToTier(draft, i > 0 ? drafts[i - 1].UpTo : null, unit, span))];
    }

    private static Draft Read(YamlTree tree, string path, PlanErrors errors)
    {
        var keys = new PlanKeys(tree, path, errors, "upTo", "price", "flat");
        return new Draft(
            keys,
            keys.Has("upTo") ? keys.Required("upTo", PlanValue.UpTo) : null,
            keys.Required("price", PlanValue.Price),
            keys.Optional("flat", PlanValue.Price, 0));
    }

    private static void RefuseMoreThanOne(PlanKeys quantity, string model, IReadOnlyList<Draft> drafts)
    {
        if (drafts.Count > 1)
            quantity.Refuse("tiers", $"there are {drafts.Count} tiers; {model} has one, without upTo.");
        else if (drafts[0].UpTo is not null)
            drafts[0].Keys.Refuse("upTo", $"{model} has one tier, and that is open; leave upTo out.");
    }

    private static void RefuseDisorder(IReadOnlyList<Draft> drafts, PricedUnit unit)
    {
        for (var i = 0; i < drafts.Count - 1; i++)
        {
            var (keys, before) = (drafts[i].Keys, i > 0 ? drafts[i - 1].UpTo : null);
            if (drafts[i].UpTo is not { } upTo)
                keys.Refuse("upTo", "only the last tier is open; write how many units this one goes up to.");
            else if (upTo <= before && upTo.Sign > 0)
                keys.Refuse("upTo", $"{upTo} is not above {before}, where the tier before ends.");
            else if (unit.IsWhole && upTo.Denominator != 1)
                keys.Refuse("upTo", $"{upTo} is not whole and units are; write a whole number, or roundUnits: exact.");
            else if ((upTo * unit.Size).Denominator != 1)
                keys.Refuse("upTo", $"{upTo} of {unit.Size} is not whole, and there is no part of a message or byte.");
        }

        if (drafts[^1].UpTo is not null)
            drafts[^1].Keys.Refuse("upTo", "the last tier is open; leave upTo out, or add a tier after it.");
    }

    private static Tier ToTier(Draft draft, Rational? before, PricedUnit unit, string span)
    {
        var from = before is { } border ? Raw(border, unit) : 0;
        var to = draft.UpTo is { } upTo ? Raw(upTo, unit) : long.MaxValue;
        var description = Words.Of(unit.Service) + RangeOf(before, draft.UpTo, unit.IsWhole);
        return new Tier(
            from, to, unit.At(draft.Price, description), LinePrice.Once($"{description}, flat", span, draft.Flat));
    }

    /// <summary>As people count: the hundredth unit is in <c>1 to 100</c>, the next in <c>101 to 1000</c>.</summary>
    private static string RangeOf(Rational? before, Rational? upTo, bool whole) => (before, upTo) switch
    {
        (null, null) => "",
        ({ } border, null) => $", above {border}",
        _ => $", {before.GetValueOrDefault() + (whole ? 1 : 0)} to {upTo}",
    };

    /// <summary>No quantity is above the largest number there is, so a border beyond it is never crossed.</summary>
    private static long Raw(Rational border, PricedUnit unit) =>
        (long)Int128.Min((border * unit.Size).Floor(), long.MaxValue);
}
