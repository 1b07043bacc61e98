using Charging.TestBed;

namespace Charging.Faults;

/// <summary>
/// Sessions through the whole chain while everything that can die does, over as many weeks as the last payment takes;
/// then the judgement.
/// </summary>
internal sealed class FaultRun
{
    private const int InvoicesPerWave = 40;

    /// <summary>The ladder, a debit for each of its rungs and the wait for a customer end long before.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromDays(200);

    /// <summary>Longer than a card's dispute and a debit's together.</summary>
    private static readonly TimeSpan Disputes = TimeSpan.FromDays(15);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan CountsAreRight = TimeSpan.FromSeconds(15);

    private readonly Chain chain;
    private readonly FaultOptions options;
    private readonly Action<string> say;
    private readonly Random random;
    private readonly Killer killer;
    private readonly RunClock clock;

    public FaultRun(Chain chain, FaultOptions options, Action<string> say)
    {
        (this.chain, this.options, this.say) = (chain, options, say);
        random = new Random(options.Seed);
        killer = new Killer(chain, random);
        clock = new RunClock(chain, killer);
    }

    public IReadOnlyDictionary<string, int> Kills => killer.Kills;

    public TimeSpan Ahead => clock.Ahead;

    /// <summary>Every difference between what we say and what the gateway did.</summary>
    public async Task<IReadOnlyList<string>> Run()
    {
        await Publish();
        await LetTimePass();
        await ComeToRest();
        return await Judged();
    }

    /// <summary>
    /// The broker counts what is at work every 5 s: a report that was taken between two counts is waited for. What is
    /// wrong for good is wrong at the last look, too.
    /// </summary>
    private async Task<IReadOnlyList<string>> Judged()
    {
        using var until = new CancellationTokenSource(CountsAreRight);
        using var pause = new PeriodicTimer(TimeSpan.FromSeconds(1));
        var differences = await Judge.Differences(chain, options.Invoices);
        while (differences.Count > 0 && !until.IsCancellationRequested)
        {
            await pause.WaitForNextTickAsync();
            differences = await Judge.Differences(chain, options.Invoices);
        }

        return differences;
    }

    /// <summary>In waves, something being killed in each.</summary>
    private async Task Publish()
    {
        foreach (var wave in SampleSession.Many(options.Invoices, chain.Customers).Chunk(InvoicesPerWave))
        {
            await chain.Publish(wave);
            await killer.Strike();
        }

        await Eventually.Becomes(
            () => chain.Database.Value<long>("select count(*) from payment.collections where state <> 'Initial'"),
            begun => begun == options.Invoices, Limit, $"{options.Invoices} payments begun");
        say($"{options.Invoices} sessions are invoiced and their payments begun; {Struck()}");
    }

    /// <summary>From one wake-up to the next, each time a little late, until none is left.</summary>
    private async Task LetTimePass()
    {
        await BecomesQuiet();
        while (clock.Ahead < LongestRun && await NextWakeUp() is { } due)
        {
            var lateness = options.LongestLateness * ((1 + random.NextDouble()) / 2);
            var wait = due - clock.GetUtcNow().UtcDateTime;
            await clock.MoveOn(wait > TimeSpan.Zero ? wait + lateness : lateness);
            for (var strikes = random.Next(3); strikes > 0; strikes--) await killer.Strike();
            await BecomesQuiet();
            say($"{clock.Ahead.TotalDays:0.00} days on; {await Waiting()} payments wait; {Struck()}");
        }
    }

    /// <summary>What the banks take back weeks later, and every event and message that is still on its way.</summary>
    private async Task ComeToRest()
    {
        await clock.MoveOn(Disputes);
        await Eventually.Becomes(chain.Sandbox.Untold, untold => untold == 0, Limit, "every event taken");
        await BecomesQuiet();
        await Eventually.Becomes(
            async () => string.Join(", ", (await chain.Broker.Messages()).Where(queue => queue.Value > 0)),
            left => left.Length == 0, Limit, "every queue empty, those for errors and dead letters included");
        await BecomesQuiet();
    }

    /// <summary>
    /// No call is on its way to the gateway, no message waits to be taken, and every wake-up that was sent has moved
    /// its payment on: one that a death swallowed is sent again.
    /// </summary>
    private async Task BecomesQuiet()
    {
        const string sql = """
            select (select count(*) from payment.capture_attempts where status = 'started')
                 + (select count(*) from payment.wake_ups where due_at <= @now or times_sent > 0)
            """;
        var quietLooks = 0;
        await Eventually.Holds(
            async () =>
            {
                var atWork = await chain.Database.Value<long>(sql, new { now = clock.GetUtcNow().UtcDateTime })
                    + await chain.Broker.Ready("payment-collect-payment");
                quietLooks = atWork == 0 ? quietLooks + 1 : 0;
                return quietLooks == 3;
            },
            Limit, "no attempt begun and no wake-up due or unheard");
    }

    private Task<DateTime?> NextWakeUp() =>
        chain.Database.Value<DateTime?>("select min(due_at) from payment.wake_ups");

    private Task<long> Waiting() => chain.Database.Value<long>("select count(*) from payment.wake_ups");

    private string Struck() => $"{killer.Kills.Values.Sum()} killed";
}
