namespace Charging.Invoicing.Exchanging;

/// <summary>
/// The reference rates of the European Central Bank in its CSV, of one day or of many: a column for each currency, N/A
/// where there is no rate, and a comma at the end of each line.
/// </summary>
internal static class EcbCsv
{
    private const string Base = "EUR";
    private const string NoRate = "N/A";

    private static readonly string[] Days = ["yyyy-MM-dd", "d MMMM yyyy"];

    public static RateReading Read(string name, string text)
    {
        var reading = new RateReading(name, RateSource.Ecb, Base);
        // The comma at its end says of a line that it is whole.
        var lines = reading.LinesOf(text, mayEndOpen: text.TrimEnd().EndsWith(',')).ToList();
        var columns = CellsOf(lines[0].Text);
        foreach (var currency in columns.Skip(1).CountBy(column => column))
        {
            if (currency.Key.Length == 0) continue;
            reading.IsCurrency(1, currency.Key);
            if (currency.Value > 1) reading.Refuse(1, $"{currency.Key} stands in it twice");
        }

        foreach (var (row, line) in lines.Skip(1))
        {
            var cells = CellsOf(row);
            var day = reading.DayOf(line, cells[0], Days);
            if (cells.Length != columns.Length)
            {
                reading.Refuse(line, $"it has {cells.Length} columns, not {columns.Length} as its titles");
                continue;
            }

            foreach (var (currency, amount) in columns.Zip(cells).Skip(1))
            {
                if (amount == NoRate || (currency.Length == 0 && amount.Length == 0)) continue;
                if (currency.Length > 0) reading.Add(line, day, currency, 1, amount);
                else reading.Refuse(line, $"'{amount}' stands in a column that has no title");
            }
        }

        return reading;
    }

    private static string[] CellsOf(string line) => line.Split(',', StringSplitOptions.TrimEntries);
}
