using System.Globalization;
using Charging.Contracts;

namespace Charging.Rating.Pricing;

/// <summary>Reads one entry of a plan's prices: time by steps, or a quantity by its unit.</summary>
internal static class EntryReader
{
    private static readonly PlanValue<string> Charges = PlanValue.OneOf("leg", "session");

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
        return counted
            ? QuantityReader.Read(keys, service, destinations, errors)
            : ByTime(keys, service, destinations, errors);
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
            Connection = LinePrice.Once("connection", charge, keys.Optional("connectionFee", PlanValue.Price, 0)),
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

    private static string UnitOf(long milliseconds) => milliseconds switch
    {
        1_000 => "s",
        60_000 => "min",
        3_600_000 => "h",
        _ => $"{(milliseconds / 1000).ToString(CultureInfo.InvariantCulture)} s",
    };
}
