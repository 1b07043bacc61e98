using System.Text.RegularExpressions;

namespace Charging.Invoicing.Exchanging;

/// <summary>
/// The rates of the Czech National Bank in the text that it publishes, in Czech or English: a list of one day, or a
/// table of a year with a line for each day.
/// </summary>
internal static partial class CnbList
{
    private const string Base = "CZK";

    private static readonly string[] Titles = ["země|měna|množství|kód|kurz", "Country|Currency|Amount|Code|Rate"];

    private static readonly string[] Days = ["d.M.yyyy", "d MMM yyyy"];

    public static bool IsDaily(string first) => Headline().IsMatch(first);

    public static bool IsYearly(string first) => YearlyTitle().IsMatch(first);

    public static RateReading ReadDaily(string name, string text)
    {
        var reading = new RateReading(name, RateSource.Cnb, Base);
        var lines = reading.LinesOf(text).ToList();
        var day = reading.DayOf(1, Headline().Match(lines[0].Text).Groups["day"].Value, Days);
        if (lines.Count < 2 || !Titles.Contains(lines[1].Text, StringComparer.OrdinalIgnoreCase))
        {
            reading.Refuse(2, $"its columns are not '{Titles[0]}' or '{Titles[1]}'");
            return reading;
        }

        HashSet<string> seen = [];
        foreach (var (row, line) in lines.Skip(2))
        {
            if (row.Split('|') is not [_, _, var units, var currency, var amount])
                reading.Refuse(line, $"it has {row.Split('|').Length} columns, not 5");
            else if (!reading.IsCurrency(line, currency)) continue;
            else if (!seen.Add(currency)) reading.Refuse(line, $"{currency} stands in it twice");
            else reading.Add(line, day, currency, reading.UnitsOf(line, units), amount);
        }

        return reading;
    }

    /// <summary>Where the bank begins or ends to quote a currency in the year, the titles stand once more.</summary>
    public static RateReading ReadYearly(string name, string text)
    {
        var reading = new RateReading(name, RateSource.Cnb, Base);
        List<(int? Units, string Currency)> columns = [];
        foreach (var (row, line) in reading.LinesOf(text))
        {
            if (IsYearly(row))
            {
                columns = ColumnsOf(reading, row, line);
                continue;
            }

            var cells = row.Split('|');
            var day = reading.DayOf(line, cells[0], Days);
            if (cells.Length != columns.Count + 1)
            {
                reading.Refuse(line, $"it has {cells.Length} columns, not {columns.Count + 1} as its titles");
                continue;
            }

            foreach (var ((units, currency), amount) in columns.Zip(cells.Skip(1)))
                reading.Add(line, day, currency, units, amount);
        }

        return reading;
    }

    private static List<(int? Units, string Currency)> ColumnsOf(RateReading reading, string titles, int line)
    {
        List<(int? Units, string Currency)> columns = [];
        foreach (var title in titles.Split('|').Skip(1))
        {
            var parts = title.Split(' ');
            if (parts.Length != 2) reading.Refuse(line, $"'{title}' is no title such as '100 JPY'");
            else if (reading.IsCurrency(line, parts[1]) && columns.Exists(column => column.Currency == parts[1]))
                reading.Refuse(line, $"{parts[1]} stands in it twice");
            columns.Add(parts.Length == 2 ? (reading.UnitsOf(line, parts[0]), parts[1]) : (null, ""));
        }

        return columns;
    }

    [GeneratedRegex(@"^(?<day>\d{1,2}( \w{3} |\.\d{1,2}\.)\d{4}) #\d{1,3}\z")]
    private static partial Regex Headline();

    [GeneratedRegex(@"^(Datum|Date)\|\d")]
    private static partial Regex YearlyTitle();
}
