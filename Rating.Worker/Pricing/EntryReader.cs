using System.Globalization;
using Charging.Contracts;

namespace Charging.Rating.Pricing;

/// <summary>Reads one entry of a plan's prices: time by steps, or a quantity by its unit.</summary>
internal static class EntryReader
{
    private static readonly PlanValue<string> Periods = PlanValue.OneOf("session", "month");
    private static readonly PlanValue<string> Models = PlanValue.OneOf("perUnit", "package", "graduated", "volume");
    private static readonly PlanValue<string> UnitRoundings = PlanValue.OneOf("up", "exact");

    public static PriceEntry Read(YamlTree tree, string path, PlanErrors errors)
    {
        var counted = tree is YamlTree.Map map && map.Entries.Any(entry => entry.Key.Value == "quantity");
        var keys = counted
            ? new PlanKeys(tree, path, errors, "service", "destinations", "quantity")
            : new PlanKeys(tree, path, errors, ["service", "destinations", .. TimeReader.Keys]);

        var service = keys.Required("service", PlanValue.Word<Service>());
        if (keys.Has("service") && counted != (service is Service.Message or Service.Data))
        {
            keys.Refuse("service", counted
                ? $"{Words.Of(service)} is priced by time; write steps, or quantity for message and data."
                : $"{Words.Of(service)} is priced by quantity; write quantity, or steps for conference and voice.");
        }

        IReadOnlyList<string> destinations = keys.Items("destinations", PlanValue.Destination);
        if (destinations.Count == 0) destinations = [""];
        return counted
            ? ByQuantity(keys, service, destinations, errors)
            : TimeReader.Read(keys, service, destinations, errors);
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

    private static string UnitOf(Service service, long size) =>
        (service, size) switch
        {
            (Service.Message, 1) => "message",
            (Service.Data, 1) => "byte",
            (Service.Message, _) => $"{size.ToString(CultureInfo.InvariantCulture)} messages",
            _ => $"{size.ToString(CultureInfo.InvariantCulture)} bytes",
        };
}
