using System.Globalization;

namespace Charging.TestBed;

/// <summary>What programs for accounts make of a ledger that was exported for them, by account and currency.</summary>
public static class Accountant
{
    public static async Task<IReadOnlyDictionary<(string Account, string Currency), decimal>> ByHledger(string journal)
    {
        var text = await Asked(
            await Tool.Find("hledger"), "-f", journal, "balance", "--flat", "--no-total", "--empty", "-O", "csv",
            "--layout=bare");
        return Sums(text, row => (row[0], row[1], row[2]));
    }

    public static async Task<IReadOnlyDictionary<(string Account, string Currency), decimal>> ByBeancount(string ledger)
    {
        var text = await Asked(
            await Tool.Find("beancount"), "-f", "csv", ledger,
            "select account, currency, sum(number) group by account, currency");
        return Sums(text, row => (row[0], row[1], row[2]));
    }

    private static async Task<string> Asked(string program, params string[] arguments)
    {
        var (code, text, complaint) = await Tool.Run(program, arguments);
        return code == 0 && complaint.Length == 0
            ? text
            : throw new InvalidOperationException($"{program} ended with {code}: {complaint}{text}");
    }

    /// <summary>The first row has names; no account of a test has a comma in its own.</summary>
    private static Dictionary<(string Account, string Currency), decimal> Sums(
        string csv, Func<string[], (string Account, string Currency, string Amount)> read) => csv
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => read([.. line.Split(',').Select(field => field.Trim().Trim('"'))]))
            .ToDictionary(
                row => (row.Account, row.Currency),
                row => decimal.Parse(row.Amount, NumberStyles.Number, CultureInfo.InvariantCulture));
}
