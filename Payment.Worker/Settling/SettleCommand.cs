using System.CommandLine;
using Charging.Contracts;
using Charging.ServiceDefaults;
using Spectre.Console;

namespace Charging.Payments;

/// <summary>
/// <c>settle FILE</c>: books what the gateway paid into the bank account. A file with one wrong payout books nothing.
/// </summary>
internal static class SettleCommand
{
    public static Command Create(Worker worker)
    {
        var file = new Argument<string>("file") { Description = "One payout a line, as JSON; see deploy/README.md." };
        var command = new Command("settle", "Books payouts of the gateway into the bank account, each once.") { file };
        command.SetAction((parsed, cancellationToken) => worker.Run(
            (services, stop) => Settle(services.GetRequiredService<Payouts>(), parsed.GetRequiredValue(file), stop),
            cancellationToken));
        return command;
    }

    public static async Task<int> Settle(Payouts payouts, string path, CancellationToken cancellationToken)
    {
        var lines = await PayoutFile.Read(path, cancellationToken);
        var captured = await payouts.Captured(
            [.. lines.SelectMany(line => line.Payout.References).Distinct()], cancellationToken);
        var flaws = Flaws(lines, captured);
        foreach (var (line, flaw) in flaws) AnsiConsole.MarkupLineInterpolated($"[red]{path}, line {line}:[/] {flaw}");
        if (flaws.Count > 0)
        {
            AnsiConsole.WriteLine($"{flaws.Count} of {lines.Count} payouts do not add up; nothing is booked.");
            return 1;
        }

        var table = new Table().AddColumns("Payout", "Date", "Gross", "Fee", "Returned", "Net", "Booked");
        foreach (var (_, payout) in lines)
        {
            var isNew = await payouts.BookOnce(payout, cancellationToken);
            table.AddRow(
                Markup.Escape(payout.PayoutId), $"{payout.Date:yyyy-MM-dd}", Amount(payout.Gross, payout),
                Amount(payout.Fee, payout), Amount(payout.Returned, payout), Amount(payout.Net, payout),
                isNew ? "now" : "before");
        }

        AnsiConsole.Write(table);
        return 0;
    }

    /// <summary>What one payout of the file took, the next cannot take again.</summary>
    private static List<(int Line, string Flaw)> Flaws(
        IReadOnlyList<(int Line, Payout Payout)> lines, IReadOnlyDictionary<string, CapturedReference> captured)
    {
        var known = captured.ToDictionary(StringComparer.Ordinal);
        List<(int, string)> flaws = [];
        foreach (var (line, payout) in lines)
        {
            if (payout.FlawAgainst(known) is { } flaw) flaws.Add((line, flaw));
            foreach (var reference in payout.References.Where(known.ContainsKey))
                known[reference] = known[reference] with { PayoutId = known[reference].PayoutId ?? payout.PayoutId };
        }

        return flaws;
    }

    private static string Amount(long minor, Payout payout) => new Money(minor, payout.Currency).ToString();
}
