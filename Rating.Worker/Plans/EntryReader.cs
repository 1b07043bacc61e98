using Charging.Rating.Pricing;

namespace Charging.Rating.Plans;

/// <summary>Reads one entry of a plan's prices: time by steps, or a quantity by its unit.</summary>
internal static class EntryReader
{
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
            ? QuantityReader.Read(keys, service, destinations, errors)
            : TimeReader.Read(keys, service, destinations, errors);
    }
}
