using System.CommandLine;
using Spectre.Console;

namespace Charging.Operator.Watching;

/// <summary>
/// <c>status</c>: who takes what from the queues, what lies there, and what was set aside. It ends with 1 if somebody
/// has to see to something, and says what; also where broker or database are away.
/// </summary>
internal static class StatusCommand
{
    private static readonly string[] Workers = ["rating", "invoicing", "payment"];

    public static Command Create()
    {
        var command = new Command("status", "What waits in queues, what was set aside, and what is wrong.");
        command.SetAction((_, stop) => Show(stop));
        return command;
    }

    private static async Task<int> Show(CancellationToken stop)
    {
        var wrongs = new Wrongs();
        var now = TimeProvider.System.GetUtcNow();
        Terminal.MarkupLine($"Seen at {now:yyyy-MM-dd HH:mm:ss} UTC; what is in work was counted up to 5 s before.");
        await wrongs.LookAt(
            "The broker", "what lies in queues", "broker-does-not-start", async () =>
            {
                foreach (var alarm in await BrokerAlarm.All(stop)) wrongs.Add(alarm.Sentence);
                await ShowQueues(wrongs, stop);
            });
        await using var postgres = Settings.OpenPostgres();
        await wrongs.LookAt("The database", "what became of sessions", "database-does-not-start", async () =>
        {
            await ShowQuarantine(postgres, stop);
            await ShowStages(postgres, wrongs, stop);
        });
        wrongs.Print();
        return wrongs.ExitCode;
    }

    /// <summary>
    /// Names and what is in work are the management's. What is ready, and who consumes, each queue says itself: there
    /// a worker that has died is gone with its connection.
    /// </summary>
    private static async Task ShowQueues(Wrongs wrongs, CancellationToken stop)
    {
        var table = new Table().AddColumns("queue", "ready", "in work", "consumers");
        await using var connection = await Broker.Connect(stop);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        foreach (var counted in await BrokerQueues.All(stop))
        {
            var now = await channel.QueueDeclarePassiveAsync(counted.Name, stop);
            var queue = counted with { MessagesReady = now.MessageCount, Consumers = (int)now.ConsumerCount };
            if (queue.IsDeadLetters && queue.MessagesReady == 0) continue;
            var isWrong = Judge(queue, wrongs);
            var style = isWrong ? new Style(Color.Red) : Style.Plain;
            var inWork = queue is { IsDeadLetters: false, Consumers: 0 } ? "" : $"{queue.MessagesUnacknowledged:N0}";
            table.AddRow(
                Terminal.Cell(queue.Name, style), Terminal.Cell($"{queue.MessagesReady:N0}", style),
                Terminal.Cell(inWork, style),
                Terminal.Cell(queue.IsDeadLetters ? "" : $"{queue.Consumers}", style));
        }

        AnsiConsole.Write(table);
    }

    /// <returns>Whether something is wrong with it.</returns>
    private static bool Judge(BrokerQueue queue, Wrongs wrongs)
    {
        var worker = Workers.FirstOrDefault(one => queue.Name.StartsWith($"{one}-", StringComparison.Ordinal));
        if (queue.IsDeadLetters)
        {
            var count = queue.MessagesReady;
            wrongs.Add($"{count} message(s) that no worker could take lie in {queue.Name}. See: ./charging dead list");
        }
        else if (queue.Consumers == 0 && worker is not null)
        {
            var (name, count) = (queue.Name, queue.MessagesReady);
            wrongs.Add(
                $"No worker takes from {name} ({count} wait): start {worker}, and see docs/runbook/worker-is-dead.md");
        }
        else
        {
            return false;
        }

        return true;
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

    private static async Task ShowStages(NpgsqlDataSource postgres, Wrongs wrongs, CancellationToken stop)
    {
        var counts = await new Stages(postgres).Count(stop);
        Terminal.MarkupLine($"{counts.Awaiting:N0} wait until a bridge serves their legs.");
        Terminal.MarkupLine(
            $"{counts.Rated:N0} rated, {counts.Invoiced:N0} invoiced, {counts.Captured:N0} captured.");
        Terminal.MarkupLine($"{counts.Gathering:N0} gather on open invoices.");
        Terminal.MarkupLine(
            $"{counts.Retrying:N0} being tried, {counts.Abandoned:N0} abandoned, {counts.InReview:N0} to be decided.");
        Terminal.MarkupLine($"{counts.Announced:N0} debits wait for the day that their customers were told.");
        Terminal.MarkupLine($"{counts.Mails:N0} mails sent.");
        if (counts.InReview > 0)
            wrongs.Add($"{counts.InReview} payment(s) are to be decided. See docs/runbook/to-be-decided.md");
        foreach (var sentence in await new AwaitedRates(postgres).Sentences(stop)) wrongs.Add($"{sentence}");
    }
}
