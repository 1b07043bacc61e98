using System.Text.RegularExpressions;

namespace Charging.Invoicing.Exchanging;

/// <summary>
/// A file of published rates: all of them, or everything that is wrong with it. Which of the known forms it has, its
/// first line tells.
/// </summary>
/// <param name="Name">How faults name it.</param>
/// <param name="Source">Who published it.</param>
/// <param name="Rates">Each with its line.</param>
/// <param name="Faults">For people; the rates are none then.</param>
internal sealed partial record RateFile(
    string Name, RateSource Source, IReadOnlyList<(PublishedRate Rate, int Line)> Rates, IReadOnlyList<string> Faults)
{
    private const string Known =
        "the Czech National Bank's daily text ('27 Nov 2026 #229' or '27.11.2026 #229') or its yearly one " +
        "('Date|1 AUD|…'), the European Central Bank's eurofxref in XML or CSV ('Date,USD,…'), or a table of your " +
        $"own ('{RateTable.Header}')";

    /// <summary>Both banks publish by this clock; whatever it says there is no tomorrow's rate yet.</summary>
    private static readonly TimeZoneInfo BanksClock = TimeZoneInfo.FindSystemTimeZoneById("Europe/Prague");

    /// <summary>Somewhere on Earth it is that late: a table of one's own may be from there.</summary>
    private static readonly TimeSpan LatestClock = TimeSpan.FromHours(14);

    /// <param name="name">How faults name the file.</param>
    /// <param name="text">What stands in it.</param>
    /// <param name="now">UTC.</param>
    public static RateFile Read(string name, string text, DateTime now)
    {
        var reading = Read(name, text);
        var today = DateOnly.FromDateTime(reading.Source == RateSource.File
            ? now + LatestClock
            : TimeZoneInfo.ConvertTimeFromUtc(now, BanksClock));
        foreach (var (day, line) in reading.Days.Where(one => one.Key > today))
            reading.Refuse(line, $"{day:yyyy-MM-dd} is in the future; look at it, or at this machine's clock");
        var rates = Once(reading);
        if (rates.Count == 0 && reading.Faults.Count == 0) reading.Refuse(1, "there is no rate in it");
        return new(name, reading.Source, reading.Faults.Count == 0 ? rates : [], reading.Faults);
    }

    /// <summary>
    /// What a bank's list of one day lacks of the list before it, for people: it may have been cut off. Null where it
    /// has all, or is no such list.
    /// </summary>
    /// <param name="last">What the same source published last before.</param>
    public string? CutOff(IReadOnlyList<(DateOnly Day, string Currency)> last)
    {
        if (Source == RateSource.File || Rates.Select(one => one.Rate.Day).Distinct().Count() != 1) return null;
        List<string> missing = [.. last.Select(one => one.Currency).Except(Rates.Select(one => one.Rate.Currency))];
        return missing.Count == 0
            ? null
            : $"{Name} has no {string.Join(", ", missing.Order())}, of which {Words.Of(Source)} published a rate for " +
              $"{last[0].Day:yyyy-MM-dd}: it may be cut off. Take it again; if the bank does not publish that any " +
              "more, import it with --confirm.";
    }

    /// <summary>A day that stands twice says the same both times, or is refused.</summary>
    private static List<(PublishedRate Rate, int Line)> Once(RateReading reading)
    {
        Dictionary<(RateSource, string, DateOnly, string), (PublishedRate Rate, int Line)> first = [];
        foreach (var (rate, line) in reading.Rates)
        {
            if (first.TryAdd(rate.Key, (rate, line)) || first[rate.Key].Rate == rate) continue;
            var at = first[rate.Key].Line;
            reading.Refuse(line, $"{rate.Currency} on {rate.Day:yyyy-MM-dd} is another than on line {at}; keep one");
        }

        return [.. first.Values];
    }

    private static RateReading Read(string name, string text)
    {
        var first = text.Split('\n')[0].Trim();
        if (first.StartsWith('<')) return EcbXml.Read(name, text);
        if (CnbList.IsDaily(first)) return CnbList.ReadDaily(name, text);
        if (CnbList.IsYearly(first)) return CnbList.ReadYearly(name, text);
        if (EcbTable().IsMatch(first)) return EcbCsv.Read(name, text);
        if (first == RateTable.Header) return RateTable.Read(name, text);

        var unknown = new RateReading(name, RateSource.File, "");
        var begin = first.Length > 60 ? $"{first[..60]}…" : first;
        unknown.Refuse(1, $"'{begin}' begins no file of rates that is known: {Known}");
        return unknown;
    }

    [GeneratedRegex(@"^Date, ?[A-Z]{3}")]
    private static partial Regex EcbTable();
}
