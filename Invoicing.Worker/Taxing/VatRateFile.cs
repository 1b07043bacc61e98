using System.Globalization;
using System.Text.RegularExpressions;
using Charging.Invoicing.Selling;

namespace Charging.Invoicing.Taxing;

/// <summary>Rates of VAT in YAML, one entry a country: all of them, or everything that is wrong.</summary>
internal sealed partial record VatRateFile(IReadOnlyList<VatRate> Rates, IReadOnlyList<string> Faults)
{
    private static readonly string[] Kinds = [.. Words.All<VatRateKind>()];

    /// <param name="name">How faults name the file.</param>
    /// <param name="text">What stands in it.</param>
    public static VatRateFile Read(string name, string text)
    {
        List<string> faults = [];
        var entries = YamlFields.Entries(name, text, "country", faults, ["country", .. Kinds]);
        List<VatRate> rates = [.. entries.SelectMany(Country)];

        if (entries.Count == 0 && faults.Count == 0) faults.Add($"{name} has no entry; write at least one.");
        faults.AddRange(rates.GroupBy(rate => (rate.Country, rate.Kind)).Where(Overlap).Select(both =>
            $"{name}: {both.Key.Country} has two {Words.Of(both.Key.Kind)} rates on the same day; write each country " +
            "once, and each rate of a kind with another first day."));
        return new(rates, faults);
    }

    private static IEnumerable<VatRate> Country(YamlFields fields)
    {
        var country = fields.Text("country", text => Code().IsMatch(text)
            ? null
            : $"'{text}' is not two capital letters (ISO 3166-1)");
        if (!fields.Has("standard")) fields.Refuse("standard", "missing");
        return Kinds.SelectMany(kind => Periods(fields, country, Words.Read<VatRateKind>(kind)));
    }

    /// <summary>A rate ends the day before the next of its kind begins, unless it says when.</summary>
    private static IEnumerable<VatRate> Periods(YamlFields fields, string country, VatRateKind kind)
    {
        var given = fields.Each(Words.Of(kind), "from", "percent", "until")
            .Select(period => Period(period, country, kind))
            .OrderBy(rate => rate.From).ToList();
        return given.Select((rate, i) => rate with
        {
            Until = rate.Until ?? (i + 1 < given.Count && given[i + 1].From > rate.From
                ? given[i + 1].From.AddDays(-1)
                : null),
        });
    }

    private static VatRate Period(YamlFields period, string country, VatRateKind kind)
    {
        var from = Day(period, "from");
        DateOnly? until = period.Has("until") ? Day(period, "until") : null;
        if (until < from) period.Refuse("until", "before the first day");
        return new(country, kind, Percent(period), from, until);
    }

    private static decimal Percent(YamlFields period)
    {
        if (!period.Has("percent")) period.Refuse("percent", "missing");
        return period.Value<decimal>("percent", "a rate above 0 and up to 100, such as 25.5", TryPercent, 1);
    }

    private static DateOnly Day(YamlFields period, string field)
    {
        if (!period.Has(field)) period.Refuse(field, "missing");
        return period.Value<DateOnly>(field, "a date, such as 2026-01-31", TryDay, default);
    }

    private static bool Overlap(IEnumerable<VatRate> rates)
    {
        var byDay = rates.OrderBy(rate => rate.From).ToList();
        return byDay.Zip(byDay.Skip(1)).Any(pair => pair.First.IsOn(pair.Second.From));
    }

    private static bool TryPercent(string text, out decimal percent) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out percent)
        && percent is > 0 and <= 100;

    private static bool TryDay(string text, out DateOnly day) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day);

    [GeneratedRegex(@"^[A-Z]{2}\z")]
    private static partial Regex Code();
}
