using Spectre.Console;

namespace Charging.Rating.Rerating;

/// <summary>What rating again would change, for people: a row per session, and the sums in each currency.</summary>
internal static class ReratingTable
{
    /// <summary>More than that nobody reads; the totals are of all.</summary>
    private const int MostRows = 1_000;

    private const int WidthOfFile = 200;

    /// <param name="changes">Differences and obstacles, in the order in which they are shown.</param>
    public static void Print(IReadOnlyList<RepricedSession> changes)
    {
        // Into a file or a pipe, rows are not folded at the 80 columns of a terminal that is not there.
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = WidthOfFile;

        if (changes.Count > 0) AnsiConsole.Write(TableOf(changes.Take(MostRows)));
        if (changes.Count > MostRows) Console.WriteLine($"… and {changes.Count - MostRows} more.");

        var differences = changes.Where(change => change.Obstacle is null).ToList();
        foreach (var currency in differences.GroupBy(change => change.Before.Currency).OrderBy(group => group.Key))
            Console.WriteLine($"{currency.Count()} session(s) differ in {currency.Key}: {Totals([.. currency])}");
        if (differences.Count == 0) Console.WriteLine("No session differs.");
        if (changes.Count > differences.Count)
            Console.WriteLine($"{changes.Count - differences.Count} session(s) cannot be rated again.");
    }

    private static Table TableOf(IEnumerable<RepricedSession> changes)
    {
        var table = new Table().AddColumns("Session", "Customer");
        foreach (var title in (string[])["Charged", "Now", "Difference"])
            table.AddColumn(new TableColumn(title).RightAligned());
        foreach (var change in changes)
        {
            table.AddRow(
                Terminal.Escape($"{change.Usage.SessionId} of {change.Usage.Source}"),
                Terminal.Escape(change.Usage.CustomerId),
                change.Before.ToString(),
                Terminal.Escape(change.Quote?.Charge.ToString() ?? $"cannot be said: {change.Obstacle}"),
                Signed(change.Difference));
        }

        return table;
    }

    private static string Totals(IReadOnlyList<RepricedSession> changes)
    {
        var zero = Money.Zero(changes[0].Before.Currency);
        var before = changes.Aggregate(zero, (sum, change) => sum + change.Before);
        var now = changes.Aggregate(zero, (sum, change) => sum + change.Quote!.Charge);
        return $"charged {before}, now {now}, difference {Signed(now - before)}";
    }

    private static string Signed(Money? money) =>
        money is { } difference ? (difference.Minor > 0 ? "+" : "") + difference : "";
}
