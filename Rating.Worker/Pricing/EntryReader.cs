using System.Globalization;
using Charging.Contracts;

namespace Charging.Rating.Pricing;

/// <summary>Reads one entry of a plan's prices: time by steps, or a quantity by its unit.</summary>
internal static class EntryReader
{
    private static readonly PlanValue<string> Charges = PlanValue.OneOf("leg", "session");
    private static readonly PlanValue<string> Periods = PlanValue.OneOf("session", "month");
    private static readonly PlanValue<string> Models = PlanValue.OneOf("perUnit", "package", "graduated", "volume");
    private static readonly PlanValue<string> UnitRoundings = PlanValue.OneOf("up", "exact");

    public static PriceEntry Read(YamlTree tree, string path, PlanErrors errors)
    {
        var counted = tree is YamlTree.Map map && map.Entries.Any(entry => entry.Key.Value == "quantity");
        var keys = counted
            ? new PlanKeys(tree, path, errors, "service", "destinations", "quantity")
            : new PlanKeys(tree, path, errors, "service", "destinations", "charge", "connectionFee", "freeBelow",
                "includedTime", "minimumTime", "steps", "windows");

        var service = keys.Required("service", PlanValue.Word<Service>());
        if (keys.Has("service") && counted != (service is Service.Message or Service.Data))
        {
            keys.Refuse("service", counted
                ? $"{Words.Of(service)} is priced by time; write steps, or quantity for message and data."
                : $"{Words.Of(service)} is priced by quantity; write quantity, or steps for conference and voice.");
        }

        IReadOnlyList<string> destinations = keys.Items("destinations", PlanValue.Destination);
        if (destinations.Count == 0) destinations = [""];
        return counted ? ByQuantity(keys, service, destinations, errors) : ByTime(keys, service, destinations, errors);
    }

    private static TimePrice ByTime(
        PlanKeys keys, Service service, IReadOnlyList<string> destinations, PlanErrors errors)
    {
        if (keys.Has("windows")) keys.Refuse("windows", "windows are not supported yet; leave them out.");

        var charge = keys.Optional("charge", Charges, "leg");
        var steps = keys.Items("steps", (item, at) => Step(item, at, Words.Of(service), errors));
        if (steps.Count == 0)
            keys.Refuse("steps", "there is no step; write one as { from: 0s, price: 0.06, per: 1m, increment: 1s }.");
        else if (steps[0].From != 0)
            keys.Refuse("steps", "the first step must be from 0s.");
        if (steps.Zip(steps.Skip(1)).Any(pair => pair.First.From >= pair.Second.From))
            keys.Refuse("steps", "the steps are out of order; each must be from later than the one before.");

        return new TimePrice
        {
            Service = service,
            Destinations = destinations,
            EachLeg = charge == "leg",
            Connection = Once("connection", charge, keys.Optional("connectionFee", PlanValue.Price, 0)),
            FreeBelow = keys.Optional("freeBelow", PlanValue.Duration, 0),
            Included = keys.Optional("includedTime", PlanValue.Duration, 0),
            Minimum = keys.Optional("minimumTime", PlanValue.Duration, 0),
            Steps = steps,
        };
    }

    private static Step Step(YamlTree tree, string path, string service, PlanErrors errors)
    {
        var keys = new PlanKeys(tree, path, errors, "from", "price", "per", "increment");
        var per = keys.Required("per", PlanValue.PositiveDuration);
        return new Step(
            keys.Required("from", PlanValue.Duration),
            new LinePrice(service, UnitOf(per), keys.Required("price", PlanValue.Price), per),
            keys.Required("increment", PlanValue.PositiveDuration));
    }

    private static QuantityPrice ByQuantity(
        PlanKeys entry, Service service, IReadOnlyList<string> destinations, PlanErrors errors)
    {
        var keys = entry.Inner("quantity", "unit", "model", "over", "roundUnits", "tiers");
        var model = keys.Required("model", Models);
        if (model != "perUnit") keys.Refuse("model", $"{model} is not supported yet; use perUnit.");
        if (keys.Optional("over", Periods, "session") == "month")
            keys.Refuse("over", "counting over a month is not supported yet; use session.");

        var size = keys.Optional("unit", PlanValue.Unit, 1);
        var (price, flat) = model == "perUnit" ? OneTier(keys, errors) : default;
        return new QuantityPrice
        {
            Service = service,
            Destinations = destinations,
            Price = new LinePrice(Words.Of(service), UnitOf(service, size), price, size),
            WholeUnits = keys.Optional("roundUnits", UnitRoundings, "up") == "up",
            Flat = Once($"{Words.Of(service)}, flat", "session", flat),
        };
    }

    private static (Rational Price, Rational Flat) OneTier(PlanKeys keys, PlanErrors errors)
    {
        var tiers = keys.Items("tiers", (item, at) => Tier(item, at, errors));
        if (tiers.Count == 1) return tiers[0];
        keys.Refuse("tiers", $"there are {tiers.Count} tiers; perUnit has one, without upTo.");
        return default;
    }

    private static (Rational Price, Rational Flat) Tier(YamlTree tree, string path, PlanErrors errors)
    {
        var keys = new PlanKeys(tree, path, errors, "upTo", "price", "flat");
        if (keys.Has("upTo")) keys.Refuse("upTo", "perUnit has one tier, and that is open; leave upTo out.");
        return (keys.Required("price", PlanValue.Price), keys.Optional("flat", PlanValue.Price, 0));
    }

    private static LinePrice? Once(string description, string unit, Rational price) =>
        price.Sign == 0 ? null : new LinePrice(description, unit, price, 1);

    private static string UnitOf(long milliseconds) => milliseconds switch
    {
        1_000 => "s",
        60_000 => "min",
        3_600_000 => "h",
        _ => $"{(milliseconds / 1000).ToString(CultureInfo.InvariantCulture)} s",
    };

    private static string UnitOf(Service service, long size) =>
        (service, size) switch
        {
            (Service.Message, 1) => "message",
            (Service.Data, 1) => "byte",
            (Service.Message, _) => $"{size.ToString(CultureInfo.InvariantCulture)} messages",
            _ => $"{size.ToString(CultureInfo.InvariantCulture)} bytes",
        };
}
