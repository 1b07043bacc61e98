using Charging.Rating.Pricing;

namespace Charging.Rating.Plans;

/// <summary>Reads what is free in each period: for a service one quantity of what it is counted in.</summary>
internal static class AllowanceReader
{
    private static readonly string[] Quantities = ["minutes", "messages", "bytes"];

    /// <param name="plan">Has the allowances, or none.</param>
    /// <param name="entries">The plan's prices, which may count by the month themselves.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static IReadOnlyList<Allowance> Read(
        PlanKeys plan, IReadOnlyList<PriceEntry> entries, PlanErrors errors)
    {
        var lines = new Dictionary<Service, int>();
        return plan.Items("allowances", (item, at) => Read(item, at));

        Allowance Read(YamlTree tree, string path)
        {
            var keys = new PlanKeys(tree, path, errors, ["service", .. Quantities, "every"]);
            var every = keys.Required("every", PlanValue.Word<Period>());
            if (keys.Required("service", PlanValue.WordOrNone<Service>()) is not { } service)
                return new Allowance(default, every, 0);

            var name = Words.Of(service);
            if (!lines.TryAdd(service, keys.LineOf("service")))
                keys.Refuse("service", $"{name} has an allowance on line {lines[service]} already; it may have one.");
            if (entries.Any(entry => entry.Service == service && entry.CountsByMonth))
                keys.Refuse("service", $"{name} has tiers over a month, which count the same; leave one of them out.");
            return new Allowance(service, every, QuantityOf(keys, service));
        }
    }

    /// <summary>In milliseconds, messages or bytes.</summary>
    private static long QuantityOf(PlanKeys keys, Service service)
    {
        var fitting = service switch { Service.Message => "messages", Service.Data => "bytes", _ => "minutes" };
        foreach (var other in Quantities.Where(quantity => quantity != fitting && keys.Has(quantity)))
            keys.Refuse(other, $"{Words.Of(service)} is counted in {fitting}; leave {other} out.");

        return fitting == "minutes"
            ? keys.Required(fitting, PlanValue.Minutes) * 60_000
            : keys.Required(fitting, PlanValue.Quantity);
    }
}
