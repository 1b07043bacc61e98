using System.CommandLine;
using System.Text;
using Charging.Contracts;
using Spectre.Console;

namespace Charging.Operator.DeadLetters;

/// <summary><c>dead list | show | replay</c>: messages that no worker could take, why, and their way back.</summary>
internal static class DeadCommand
{
    /// <summary>More than a person reads; a replay takes all.</summary>
    private const int MostShown = 5_000;

    public static Command Create()
    {
        var list = new Command("list", "How many lie in which queue, and why.");
        list.SetAction((_, stop) => List(stop));

        var queue = new Argument<string>("QUEUE") { Description = "Such as rating-rate-session_error." };
        var limit = new Option<int>("--limit") { Description = "How many at most.", DefaultValueFactory = _ => 20 };
        var show = new Command("show", "The messages themselves; card numbers are masked.") { queue, limit };
        show.SetAction((parsed, stop) => Show(parsed.GetRequiredValue(queue), parsed.GetValue(limit), stop));

        var vouch = new Option<bool>("--vouch")
        {
            Description = "As your own words: also what no user, or another one, may say there. Look at them first.",
        };
        var replay = new Command("replay", "Sends them back, once the cause is mended.") { queue, vouch };
        replay.SetAction((parsed, stop) => Replay(parsed.GetRequiredValue(queue), parsed.GetValue(vouch), stop));

        return new Command("dead", "Messages that no worker could take.") { list, show, replay };
    }

    private static async Task<int> List(CancellationToken stop)
    {
        await using var queues = await DeadLetterQueues.Open(stop);
        var table = new Table().AddColumns("queue", "messages", "reason");
        foreach (var queue in (await BrokerQueues.All(stop)).Where(queue => queue.IsDeadLetters))
        {
            var letters = await queues.Look(queue.Name, MostShown, stop);
            foreach (var reason in letters.CountBy(letter => letter.Reason))
                table.AddRow(new Text(queue.Name), new Text($"{reason.Value}"), new Text(reason.Key));
        }

        if (table.Rows.Count > 0) AnsiConsole.Write(table);
        else AnsiConsole.MarkupLine("Nothing lies in any _error, _dead or _skipped queue.");
        return 0;
    }

    private static async Task<int> Show(string queue, int limit, CancellationToken stop)
    {
        BrokerQueue.HomeOf(queue);
        await using var queues = await DeadLetterQueues.Open(stop);
        foreach (var letter in await queues.Look(queue, limit, stop))
        {
            var body = Encoding.UTF8.GetString(letter.Body.Span);
            AnsiConsole.Write(new Panel(new Text(CardNumber.Masked(body)))
                .Header(Markup.Escape($"{letter.At} {letter.Properties.MessageId}".Trim()))
                .Expand());
            AnsiConsole.MarkupLineInterpolated($"[red]{letter.Reason}[/]");
        }

        return 0;
    }

    private static async Task<int> Replay(string queue, bool vouch, CancellationToken stop)
    {
        await using var queues = await DeadLetterQueues.Open(stop);
        var count = await queues.Replay(queue, vouch, stop);
        AnsiConsole.MarkupLineInterpolated($"{count} messages went back to [bold]{BrokerQueue.HomeOf(queue)}[/].");
        return 0;
    }
}
