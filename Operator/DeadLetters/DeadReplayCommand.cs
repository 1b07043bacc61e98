using System.CommandLine;

namespace Charging.Operator.DeadLetters;

/// <summary>
/// <c>dead replay</c>: sends messages back to the queue they came from, waits, and says what came of them. It ends with
/// 1 if one returned, was set aside or was left out.
/// </summary>
internal static class DeadReplayCommand
{
    private const int LongestWait = 3_600;

    public static Command Create()
    {
        var queue = new Argument<string?>("QUEUE")
        {
            Description = "All of this queue: rating-rate-session_error.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var named = new Option<string?>("--queue") { Description = "The same." };
        var id = new Option<string?>("--id") { Description = "One message, as dead list prints it." };
        var all = new Option<bool>("--all") { Description = "All of all such queues." };
        var vouch = new Option<bool>("--vouch")
        {
            Description = "As your own words: also what no user, or another one, may say there. Look at them first.",
        };
        var wait = DeadCommand.Number("--wait", "Seconds to wait for what comes of it.", 30, 0, LongestWait);
        var replay = new Command("replay", "Sends them back, once the cause is mended, and says what came of it.")
        {
            queue, named, id, all, vouch, wait, Deed.ReasonOption(),
        };
        replay.Validators.Add(parsed =>
        {
            string?[] chosen = [parsed.GetValue(queue), parsed.GetValue(named), parsed.GetValue(id)];
            if (chosen.Count(one => one is not null) + (parsed.GetValue(all) ? 1 : 0) != 1)
                parsed.AddError("Say which: --id ID, --queue QUEUE or --all.");
        });
        replay.SetAction((parsed, stop) => Replay(
            parsed.GetValue(queue) ?? parsed.GetValue(named), parsed.GetValue(id), parsed.GetValue(vouch),
            TimeSpan.FromSeconds(parsed.GetValue(wait)), stop));
        return replay;
    }

    private static async Task<int> Replay(
        string? queue, string? id, bool vouch, TimeSpan patience, CancellationToken stop)
    {
        await using var postgres = Settings.OpenPostgres();
        await using var queues = await DeadLetterQueues.Open(stop);
        var chosen = await Chosen(queues, queue, id, stop);
        var begun = TimeProvider.System.GetUtcNow().UtcDateTime;

        var replays = new List<Sent>();
        foreach (var name in chosen) replays.Add(await Send(postgres, queues, name, id, vouch, stop));
        var code = 0;
        foreach (var home in replays.Where(one => one.Letters.Count > 0).GroupBy(one => one.Home))
        {
            List<DeadLetter> letters = [.. home.SelectMany(one => one.Letters)];
            var came = await new ReplayWatch(queues, postgres).Wait(home.Key, letters, begun, patience, stop);
            came.Print(patience);
            if (came.Failed) code = 1;
        }

        var leftOut = replays.Sum(one => one.LeftOut);
        if (leftOut > 0)
        {
            Console.WriteLine(
                $"{leftOut} message(s) stay where they are: each is longer than {MessageSizes.Most} bytes, and the " +
                "broker lets no such message in. dead show has what they are, and dead close keeps them elsewhere.");
            return 1;
        }

        if (replays.Any(one => one.Letters.Count > 0)) return code;
        if (id is not null) throw DeadCommand.Unknown(id); // somebody else was quicker
        Console.WriteLine("Nothing lay there; nothing went back.");
        return 0;
    }

    private static async Task<IReadOnlyList<string>> Chosen(
        DeadLetterQueues queues, string? queue, string? id, CancellationToken stop)
    {
        if (queue is not null)
        {
            BrokerQueue.HomeOf(queue);
            return [queue];
        }

        if (id is null)
            return [.. (await BrokerQueues.All(stop)).Where(one => one.IsDeadLetters).Select(one => one.Name)];

        var found = await DeadCommand.Find(queues, id, stop);
        return found.Count > 0 ? [.. found.Select(one => one.Queue).Distinct()] : throw DeadCommand.Unknown(id);
    }

    private static async Task<Sent> Send(
        NpgsqlDataSource postgres, DeadLetterQueues queues, string queue, string? id, bool vouch,
        CancellationToken stop)
    {
        IReadOnlyList<DeadLetter> letters = [];
        var leftOut = 0;
        if (await queues.Ready(queue, stop) == 0) return new(queue, letters, leftOut);
        await Deed.Do(
            postgres, [new(id ?? queue, null, new { queue, id, home = BrokerQueue.HomeOf(queue), vouch })],
            async () =>
            {
                (letters, leftOut) = await queues.Replay(
                    queue, letter => id is null || letter.IsNamed(id), vouch, stop);
                var ids = letters.Select(letter => letter.Id).Distinct();
                return new { queue, sent = letters.Count, leftOut, ids };
            },
            stop);
        return new(queue, letters, leftOut);
    }

    private sealed record Sent(string Queue, IReadOnlyList<DeadLetter> Letters, int LeftOut)
    {
        public string Home => BrokerQueue.HomeOf(Queue);
    }
}
