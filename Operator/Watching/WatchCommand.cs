using System.CommandLine;
using Spectre.Console;

namespace Charging.Operator.Watching;

/// <summary><c>watch</c>: the chain while it runs, until nothing is on its way any more.</summary>
internal static class WatchCommand
{
    public static Command Create()
    {
        var seconds = new Option<int>("--for")
        {
            Description = "Seconds after which it stops in any case.",
            DefaultValueFactory = _ => 60,
        };
        seconds.Between(1, 24 * 60 * 60);
        var command = new Command("watch", "Shows how far the sessions have come, until all have arrived.") { seconds };
        command.SetAction((parsed, stop) => Watch(TimeSpan.FromSeconds(parsed.GetValue(seconds)), stop));
        return command;
    }

    private static async Task<int> Watch(TimeSpan patience, CancellationToken stop)
    {
        await using var postgres = Settings.OpenPostgres();
        var settling = new Settling(new Stages(postgres));
        var arrived = AnsiConsole.Profile.Out.IsTerminal
            ? await AnsiConsole.Live(new Text("Looking …")).StartAsync(live =>
                settling.Wait(patience, counts => live.UpdateTarget(Draw(counts)), stop))
            : await settling.Wait(patience, WriteChanges(), stop);

        if (arrived) return 0;
        Terminal.MarkupLine(
            $"[yellow]After {patience.TotalSeconds} s something is still on its way:[/] ./charging status");
        return 1;
    }

    /// <summary>For a log file: one line whenever something has changed.</summary>
    private static Action<StageCounts> WriteChanges()
    {
        StageCounts? last = null;
        return counts =>
        {
            if (counts != last)
                Console.WriteLine(
                    $"{counts.Rated} rated, {counts.SetAside} set aside, {counts.Gathering} gathering, " +
                    $"{counts.Invoiced} invoiced, " +
                    $"{counts.Captured} captured, {counts.Abandoned} abandoned, {counts.Mails} mails sent");
            last = counts;
        };
    }

    private static Table Draw(StageCounts counts)
    {
        var table = new Table().AddColumns("Rating", "Invoicing", "Payment", "Mail");
        table.AddRow(
            $"{counts.Rated:N0} rated\n{counts.Free:N0} of them free\n{counts.SetAside:N0} set aside",
            $"{counts.Invoiced:N0} invoiced\n{counts.Invoiced - counts.Unsettled:N0} settled" +
            (counts.Gathering > 0 ? $"\n{counts.Gathering:N0} sessions gather" : ""),
            $"{counts.Captured:N0} captured\n{counts.Retrying:N0} being tried\n{counts.Abandoned:N0} abandoned" +
            (counts.InReview > 0 ? $"\n{counts.InReview:N0} for a person to decide" : ""),
            $"{counts.Mails:N0} sent");
        return table;
    }
}
