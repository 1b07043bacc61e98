using System.CommandLine;
using Charging.Contracts.Cards;
using Spectre.Console;

namespace Charging.Operator.DeadLetters;

/// <summary>
/// <c>dead list | show</c> and, in files of their own, <c>replay | close</c>: messages that no worker could take, why,
/// and their way back or out of sight.
/// </summary>
internal static class DeadCommand
{
    /// <summary>More than a person reads; a replay takes all.</summary>
    internal const int MostShown = 5_000;

    public static Command Create() => new("dead", "Messages that no worker could take.")
    {
        ListCommand(), ShowCommand(), DeadReplayCommand.Create(), DeadCloseCommand.Create(),
    };

    /// <summary>A whole number from least to most, or the command says so.</summary>
    internal static Option<int> Number(string name, string description, int usual, int least, int most)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Between(least, most);
        return option;
    }

    /// <summary>Every letter of every such queue that is meant, with its queue.</summary>
    internal static async Task<IReadOnlyList<(string Queue, DeadLetter Letter)>> Find(
        DeadLetterQueues queues, string id, CancellationToken stop)
    {
        List<(string, DeadLetter)> found = [];
        foreach (var queue in (await BrokerQueues.All(stop)).Where(queue => queue.IsDeadLetters))
            found.AddRange((await queues.Find(queue.Name, letter => letter.IsNamed(id), stop))
                .Select(letter => (queue.Name, letter)));
        return found;
    }

    internal static InvalidOperationException Unknown(string id) =>
        new($"No message '{id}' lies in any _error, _dead or _skipped queue; see dead list, and dead list --closed.");

    private static Command ListCommand()
    {
        var closed = new Option<bool>("--closed") { Description = "Those that were closed, instead." };
        var limit = Number("--limit", "How many of each queue at most.", 100, 1, MostShown);
        var list = new Command("list", "What lies in which queue, and why.") { closed, limit };
        list.SetAction((parsed, stop) => parsed.GetValue(closed)
            ? ListClosed(parsed.GetValue(limit), stop)
            : List(parsed.GetValue(limit), stop));
        return list;
    }

    private static Command ShowCommand()
    {
        var which = new Argument<string>("QUEUE|ID")
        {
            Description = "Such as rating-rate-session_error; or one message, as dead list prints it.",
        };
        var limit = Number("--limit", "How many at most.", 20, 1, MostShown);
        var show = new Command("show", "The messages themselves; card numbers are masked.") { which, limit };
        show.SetAction((parsed, stop) => Show(parsed.GetRequiredValue(which), parsed.GetValue(limit), stop));
        return show;
    }

    private static async Task<int> List(int limit, CancellationToken stop)
    {
        await using var queues = await DeadLetterQueues.Open(stop);
        var table = new Table().AddColumns("queue", "id", "copies", "when", "reason");
        foreach (var queue in (await BrokerQueues.All(stop)).Where(queue => queue.IsDeadLetters))
        {
            var letters = (await queues.Look(queue.Name, MostShown, stop)).GroupBy(letter => letter.Id).ToList();
            foreach (var same in letters.Take(limit))
                table.AddRow(
                    Terminal.Cell(queue.Name), Terminal.Cell(same.Key), Terminal.Cell($"{same.Count()}"),
                    Terminal.Cell(same.Last().At), Terminal.Cell(same.Last().Reason));
            if (letters.Count > limit)
                table.AddRow(
                    queue.Name, "…", $"{letters.Skip(limit).Sum(same => same.Count())}", "", "--limit shows more");
        }

        if (table.Rows.Count > 0) AnsiConsole.Write(table);
        else Console.WriteLine("Nothing lies in any _error, _dead or _skipped queue.");
        return 0;
    }

    private static async Task<int> ListClosed(int limit, CancellationToken stop)
    {
        await using var postgres = Settings.OpenPostgres();
        var closed = await new ClosedLetters(postgres).List(limit, stop);
        var table = new Table().AddColumns("closed (UTC)", "by", "id", "queue", "why it lay there", "reason");
        foreach (var letter in closed)
            table.AddRow(
                Terminal.Cell($"{letter.ClosedAt:yyyy-MM-dd HH:mm:ss}"), Terminal.Cell(letter.ClosedBy),
                Terminal.Cell(letter.LetterId), Terminal.Cell(letter.Queue), Terminal.Cell(letter.Why),
                Terminal.Cell(letter.Reason));
        if (closed.Count > 0) AnsiConsole.Write(table);
        else Console.WriteLine("No message was closed.");
        return 0;
    }

    private static async Task<int> Show(string which, int limit, CancellationToken stop)
    {
        await using var queues = await DeadLetterQueues.Open(stop);
        if (BrokerQueue.HoldsDeadLetters(which))
        {
            foreach (var letter in await queues.Look(which, limit, stop)) Print(which, letter);
            return 0;
        }

        await using var postgres = Settings.OpenPostgres();
        var found = await Find(queues, which, stop);
        var closed = await new ClosedLetters(postgres).Of(which, stop);
        if (found.Count + closed.Count == 0) throw Unknown(which);
        foreach (var (queue, letter) in found.Take(limit)) Print(queue, letter);
        foreach (var letter in closed.Take(limit))
        {
            Print($"{letter.Queue} {letter.LetterId} {letter.MessageId}", letter.Body);
            Terminal.MarkupLine($"[red]{letter.Why}[/]");
            Terminal.MarkupLine(
                $"Closed {letter.ClosedAt:yyyy-MM-dd HH:mm:ss} UTC by {letter.ClosedBy}: {letter.Reason}");
        }

        return 0;
    }

    private static void Print(string queue, DeadLetter letter)
    {
        Print($"{queue} {letter.Id} {letter.At} {letter.Properties.MessageId}", letter.Body.Span);
        Terminal.MarkupLine($"[red]{letter.Reason}[/]");
    }

    private static void Print(string header, ReadOnlySpan<byte> body) => AnsiConsole.Write(
        new Panel(new Text(Printable.Block(CardMask.Shown(body))))
            .Header(Terminal.Escape(header.Trim())).Expand());
}
