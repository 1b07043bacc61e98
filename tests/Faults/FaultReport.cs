using System.Diagnostics;
using Charging.TestBed;
using Spectre.Console;

namespace Charging.Faults;

/// <summary>A run with its progress, its table and its verdict on the terminal.</summary>
internal static class FaultReport
{
    private const int MostDifferences = 50;

    private static readonly string[] Ends = ["Captured", "Reversed", "Abandoned", "NeedsReview"];

    /// <summary>0 when nothing differs, 1 otherwise; then the logs are kept.</summary>
    public static async Task<int> Run(FaultOptions options)
    {
        // Into a file or a pipe, the table is not folded at the 80 columns of a terminal that is not there.
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 160;

        var watch = Stopwatch.StartNew();
        Say($"{options.Invoices} invoices, {options.Instances} of each worker, seed {options.Seed}");
        await using var chain = await Chain.Start(options.Chain);
        var judged = false;
        try
        {
            var run = new FaultRun(chain, options, text => Say($"{watch.Elapsed:mm\\:ss}  {text}"));
            var differences = await run.Run();
            AnsiConsole.Write(TableOf(await Payment.Read(chain.Database)));
            Say($"Killed: {string.Join(", ", run.Kills.OrderBy(kill => kill.Key).Select(x => $"{x.Key} {x.Value}"))}.");
            Say($"{run.Ahead.TotalDays:0.0} days passed in {watch.Elapsed:mm\\:ss}; seed {options.Seed}.");
            foreach (var difference in differences.Take(MostDifferences)) Say(difference, "red");
            if (differences.Count > 0) Say($"{differences.Count} differences.", "red");
            else Say("Nothing was drawn twice, and the gateway's ledger, our books and the receipts agree.", "green");
            judged = differences.Count == 0;
        }
        finally
        {
            if (!judged) KeepLogs(chain);
        }

        return judged ? 0 : 1;
    }

    private static Table TableOf(IReadOnlyList<Payment> payments)
    {
        var table = new Table();
        table.AddColumns(["methods", "invoices", .. Ends, "other"]);
        foreach (var number in table.Columns.Skip(1)) number.RightAligned();
        foreach (var behaviour in Behaviour.All)
        {
            var own = payments.Where(payment => payment.Behaviour == behaviour).ToList();
            var counts = Ends.Select(end => own.Count(payment => payment.State == end)).ToList();
            table.AddRow(
            [
                behaviour.Methods.Length == 0 ? "(none)" : behaviour.Tokens,
                $"{own.Count}", .. counts.Select(count => $"{count}"), $"{own.Count - counts.Sum()}",
            ]);
        }

        var all = Ends.Select(end => payments.Count(payment => payment.State == end)).ToList();
        table.AddRow(["all", $"{payments.Count}", .. all.Select(count => $"{count}"), $"{payments.Count - all.Sum()}"]);
        return table;
    }

    private static void KeepLogs(Chain chain)
    {
        var kept = Directory.CreateDirectory(Path.Combine(Bed.Root, ".local", "faults")).FullName;
        foreach (var log in chain.LogFiles.Where(File.Exists))
            File.Copy(log, Path.Combine(kept, Path.GetFileName(log)), overwrite: true);
        Say($"The logs are kept in {kept}.", "red");
    }

    private static void Say(string text, string color = "default") =>
        AnsiConsole.MarkupLine($"[{color}]{Markup.Escape(text)}[/]");
}
