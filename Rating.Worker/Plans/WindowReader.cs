using Charging.Rating.Pricing;

namespace Charging.Rating.Plans;

/// <summary>Reads one window of an entry by time.</summary>
internal static class WindowReader
{
    private static readonly PlanValue<string> Days = PlanValue.OneOf("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    /// <param name="tree">Should be a mapping.</param>
    /// <param name="path">Where it stands, such as <c>prices[0].windows[0]</c>.</param>
    /// <param name="own">The entry's own prices, for what the window leaves out.</param>
    /// <param name="service">As its lines name it.</param>
    /// <param name="charge">What a connection fee is due for: leg or session.</param>
    /// <param name="errors">Takes what is wrong.</param>
    public static Window Read(
        YamlTree tree, string path, Window own, string service, string charge, PlanErrors errors)
    {
        var keys = new PlanKeys(tree, path, errors,
            "name", "days", "from", "to", "holidays", "priority", "connectionFee", "steps");
        var name = keys.Required("name", PlanValue.Name);
        var from = keys.Optional("from", PlanValue.From, 0);
        var to = keys.Optional("to", PlanValue.To, Window.MinutesPerDay);
        if (from == to)
        {
            keys.Refuse(keys.Has("to") ? "to" : "from",
                "from and to are the same time; leave both out for the whole day.");
        }

        return new Window(
            name,
            DaysOf(keys),
            from,
            to > from ? to : to + Window.MinutesPerDay,
            keys.Optional("holidays", PlanValue.Word<HolidayRule>(), HolidayRule.Include),
            keys.Optional("priority", PlanValue.Priority, 0),
            keys.Has("connectionFee") ? TimeReader.Fee(keys, $"connection, {name}", charge) : own.Connection,
            keys.Has("steps") ? TimeReader.Steps(keys, $"{service}, {name}", errors) : own.Steps);
    }

    private static Weekdays DaysOf(PlanKeys keys)
    {
        if (!keys.Has("days")) return Weekdays.All;

        var days = keys.Items("days", Days);
        if (days.Count == 0)
            keys.Refuse("days", "there is no day; write some as [mon, tue], or leave days out for all.");
        return days.Select(day => Enum.Parse<Weekdays>(day, ignoreCase: true))
            .Aggregate(Weekdays.None, (all, day) => all | day);
    }
}
