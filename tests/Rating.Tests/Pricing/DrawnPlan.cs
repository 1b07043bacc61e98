using CsCheck;

namespace Charging.Rating.Tests.Pricing;

/// <summary>A plan drawn by chance: seconds, minutes of the day, and thousandths of the currency.</summary>
internal sealed record DrawnPlan(
    string Zone, IReadOnlyList<DateOnly> Holidays, int? Fee, int FreeBelow, int Included, int Minimum,
    IReadOnlyList<DrawnStep> Steps, IReadOnlyList<DrawnWindow> Windows, int Allowance)
{
    /// <summary>Around these days a zone changes its offset, or the calendar something.</summary>
    private static readonly DateOnly[] NotableDays =
    [
        new(2011, 12, 30), new(2026, 3, 8), new(2026, 3, 29), new(2026, 4, 5), new(2026, 10, 4), new(2026, 10, 25),
        new(2026, 11, 1), new(2026, 12, 1), new(2027, 1, 1), new(2028, 2, 29),
    ];

    private static readonly string[] Zones =
        ["Europe/Prague", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC"];

    /// <summary>A local day near which holidays and calls are drawn.</summary>
    public static Gen<DateOnly> Days =>
        from day in Gen.Int[0, NotableDays.Length - 1]
        from off in Gen.Int[-1, 1]
        select NotableDays[day].AddDays(off);

    public static Gen<DrawnPlan> Any =>
        from zone in Gen.Int[0, Zones.Length - 1]
        from holidays in Days.HashSet[0, 6]
        from fee in Gen.Int[0, 500]
        from times in Gen.Int[0, 40].Array[3]
        from steps in DrawnStep.Lists
        from windows in DrawnWindow.Any.Array[0, 4]
        from allowance in Gen.OneOf(Gen.Const(0), Gen.Int[1, 2000])
        select new DrawnPlan(
            Zones[zone], [.. holidays], fee, times[0], times[1], times[2], steps, windows, allowance);

    public PricePlan Plan() => Sample.WithAllowance(
        $"{{ service: voice, freeBelow: {FreeBelow}s, includedTime: {Included}s, minimumTime: {Minimum}s, " +
        $"{DrawnStep.Yaml(Fee, Steps)}, windows: [ {string.Join(", ", Windows.Select(window => window.Yaml))} ] }}",
        new Allowance(Service.Voice, Period.Month, Allowance * 1000L),
        new LocalCalendar(TimeZoneInfo.FindSystemTimeZoneById(Zone), Holidays));
}

internal sealed record DrawnStep(int From, int Price, int Per, int Increment)
{
    private static readonly int[] Pers = [1, 6, 7, 60];

    /// <summary>Short ones, to meet many borders of steps; and long ones, to meet many of windows.</summary>
    private static readonly Gen<int> Increments = Gen.OneOf(Gen.Int[1, 90], Gen.Int[1, 5000]);

    public static Gen<IReadOnlyList<DrawnStep>> Lists =>
        from froms in Gen.Int[1, 400].HashSet[0, 4]
        from steps in Gen.Select(Gen.Int[0, 2000], Gen.Int[0, 3], Increments).Array[froms.Count + 1]
        select (IReadOnlyList<DrawnStep>)
            [.. froms.Order().Prepend(0).Zip(steps, (at, step) =>
                new DrawnStep(at, step.Item1, Pers[step.Item2], step.Item3))];

    /// <summary>As keys of an entry or of a window; what is null is left out.</summary>
    public static string Yaml(int? fee, IReadOnlyList<DrawnStep>? steps) => string.Join(", ",
        (string[])[
            .. fee is null ? [] : (string[])[$"connectionFee: {fee / 1000m}"],
            .. steps is null ? [] : (string[])[$"steps: [ {string.Join(", ", steps.Select(step => step.Text))} ]"],
        ]);

    private string Text => $"{{ from: {From}s, price: {Price / 1000m}, per: {Per}s, increment: {Increment}s }}";
}

internal sealed record DrawnWindow(
    IReadOnlyCollection<DayOfWeek> Days, int From, int To, string Holidays, int Priority, int? Fee,
    IReadOnlyList<DrawnStep>? Steps)
{
    private static readonly string[] Rules = ["include", "exclude", "also", "only"];

    /// <summary>Half of them around the hours at which zones change.</summary>
    private static readonly Gen<int> Minutes = Gen.OneOf(Gen.Int[0, 1439], Gen.Int[0, 12].Select(i => i * 15));

    public static Gen<DrawnWindow> Any =>
        from days in Gen.Int[0, 6].HashSet[1, 7]
        from times in Minutes.Array[2]
        where times[0] != times[1]
        from rule in Gen.Int[0, 3]
        from priority in Gen.Int[-1, 1]
        from fee in Gen.Int[0, 500].Nullable(0.5)
        from steps in DrawnStep.Lists
        from own in Gen.Int[0, 3]
        select new DrawnWindow(
            [.. days.Select(day => (DayOfWeek)day)], times[0], times[1], Rules[rule], priority, fee,
            own == 0 ? null : steps);

    public string Yaml
    {
        get
        {
            var days = string.Join(", ", Days.Select(day => $"{day}"[..3].ToLowerInvariant()));
            var more = DrawnStep.Yaml(Fee, Steps);
            return $"{{ name: w, days: [ {days} ], from: '{Clock(From)}', to: '{Clock(To)}', holidays: {Holidays}, " +
                $"priority: {Priority}{(more.Length == 0 ? "" : ", " + more)} }}";
        }
    }

    private static string Clock(int minutes) => $"{minutes / 60:00}:{minutes % 60:00}";
}
