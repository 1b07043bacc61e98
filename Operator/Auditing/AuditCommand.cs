using System.CommandLine;
using System.Globalization;
using Spectre.Console;

namespace Charging.Operator.Auditing;

/// <summary><c>audit list</c>: who changed what by a command.</summary>
internal static class AuditCommand
{
    private const int MostListed = 10_000;

    public static Command Create()
    {
        var who = new Option<string?>("--who") { Description = "Only what this one did." };
        var what = new Option<string?>("--what") { Description = "Only this command: 'plans apply', or all 'plans'." };
        var which = new Option<string?>("--which") { Description = "Only what was done to this one, by its key." };
        var since = new Option<string?>("--since")
        {
            Description = "Only from this day or moment (UTC) on: 2026-01-31, or 2026-01-31T18:00:00Z.",
        };
        var limit = new Option<int>("--limit")
        {
            Description = $"The newest so many, 1 to {MostListed}.",
            DefaultValueFactory = _ => 100,
        };
        limit.Validators.Add(given =>
        {
            if (given.Errors.Any() || given.GetValueOrDefault<int>() is >= 1 and <= MostListed) return;
            given.AddError($"--limit takes a number from 1 to {MostListed}.");
        });
        var list = new Command("list", "Lists what was changed, the newest last.") { who, what, which, since, limit };
        list.SetAction((parsed, stop) => List(
            new DeedFilter(
                parsed.GetValue(who), parsed.GetValue(what), parsed.GetValue(which),
                parsed.GetValue(since) is { } text ? Moment(text) : null, parsed.GetValue(limit)),
            stop));
        return new Command("audit", "Who changed what, when and why.") { list };
    }

    private static async Task<int> List(DeedFilter filter, CancellationToken stop)
    {
        await using var postgres = Settings.OpenPostgres();
        var deeds = await AuditEvents.List(postgres, filter, stop);
        var table = new Table().AddColumns("when (UTC)", "who", "what", "which", "outcome", "before, after", "reason");
        foreach (var deed in deeds)
            table.AddRow(
                Terminal.Cell($"{deed.At:yyyy-MM-dd HH:mm:ss}"), Terminal.Cell(NameOf(deed)), Terminal.Cell(deed.What),
                Terminal.Cell(deed.Which), Terminal.Cell(deed.Outcome), Terminal.Cell(Change(deed)),
                Terminal.Cell(deed.Reason));
        if (deeds.Count > 0) AnsiConsole.Write(table);
        Console.WriteLine(deeds.Count == filter.Limit
            ? $"The newest {deeds.Count} deeds; --limit lists more."
            : $"{deeds.Count} deed(s).");
        return 0;
    }

    /// <summary>With the login at the database.</summary>
    private static string NameOf(RecordedDeed deed) => $"{deed.Who} ({deed.Login})";

    private static string Change(RecordedDeed deed) => (deed.Before, deed.After) switch
    {
        (null, null) => "",
        (null, { } after) => after,
        ({ } before, null) => $"{before} →",
        ({ } before, { } after) => $"{before} → {after}",
    };

    private static DateTime Moment(string text) =>
        DateTime.TryParseExact(
            text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss'Z'"], CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
            ? moment
            : throw new InvalidOperationException(
                $"--since is '{text}'; write a date such as 2026-01-31, or a moment such as 2026-01-31T18:00:00Z.");
}
