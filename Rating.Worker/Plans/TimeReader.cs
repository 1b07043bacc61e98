using System.Collections.Immutable;
using System.Globalization;
using Charging.Rating.Pricing;

namespace Charging.Rating.Plans;

/// <summary>Reads an entry by time: the rules for a leg, the steps and the windows.</summary>
internal static class TimeReader
{
    private static readonly PlanValue<string> Charges = PlanValue.OneOf("leg", "session");

    public static readonly IReadOnlyList<string> Keys =
        ["charge", "connectionFee", "freeBelow", "includedTime", "minimumTime", "steps", "windows"];

    public static TimePrice Read(
        PlanKeys keys, Service service, IReadOnlyList<string> destinations, PlanErrors errors)
    {
        var word = Words.Of(service);
        var charge = keys.Optional("charge", Charges, "leg");
        var own = Window.Always(Fee(keys, "connection", charge), Steps(keys, word, errors));
        var windows = keys.Items("windows", (item, at) => WindowReader.Read(item, at, own, word, charge, errors));
        return new TimePrice
        {
            Service = service,
            Destinations = destinations,
            EachLeg = charge == "leg",
            FreeBelow = keys.Optional("freeBelow", PlanValue.Duration, 0),
            Included = keys.Optional("includedTime", PlanValue.Duration, 0),
            Minimum = keys.Optional("minimumTime", PlanValue.Duration, 0),
            Timetable = new Timetable(own, windows),
            Allowed = new LinePrice($"{word}, allowance", "min", 0, TimeSpan.MillisecondsPerMinute),
        };
    }

    /// <summary>Null for a fee of nothing, which makes no line.</summary>
    public static LinePrice? Fee(PlanKeys keys, string description, string charge)
    {
        var price = keys.Optional("connectionFee", PlanValue.Price, 0);
        return price.Sign == 0 ? null : new LinePrice(description, charge, price, 1);
    }

    public static ImmutableArray<Step> Steps(PlanKeys keys, string description, PlanErrors errors)
    {
        var steps = keys.Items("steps", (item, at) => Step(item, at, description, errors));
        if (steps.Count == 0)
            keys.Refuse("steps", "there is no step; write one as { from: 0s, price: 0.06, per: 1m, increment: 1s }.");
        else if (steps[0].From != 0)
            keys.Refuse("steps", "the first step must be from 0s.");
        if (steps.Zip(steps.Skip(1)).Any(pair => pair.First.From >= pair.Second.From))
            keys.Refuse("steps", "the steps are out of order; each must be from later than the one before.");
        return [.. steps];
    }

    private static Step Step(YamlTree tree, string path, string description, PlanErrors errors)
    {
        var keys = new PlanKeys(tree, path, errors, "from", "price", "per", "increment");
        var per = keys.Required("per", PlanValue.PositiveDuration);
        return new Step(
            keys.Required("from", PlanValue.Duration),
            new LinePrice(description, UnitOf(per), keys.Required("price", PlanValue.Price), per),
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
