using System.CommandLine;
using Spectre.Console;

namespace Charging.Operator.Publishing;

/// <summary><c>publish FILE</c>: sends sessions as an upstream platform does: bare AMQP, its rights.</summary>
internal static class PublishCommand
{
    private const string Exchange = "session-ended";

    /// <summary>Enough to keep the broker busy while each confirm is on its way.</summary>
    private const int InFlight = 500;

    public static Command Create()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "One JSON object a line, or one JSON array." };
        var run = new Option<int?>("--run")
        {
            Description = "For samples: moves their times up to now and adds -runN to their ids. " +
                "Without it every byte is sent as it is.",
        };
        run.Between(1, int.MaxValue);
        var command = new Command("publish", "Sends sessions as an upstream platform would.") { file, run };
        command.SetAction((parsed, stop) => Publish(parsed.GetRequiredValue(file), parsed.GetValue(run), stop));
        return command;
    }

    private static async Task<int> Publish(FileInfo file, int? run, CancellationToken stop)
    {
        await using var stream = GivenFile.Open(file.FullName);
        var sessions = SessionFile.Read(stream, stop);
        if (run is { } number) sessions = Renewed(await sessions.ToListAsync(stop), number);

        var count = 0;
        await using var postgres = Settings.OpenPostgres();
        await Deed.Do(
            postgres, [new(file.Name, null, new { exchange = Exchange, bytes = file.Length, run })],
            async () => new { messages = count = await Publish(file, stream, sessions, run, stop) },
            stop);
        Terminal.MarkupLine(
            $"{count} messages published to [bold]{Exchange}[/] and confirmed by the broker.");
        return 0;
    }

    private static async Task<int> Publish(
        FileInfo file, FileStream stream, IAsyncEnumerable<byte[]> sessions, int? run, CancellationToken stop)
    {
        await using var publisher = await RawPublisher.Connect(Settings.Upstream, stop);
        await using var published = new PublishedSessions(Settings.Published);
        return await AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .StartAsync(async progress =>
            {
                var bar = progress.AddTask($"Publishing {file.Name}", maxValue: Math.Max(1, file.Length));
                var sent = await Send(sessions, run, publisher, published, () => bar.Value = stream.Position, stop);
                bar.Value = bar.MaxValue;
                return sent;
            });
    }

    private static IAsyncEnumerable<byte[]> Renewed(List<byte[]> sessions, int run)
    {
        var samples = new SampleRun(run, SampleRun.ShiftToNow(sessions, TimeProvider.System.GetUtcNow().UtcDateTime));
        return sessions.Select(samples.Renew).ToAsyncEnumerable();
    }

    private static async Task<int> Send(
        IAsyncEnumerable<byte[]> sessions, int? run, RawPublisher publisher, PublishedSessions published,
        Action advance, CancellationToken stop)
    {
        var count = 0;
        var inFlight = new Queue<(Task Confirm, PublishedSession Session)>();
        await foreach (var body in sessions)
        {
            inFlight.Enqueue((
                publisher.Publish(Exchange, body, messageId: null, headers: null, stop),
                PublishedSession.Of(body, run)));
            if (inFlight.Count >= InFlight) await Confirm();
        }

        while (inFlight.Count > 0) await Confirm();
        return count;

        async Task Confirm()
        {
            var (confirm, session) = inFlight.Dequeue();
            await confirm;
            await published.Add(session);
            count++;
            advance();
        }
    }
}
