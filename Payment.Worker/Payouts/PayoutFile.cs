using System.Globalization;
using System.Text.Json;

namespace Charging.Payments.Payouts;

/// <summary>
/// A file of payouts: one JSON object a line; or, where its name ends in .csv, a first row that names the columns and a
/// payout in each other row, its references with blanks between. Empty lines are allowed.
/// </summary>
internal static class PayoutFile
{
    private static readonly string[] Columns = ["payoutId", "date", "currency", "gross", "fee", "net", "references"];

    /// <summary>Each with the line it stands in; a line that is no payout says so.</summary>
    /// <exception cref="InvalidOperationException">The first row of a .csv does not name the columns.</exception>
    public static async Task<IReadOnlyList<GivenPayout>> Read(
        string path, CancellationToken cancellationToken)
    {
        var isCsv = Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase);
        List<GivenPayout> payouts = [];
        string[]? header = null;
        var number = 0;
        using var lines = new StringReader(await GivenFile.ReadText(path, cancellationToken));
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            var place = $"{path}, line {number}";
            if (isCsv && header is null) header = Header(place, line);
            else payouts.Add(Parse(place, header, line));
        }

        return payouts;
    }

    private static GivenPayout Parse(string place, string[]? header, string line)
    {
        try
        {
            return new(place, header is null
                ? JsonSerializer.Deserialize<Payout>(line, Wire.Json) ?? throw new FormatException("It is null.")
                : Row(header, line.Split(',')));
        }
        catch (Exception wrong) when (wrong is JsonException or FormatException or OverflowException)
        {
            return new(place, null, $"it is no payout: {wrong.Message}");
        }
    }

    private static string[] Header(string place, string line)
    {
        string[] header = [.. line.Split(',').Select(name => name.Trim())];
        return Columns.All(header.Contains) && header.Distinct().Count() == header.Length
            ? header
            : throw new InvalidOperationException(
                $"{place} must name each of the columns {string.Join(',', Columns)} once, and may name returned.");
    }

    private static Payout Row(string[] header, string[] fields)
    {
        if (fields.Length != header.Length)
            throw new FormatException($"It has {fields.Length} fields, and there are {header.Length} columns.");
        var row = header.Zip(fields).ToDictionary(field => field.First, field => field.Second.Trim());
        return new Payout
        {
            PayoutId = row["payoutId"],
            Date = DateOnly.ParseExact(row["date"], "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Currency = row["currency"],
            Gross = Minor(row["gross"]),
            Fee = Minor(row["fee"]),
            Returned = row.TryGetValue("returned", out var returned) ? Minor(returned) : 0,
            Net = Minor(row["net"]),
            References = row["references"].Split(' ', StringSplitOptions.RemoveEmptyEntries),
        };
    }

    private static long Minor(string text) =>
        long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
