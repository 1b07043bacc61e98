using System.CommandLine;
using Spectre.Console;

namespace Charging.Operator.Watching;

/// <summary><c>status</c>: what waits in queues, what was set aside and why.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var command = new Command("status", "What waits in queues, and what was set aside.");
        command.SetAction((_, stop) => Show(stop));
        return command;
    }

    private static async Task<int> Show(CancellationToken stop)
    {
        var table = new Table().AddColumns("queue", "ready", "in work", "consumers");
        foreach (var queue in await BrokerQueues.All(stop))
        {
            var style = queue.IsDeadLetters && queue.MessagesReady > 0 ? new Style(Color.Red) : Style.Plain;
            if (queue.IsDeadLetters && queue.MessagesReady == 0) continue;
            table.AddRow(
                Terminal.Cell(queue.Name, style), Terminal.Cell($"{queue.MessagesReady:N0}", style),
                Terminal.Cell($"{queue.MessagesUnacknowledged:N0}", style),
                Terminal.Cell(queue.IsDeadLetters ? "" : $"{queue.Consumers}", style));
        }

        AnsiConsole.Write(table);
        await using var postgres = Settings.OpenPostgres();
        await ShowQuarantine(postgres, stop);
        await ShowStages(postgres, stop);
        return 0;
    }

    private static async Task ShowQuarantine(NpgsqlDataSource postgres, CancellationToken stop)
    {
        const string sql = """
            select code, count(*), min(quarantined_at)
            from rating.quarantined_sessions
            where replayed_at is null and closed_at is null
            group by code
            order by code
            """;

        await using var connection = await postgres.OpenConnectionAsync(stop);
        var rows = await connection.QueryAsync<(string Code, long Sessions, DateTime Oldest)>(
            new CommandDefinition(sql, cancellationToken: stop));
        var table = new Table().AddColumns("in quarantine", "sessions", "oldest (UTC)");
        foreach (var (code, sessions, oldest) in rows)
            table.AddRow(code, $"{sessions:N0}", $"{oldest:yyyy-MM-dd HH:mm}");
        AnsiConsole.Write(table.Rows.Count == 0 ? new Text("Nothing is in quarantine.\n") : table);
    }

    private static async Task ShowStages(NpgsqlDataSource postgres, CancellationToken stop)
    {
        var counts = await new Stages(postgres).Count(stop);
        Terminal.MarkupLine($"{counts.Awaiting:N0} wait until a bridge serves their legs.");
        Terminal.MarkupLine(
            $"{counts.Rated:N0} rated, {counts.Invoiced:N0} invoiced, {counts.Captured:N0} captured.");
        Terminal.MarkupLine($"{counts.Gathering:N0} gather on open invoices.");
        Terminal.MarkupLine(
            $"{counts.Retrying:N0} being tried, {counts.Abandoned:N0} abandoned, {counts.InReview:N0} to be decided.");
        Terminal.MarkupLine($"{counts.Mails:N0} mails sent.");
    }
}
