using System.CommandLine;
using Spectre.Console;

namespace Charging.Operator.Watching;

/// <summary><c>alerts</c>: what fires, and the page that says what to do.</summary>
internal static class AlertsCommand
{
    public static Command Create()
    {
        var command = new Command("alerts", "What fires, and its page; exit code 1 if anything does.");
        command.SetAction((_, stop) => Show(stop));
        return command;
    }

    private static async Task<int> Show(CancellationToken stop)
    {
        var alerts = await FiringAlert.All(stop);
        if (!alerts.Any(alert => alert.IsWatchdog))
        {
            Terminal.MarkupLine($"The watch is silent, so nothing else would be heard: docs/runbook/watchdog.md");
            return 1;
        }

        var table = new Table().AddColumns("severity", "since (UTC)", "alert", "what", "page");
        foreach (var alert in alerts.Where(alert => !alert.IsWatchdog))
        {
            var style = alert.Severity == "page" ? new Style(Color.Red) : Style.Plain;
            table.AddRow(
                Terminal.Cell(alert.Severity, style), Terminal.Cell($"{alert.StartsAt.UtcDateTime:HH:mm:ss}", style),
                Terminal.Cell(alert.Name, style),
                Terminal.Cell(alert.Annotations.GetValueOrDefault("summary", ""), style),
                Terminal.Cell(alert.Annotations.GetValueOrDefault("runbook_url", ""), style));
        }

        AnsiConsole.Write(table.Rows.Count == 0 ? new Text("Nothing fires.\n") : table);
        return table.Rows.Count == 0 ? 0 : 1;
    }
}
