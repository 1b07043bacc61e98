namespace Charging.Invoicing.Exchanging;

/// <summary>
/// Rates of anybody else, in a table that a person or a script writes: so many units of a currency are worth so much in
/// another, which is the tax currency of the sellers that use it.
/// </summary>
internal static class RateTable
{
    public const string Header = "date,units,currency,rate,in";

    public static RateReading Read(string name, string text)
    {
        var reading = new RateReading(name, RateSource.File, "");
        HashSet<(string, string, string)> seen = [];
        foreach (var (row, line) in reading.LinesOf(text).Skip(1))
        {
            var cells = row.Split(',', StringSplitOptions.TrimEntries);
            if (cells is not [var date, var units, var currency, var amount, var into])
                reading.Refuse(line, $"it has {cells.Length} columns, not 5");
            else if (!reading.IsCurrency(line, currency) || !reading.IsCurrency(line, into)) continue;
            else if (!seen.Add((date, currency, into)))
                reading.Refuse(line, $"{currency} stands in it twice on {date}");
            else
                Add(reading, line, (date, units, currency, amount, into));
        }

        return reading;
    }

    private static void Add(
        RateReading reading, int line, (string Date, string Units, string Currency, string Amount, string In) row)
    {
        var (day, units) = (reading.DayOf(line, row.Date, "yyyy-MM-dd"), reading.UnitsOf(line, row.Units));
        reading.Add(line, day, row.Currency, units, row.Amount, row.In);
    }
}
