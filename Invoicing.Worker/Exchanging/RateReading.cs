using System.Globalization;
using System.Text.RegularExpressions;

namespace Charging.Invoicing.Exchanging;

/// <summary>The rates that are found in a file while it is read, and what is wrong with it.</summary>
/// <param name="name">How faults name the file.</param>
/// <param name="source">Who published it.</param>
/// <param name="base">What its amounts are in; of a table of one's own each line says that.</param>
internal sealed partial class RateReading(string name, RateSource source, string @base)
{
    /// <summary>Whoever gets so many faults has another file than he thinks.</summary>
    private const int MostFaults = 20;

    /// <summary>
    /// Quoted in the past, or no money that anybody is billed in (XDR of the Fund): right where they stand, and left
    /// out.
    /// </summary>
    private static readonly HashSet<string> Former =
    [
        "ATS", "BEF", "CYP", "DEM", "EEK", "ESP", "FIM", "FRF", "GRD", "HRK", "IEP", "ITL", "LTL", "LUF", "LVL",
        "MTL", "NLG", "PTE", "ROL", "SIT", "SKK", "TRL", "XDR", "XEU",
    ];

    private readonly List<(PublishedRate Rate, int Line)> rates = [];
    private readonly List<string> faults = [];
    private readonly Dictionary<DateOnly, int> days = [];

    public RateSource Source => source;

    public IReadOnlyList<(PublishedRate Rate, int Line)> Rates => rates;

    public IReadOnlyList<string> Faults => faults;

    /// <summary>The days that it is of, each with the line that says so first.</summary>
    public IReadOnlyDictionary<DateOnly, int> Days => days;

    public void Refuse(int line, string fault)
    {
        if (faults.Count < MostFaults) faults.Add($"{name}, line {line}: {fault}.");
    }

    /// <summary>The lines with their numbers; the last one ends like the others, or the text is cut off.</summary>
    public IEnumerable<(string Text, int Line)> LinesOf(string text, bool mayEndOpen = false)
    {
        var lines = text.Split('\n');
        if (lines[^1].Length > 0 && !mayEndOpen)
            Refuse(lines.Length, "the file ends within this line, so it was cut off; take it again");
        return lines.Select((line, i) => (line.TrimEnd('\r', ' '), i + 1)).Where(line => line.Item1.Length > 0);
    }

    /// <summary>Whether it is a currency; what is none is refused.</summary>
    public bool IsCurrency(int line, string currency)
    {
        var isKnown = Former.Contains(currency) || Currencies.IsKnown(currency);
        if (!isKnown) Refuse(line, $"'{currency}' is not an ISO 4217 currency");
        return isKnown;
    }

    /// <summary>Null where it is refused.</summary>
    public DateOnly? DayOf(int line, string text, params string[] forms)
    {
        var culture = CultureInfo.InvariantCulture;
        if (DateOnly.TryParseExact(text, forms, culture, DateTimeStyles.None, out var day))
        {
            days.TryAdd(day, line);
            return day;
        }

        Refuse(line, $"'{text}' is not a date as it is written there, such as " +
            new DateOnly(2026, 11, 27).ToString(forms[0], culture));
        return null;
    }

    /// <summary>How many units a rate is of: 1, 10, 100 … Null where it is refused.</summary>
    public int? UnitsOf(int line, string text)
    {
        if (PowerOfTen().IsMatch(text)) return int.Parse(text, CultureInfo.InvariantCulture);
        Refuse(line, $"'{text}' is not a number of units, which is 1, 10, 100, 1000 and so on");
        return null;
    }

    /// <summary>Takes a rate, unless something is wrong with it.</summary>
    /// <param name="line">Where it stands.</param>
    /// <param name="day">Of which it is; null where that was refused.</param>
    /// <param name="currency">One that is known.</param>
    /// <param name="units">Of how many units; null where that was refused.</param>
    /// <param name="amount">As it is written, with a point or a comma.</param>
    /// <param name="in">The base, where it is not the source's own.</param>
    public void Add(int line, DateOnly? day, string currency, int? units, string amount, string? @in = null)
    {
        if (AmountOf(line, currency, amount) is not { } exact || day is not { } on || units is not { } of) return;
        if (currency == (@in ?? @base)) Refuse(line, $"{currency} is quoted in itself");
        else if (!Former.Contains(currency)) rates.Add((new(source, @in ?? @base, on, currency, of, exact), line));
    }

    private decimal? AmountOf(int line, string currency, string text)
    {
        if (Number().IsMatch(text))
        {
            var point = text.Replace(',', '.');
            var amount = decimal.Parse(point, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
            if (amount > 0) return amount;
        }

        Refuse(line, $"'{text}' is no rate of {currency}; it is a number above 0 such as 24,235, of at most 12 " +
            "digits before the comma and 10 behind it");
        return null;
    }

    [GeneratedRegex(@"^[0-9]{1,12}([.,][0-9]{1,10})?\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"^10{0,6}\z")]
    private static partial Regex PowerOfTen();
}
