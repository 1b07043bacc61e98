using System.CommandLine;

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

        var others = alerts.Where(alert => !alert.IsWatchdog).ToList();
        foreach (var alert in others) Print(alert);
        if (others.Count > 0) return 1;

        Terminal.MarkupLine($"Nothing fires.");
        return 0;
    }

    /// <summary>Lines, and no table: names and pages are to be copied, and a narrow one would break them.</summary>
    private static void Print(FiringAlert alert)
    {
        var since = alert.StartsAt.UtcDateTime;
        if (alert.Severity == "page")
            Terminal.MarkupLine($"[red]{alert.Severity,-6} {alert.Name}[/] since {since:yyyy-MM-dd HH:mm:ss} UTC");
        else
            Terminal.MarkupLine($"{alert.Severity,-6} {alert.Name} since {since:yyyy-MM-dd HH:mm:ss} UTC");
        Terminal.MarkupLine($"       {alert.Annotations.GetValueOrDefault("summary", "")}");
        Terminal.MarkupLine($"       {alert.Annotations.GetValueOrDefault("runbook_url", "")}");
    }
}
