using System.Diagnostics;
using System.Globalization;
using Charging.Load.Floor;
using Charging.TestBed;
using Spectre.Console;

namespace Charging.Load;

/// <summary>One run: a fresh chain, the sessions, the wait for the last of them, the report.</summary>
internal static class LoadRun
{
    private const int Customers = 500;

    private const int DearestStatements = 14;

    /// <summary>Counting rows is work for the database: after it, none for this many times as long.</summary>
    private const int PauseFactor = 30;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan WarmLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan StandstillLimit = TimeSpan.FromMinutes(2);

    /// <summary>0 when every session was charged and the books balance, 1 otherwise.</summary>
    public static async Task<int> Run(LoadOptions options)
    {
        if (Bed.Configuration != "Release")
        {
            AnsiConsole.MarkupLine("[red]This is a Debug build, whose figures say nothing; run it with -c Release.[/]");
            return 1;
        }

        // Who is killed every few seconds does little else than start.
        Starts.AreAsInProduction = options.KillSeconds is null;
        var before = options.BesideFloor ? await Floor(options) : 0;
        var (isGood, rate) = await Charge(options);
        if (options.BesideFloor) Report.Floor(before, rate, await Floor(options));
        return isGood ? 0 : 1;
    }

    private static Task<double> Floor(LoadOptions options)
    {
        AnsiConsole.MarkupLine($"Sending {options.Sessions} sessions through the bare chain ...");
        return BareChain.Measure(Math.Max(options.Warm, 1), options.Sessions);
    }

    /// <summary>Whether every session was charged and the books balance, and how many a second that were.</summary>
    private static async Task<(bool IsGood, double Rate)> Charge(LoadOptions options)
    {
        AnsiConsole.MarkupLine("Starting a fresh virtual host, a fresh database and the workers ...");
        await using var chain = await Chain.Start(new ChainOptions
        {
            Instances = options.Instances,
            Customers = SampleCustomer.Good(Customers, Token(options), options.Sellers),
            Sandbox = options.Sandbox ? new Dictionary<string, string>() : null,
            SendsReceipts = options.Receipts,
            Settings = Settings(options),
        });
        var sessions = SampleSession.Many(options.All, chain.Customers);
        await Warm(chain, options, [.. sessions.Take(options.Warm)]);
        if (options.Statements) await Statement.Count(chain.Database);
        var moments = options.Rate is { } rate ? Pace.Even(options.Sessions, rate) : null;
        var pace = new Pace(moments, TimeProvider.System);

        var numbers = new NumberWatch(chain.Database);
        await using var killer = options.KillSeconds is { } seconds
            ? new Killer(chain.Invoicing, TimeSpan.FromSeconds(seconds))
            : null;
        SampleSession[] measured = [.. sessions.Skip(options.Warm)];
        var start = options.Backlog ? await PileUp(chain, pace, measured) : TimeProvider.System.GetUtcNow().UtcDateTime;
        var (before, workBefore) = (await Usage.Now(chain), await Work.Now(chain));
        var publishing = options.Backlog
            ? Task.CompletedTask
            : pace.Publish(chain.Broker.As("upstream"), measured);
        var costs = new CostLine(chain, options.All);
        var complete = await Follow(chain, options, publishing, numbers, costs);
        await publishing;
        if (killer is not null) await killer.Stop();
        var after = await Usage.Now(chain);

        var report = new Report(options, pace.Intended, start);
        var through = report.Stages(await Stage.Read(chain.Database));
        report.Captured(await Stage.CapturedAt(chain.Database));
        // What a process has used is gone with it.
        if (killer is null)
        {
            report.Work(Usage.Between(before, after), await Work.Now(chain) - workBefore);
            Report.Costs([.. costs.Costs()]);
        }
        else
        {
            AnsiConsole.MarkupLine($"Invoicing was killed {killer.Kills} times.");
        }

        if (options.Statements)
            report.Statements(await Statement.Dearest(chain.Database, DearestStatements));
        var whole = Report.Numbers(await numbers.Look(), numbers);
        Report.SetAside(await chain.Broker.Messages());
        var balanced = Report.Books(await Books.Read(chain, options.All));
        return (complete && whole && balanced, through);
    }

    /// <summary>Flat out, and until the last of them is through.</summary>
    private static async Task Warm(Chain chain, LoadOptions options, IReadOnlyList<SampleSession> sessions)
    {
        if (sessions.Count == 0) return;
        await new Pace(null, TimeProvider.System).Publish(chain.Broker.As("upstream"), sessions);
        await Eventually.Becomes(
            chain.Progress, progress => (options.Receipts ? progress.Mailed : progress.Settled) == sessions.Count,
            WarmLimit, $"{sessions.Count} sessions to warm up");
    }

    /// <returns>When the workers were started again, with all sessions before them.</returns>
    private static async Task<DateTime> PileUp(Chain chain, Pace pace, SampleSession[] sessions)
    {
        await Task.WhenAll(chain.All.Select(worker => worker.Stop()));
        AnsiConsole.MarkupLine($"Publishing {sessions.Length} sessions while no worker runs ...");
        await pace.Publish(chain.Broker.As("upstream"), sessions);
        var start = TimeProvider.System.GetUtcNow().UtcDateTime;
        await Task.WhenAll(chain.All.Select(worker => worker.Start()));
        return start;
    }

    /// <summary>The sandbox is told by the token how long it is to take, the other by a setting.</summary>
    private static string Token(LoadOptions options) => options switch
    {
        { Sandbox: true, GatewayMilliseconds: > 0 and var ms } => $"pm_slow_{ms}",
        { Sandbox: true } => "pm_ok",
        _ => "tok_ok",
    };

    private static Dictionary<string, string> Settings(LoadOptions options) => new()
    {
        ["Gateway__Latency"] =
            TimeSpan.FromMilliseconds(options.GatewayMilliseconds).ToString("c", CultureInfo.InvariantCulture),
        ["Logging__LogLevel__Default"] = "Warning",
    };

    /// <summary>Shows how far the stages are until all are done; false when nothing moved for a long time.</summary>
    private static Task<bool> Follow(
        Chain chain, LoadOptions options, Task publishing, NumberWatch numbers, CostLine costs) =>
        AnsiConsole.Progress().AutoClear(false).StartAsync(async progress =>
        {
            var bars = new Dictionary<string, ProgressTask>();
            using var timer = new PeriodicTimer(ShortestPause);
            var sinceMove = Stopwatch.StartNew();
            while (sinceMove.Elapsed < StandstillLimit)
            {
                if (publishing.IsFaulted) await publishing;
                if (options.KillSeconds is not null) await numbers.Look();
                var looking = Stopwatch.StartNew();
                foreach (var stage in await Stage.Read(chain.Database))
                {
                    if (stage.Name == Stage.Captured && options.KillSeconds is null) await costs.Look(stage.Sessions);
                    if (stage.Name == Stage.ReceiptSent && !options.Receipts) continue;
                    if (!bars.TryGetValue(stage.Name, out var bar))
                        bars[stage.Name] = bar = progress.AddTask(stage.Name, maxValue: options.All);
                    if (bar.Value < stage.Sessions) sinceMove.Restart();
                    bar.Value = stage.Sessions;
                }

                if (bars.Values.All(bar => bar.Value >= options.All)) return true;
                var pause = looking.Elapsed * PauseFactor;
                timer.Period = pause < ShortestPause ? ShortestPause : pause > LongestPause ? LongestPause : pause;
                await timer.WaitForNextTickAsync();
            }

            AnsiConsole.MarkupLine($"[red]Nothing moved for {StandstillLimit.TotalSeconds} s.[/]");
            return false;
        });
}
