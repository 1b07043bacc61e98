using System.Diagnostics;
using Charging.TestBed;

namespace Charging.Tests.Rollout;

/// <summary>A step of a roll-out: when it began, and how long it took.</summary>
internal sealed record RollingStep(string Name, DateTime Began, TimeSpan Took);

/// <summary>
/// A chain whose workers are replaced by those of another release, in the order of docs/how-to/roll-out.md, while it
/// works.
/// </summary>
internal sealed class Rolling
{
    private const int AtWork = 20;

    private static readonly string[] Workers = ["Payment.Worker", "Invoicing.Worker", "Rating.Worker"];

    /// <summary>A counter of each, which every release has.</summary>
    private static readonly Dictionary<string, string> Done = new()
    {
        ["Rating.Worker"] = "charging_sessions_total",
        ["Invoicing.Worker"] = "charging_invoices_issued_total",
        ["Payment.Worker"] = "charging_payments_total",
    };

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly List<RollingStep> steps = [];
    private readonly List<WorkerProcess> running;
    private readonly Chain chain;

    /// <param name="chain">Every worker of it runs.</param>
    public Rolling(Chain chain)
    {
        this.chain = chain;
        running = [.. chain.All];
        Listening = chain.Payment[0];
    }

    public IReadOnlyList<RollingStep> Steps => steps;

    /// <summary>It has the port for the gateway's events, which no second one can have beside it.</summary>
    private WorkerProcess Listening { get; set; }

    /// <summary>To what was built here: rights, migrations and queues, then the workers, Payment first.</summary>
    public async Task Forward()
    {
        await Step("rights on the broker", () => chain.Broker.Give(BrokerRights.All));
        await Step("roles", () => chain.Database.SetRoles(Path.Combine(Bed.Root, "deploy", "roles.sql")));
        foreach (var command in (string[])["migrate", "topology"])
        {
            await Step(command, () => Task.WhenAll(Workers.Select(worker => chain.Beside(worker, null).Run(command))));
        }

        foreach (var worker in Workers) await Replace(worker, null);
    }

    /// <summary>To an earlier release: its workers, Payment last, and nothing else.</summary>
    public async Task Back(Release release)
    {
        foreach (var worker in Workers.Reverse()) await Replace(worker, release);
    }

    /// <summary>One instance after the other; the one that has the port ends before its successor begins.</summary>
    private async Task Replace(string worker, Release? release)
    {
        foreach (var old in running.Where(one => one.Name == worker).ToList())
        {
            var next = chain.Beside(worker, release);
            await (old == Listening
                ? Step($"{worker}, the port", () => Relieve(next))
                : Step($"{worker}, beside", () => Join(old, next)));
            running[running.IndexOf(old)] = next;
        }
    }

    private async Task Relieve(WorkerProcess next)
    {
        await Listening.Stop();
        chain.LetHear(next);
        await next.Start();
        Listening = next;
    }

    /// <summary>Until both have worked side by side.</summary>
    private static async Task Join(WorkerProcess old, WorkerProcess next)
    {
        await next.Start();
        var before = await Count(old);
        await Eventually.Holds(
            async () => await Count(old) - before >= AtWork && await Count(next) >= AtWork, Limit,
            $"two of {old.Name} at work beside each other");
        await old.Stop();

        static Task<double> Count(WorkerProcess worker) => worker.Metric(Done[worker.Name]);
    }

    private async Task Step(string name, Func<Task> deed)
    {
        var (began, watch) = (TimeProvider.System.GetUtcNow().UtcDateTime, Stopwatch.StartNew());
        await deed();
        steps.Add(new(name, began, watch.Elapsed));
        await TestContext.Progress.WriteLineAsync($"{watch.Elapsed.TotalSeconds,6:0.0} s  {name}");
    }
}
