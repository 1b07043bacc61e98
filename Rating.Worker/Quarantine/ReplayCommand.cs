using System.CommandLine;
using Charging.Rating.Counting;
using Charging.Rating.Detail;

namespace Charging.Rating.Quarantine;

/// <summary>
/// <c>quarantine replay</c>: publishes pending sessions again, each as the word of whoever published it first, waits,
/// and says what came of them. It ends with 1 if one was set aside again.
/// </summary>
internal static class ReplayCommand
{
    private const string Exchange = "session-ended";
    private const int MostListed = 1_000;
    private const int LongestWait = 3_600;

    /// <summary>More than the clocks of two machines differ by.</summary>
    private static readonly TimeSpan ClocksApart = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    public static Command Create(Worker worker)
    {
        var code = QuarantineCommands.CodeOption();
        var id = new Option<Guid?>("--id") { Description = "One session, as 'quarantine list' prints it." };
        var wait = new Option<int>("--wait")
        {
            Description = $"Seconds to wait for what comes of it, 0 to {LongestWait}.",
            DefaultValueFactory = _ => 30,
        };
        wait.Validators.Add(given =>
        {
            if (given.Errors.Any() || given.GetValueOrDefault<int>() is >= 0 and <= LongestWait) return;
            given.AddError($"--wait takes seconds, from 0 to {LongestWait}.");
        });
        var vouch = new Option<bool>("--vouch")
        {
            Description = "As your own words, whoever published them first. Look at them before.",
        };
        var command = new Command("replay", "Publishes pending sessions again, once the cause is mended.")
        {
            code, id, vouch, wait, Deed.ReasonOption(),
        };
        command.SetAction((parsed, cancellationToken) => worker.Run(
            (services, stop) => Replay(
                worker, services, parsed.GetValue(code), parsed.GetValue(id), parsed.GetValue(vouch),
                TimeSpan.FromSeconds(parsed.GetValue(wait)), stop),
            cancellationToken));
        return command;
    }

    private static async Task<int> Replay(
        Worker worker, IServiceProvider services, string? code, Guid? id, bool vouch, TimeSpan patience,
        CancellationToken cancellationToken)
    {
        var quarantine = services.GetRequiredService<Quarantine>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        if (id is { } one) await RefuseUnlessPending(quarantine, one, cancellationToken);

        var lost = await services.GetRequiredService<SessionsMaskedBefore>().Lost(cancellationToken);
        List<QuarantinedSession> replayed = [];
        await Deed.Do(
            services.GetRequiredService<NpgsqlDataSource>(),
            [new(id?.ToString() ?? code ?? "all that is pending", null, new { code, id, until = now, vouch })],
            async () =>
            {
                var choice = new ReplayChoice(now, code, id, [.. lost]);
                await Publish(worker, quarantine, choice, vouch, replayed, cancellationToken);
                return new { replayed = replayed.Count, ids = replayed.Select(session => session.QuarantineId) };
            },
            cancellationToken);

        var outcome = await Await(services, replayed, now, patience, cancellationToken);
        Tell(outcome, patience);
        TellLost(id is null ? lost : [.. lost.Where(masked => masked == id)], code);
        return outcome.Back.Count == 0 ? 0 : 1;
    }

    private static async Task RefuseUnlessPending(Quarantine quarantine, Guid id, CancellationToken cancellationToken)
    {
        var session = await quarantine.Find(id, cancellationToken) ?? throw QuarantineCommands.Unknown(id);
        if (!session.IsPending) throw QuarantineCommands.NotPending(session);
    }

    /// <summary>Adds to the list what was published, also if a later one cannot be.</summary>
    private static async Task Publish(
        Worker worker, Quarantine quarantine, ReplayChoice choice, bool vouch, List<QuarantinedSession> replayed,
        CancellationToken cancellationToken)
    {
        await using var publisher = await RawPublisher.Connect(worker.ConnectionString("RabbitMq"), cancellationToken);
        for (var taken = -1; taken != 0;)
        {
            taken = await quarantine.Replay(
                choice,
                choice.Until,
                session =>
                {
                    lock (replayed) replayed.Add(session with { Body = [] });
                    var headers = vouch ? null : FirstPublisher(session);
                    return publisher.Publish(Exchange, session.Body, null, headers, cancellationToken);
                },
                cancellationToken);
        }
    }

    private static Dictionary<string, object?> FirstPublisher(QuarantinedSession session) =>
        new() { [Publishers.Header] = session.PublishedBy ?? "" };

    private static async Task<ReplayOutcome> Await(
        IServiceProvider services, IReadOnlyList<QuarantinedSession> replayed, DateTime since, TimeSpan patience,
        CancellationToken cancellationToken)
    {
        var quarantine = services.GetRequiredService<Quarantine>();
        var (usages, details) = (services.GetRequiredService<Usages>(), services.GetRequiredService<Details>());
        var ids = replayed.Select(session => session.ChargedAs).Distinct().ToArray();
        var begun = TimeProvider.System.GetTimestamp();
        using var rounds = new PeriodicTimer(Pause);
        while (true)
        {
            var outcome = new ReplayOutcome(
                replayed,
                await usages.RatedSince(ids, since - ClocksApart, cancellationToken),
                await details.Awaiting(ids, cancellationToken),
                await quarantine.Back(replayed, since, cancellationToken));
            if (outcome.IsWhole || TimeProvider.System.GetElapsedTime(begun) >= patience) return outcome;
            await rounds.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static void Tell(ReplayOutcome outcome, TimeSpan patience)
    {
        Console.WriteLine($"{outcome.Replayed.Count} session(s) replayed: {outcome.Taken.Count} taken, " +
            $"{outcome.Back.Count} set aside again.");
        foreach (var back in outcome.Back)
            Console.WriteLine($"set aside again  {back.QuarantineId}  {back.Code,-20}{back.Source} {back.SessionId}  " +
                $"{back.Detail}");
        if (outcome.IsWhole) return;
        Console.WriteLine($"Of {outcome.Open.Count} nothing was heard within {patience.TotalSeconds} s: they wait in " +
            "the queue, or were refused (./charging dead list), or were charged before and change nothing. " +
            "./charging trace SESSION says which.");
        foreach (var open in outcome.Open.Take(MostListed))
            Console.WriteLine($"not heard of     {open.QuarantineId}  {open.Source} {open.SessionId}");
    }

    private static void TellLost(IReadOnlyList<Guid> lost, string? code)
    {
        if (lost.Count == 0 || (code is not null && code != Words.Of(QuarantineCode.CardNumber))) return;
        Console.WriteLine($"{lost.Count} session(s) with a masked key cannot be replayed: an earlier release " +
            "took it for a card number. Have the source send them again, as they were: they are charged, and marked " +
            "here with their usage.");
    }
}
