using System.CommandLine;

namespace Charging.Operator.DeadLetters;

/// <summary><c>dead close --id ID --reason TEXT</c>: a message leaves the broker for good; it is kept.</summary>
internal static class DeadCloseCommand
{
    public static Command Create()
    {
        var id = new Option<string>("--id") { Description = "One message, as dead list prints it.", Required = true };
        var reason = Deed.ReasonOption(required: true);
        var close = new Command("close", "Takes a message that is not to be replayed out of sight; it is kept.")
        {
            id, reason,
        };
        close.SetAction((parsed, stop) => Close(parsed.GetRequiredValue(id), stop));
        return close;
    }

    private static async Task<int> Close(string id, CancellationToken stop)
    {
        await using var postgres = Settings.OpenPostgres();
        await using var queues = await DeadLetterQueues.Open(stop);
        var found = await DeadCommand.Find(queues, id, stop);
        if (found.Count == 0) throw DeadCommand.Unknown(id);

        var kept = new ClosedLetters(postgres);
        var closed = 0;
        foreach (var same in found.GroupBy(one => one.Queue))
        {
            var letter = same.First().Letter;
            await Deed.Do(
                postgres,
                [new(letter.Id, new { queue = same.Key, why = letter.Reason, copies = same.Count() },
                    new { state = "closed" })],
                async () =>
                {
                    var removed = await queues.Remove(
                        same.Key, one => one.IsNamed(id), one => kept.Add(same.Key, one, Deed.Current!, stop), stop);
                    closed += removed.Count;
                    return new { state = "closed", copies = removed.Count };
                },
                stop);
        }

        Terminal.MarkupLine($"{closed} message(s) closed and kept; dead list --closed shows them.");
        return 0;
    }
}
