using System.Text.RegularExpressions;
using Charging.TestBed;

namespace Charging.Tests.Rollout;

/// <summary>
/// docs/how-to/roll-out.md, done to an earlier release under load and undone again: whatever is published meanwhile is
/// charged once. ./charging rollout runs it.
/// </summary>
[Category("bed")]
[Category("apart")]
public partial class RollOutTests
{
    /// <summary>Thirty a second.</summary>
    private const int EveryTick = 3;

    /// <summary>How many sessions are captured between two changes at the least.</summary>
    private const int Between = 300;

    private const string NeedsTime = "needs-time-";

    /// <summary>A session may wait so long for its capture while workers are replaced.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly List<(string Name, DateTime Began)> phases = [];
    private Chain? chain;
    private HttpPlatform? http;
    private IReadOnlyList<SentSession> sent = [];
    private IReadOnlyList<ChargedSession> charged = [];

    private Chain Chain => chain!;

    [OneTimeSetUp]
    public async Task Roll_out_and_back()
    {
        var previous = Release.Previous;
        Starts.AreAsInProduction = true;
        chain = await Chain.Prepare(Options(previous));
        Chain.Beside("Payment.Worker", previous);
        await Chain.StartWorkers();
        var rolling = new Rolling(Chain);
        var load = SteadyLoad.Begin(Chain, EveryTick);
        using var done = new CancellationTokenSource();
        var looking = LookOn(done.Token);

        await Phase("before", () => Work(load));
        await Phase("forward", rolling.Forward);
        http = await HttpPlatform.Start(Chain);
        load.Http = http;
        await Phase("after", () => Work(load));
        await Phase("back", () => rolling.Back(previous));
        await Phase("back again", () => Work(load));

        await done.CancelAsync();
        await looking;
        sent = await load.End();
        await Eventually.Becomes(
            () => Chain.Progress(), seen => seen.AllAre(sent.Count, mailed: true), Limit, $"{sent.Count} charged");
        charged = await ChargedSession.All(Chain.Database);
        await Report();
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        Starts.AreAsInProduction = false;
        if (http is not null) await http.DisposeAsync();
        await chain.Close();
    }

    [Test]
    public void Each_session_has_one_usage_at_its_price_one_invoice_one_capture_and_one_receipt()
    {
        var bySession = charged.ToDictionary(one => one.SessionId);

        Assert.That(sent, Has.Count.GreaterThan(5 * Between));
        Assert.That(bySession.Keys, Is.EquivalentTo(sent.Select(one => one.Session.SessionId)));
        Assert.That(sent.Where(one => !bySession[one.Session.SessionId].IsOnceAt(one.ChargeMinor)), Is.Empty);
    }

    [Test]
    public void The_gateway_drew_once_for_each_invoice() =>
        Assert.That(Chain.Captures.GroupBy(one => one.InvoiceId).Select(invoice => invoice.Count()),
            Has.Exactly(sent.Count).EqualTo(1).And.All.EqualTo(1));

    [Test]
    public async Task The_books_balance_and_the_operator_finds_so()
    {
        await Chain.BooksBalance(sent.Count);
        await Chain.Operate("reconcile", "--wait", "60");
    }

    [Test]
    public Task Nothing_lies_in_a_queue_for_errors_or_dead_letters_or_in_any_other() => Chain.QueuesAreEmpty();

    [Test]
    public async Task Nothing_is_set_aside_or_left_to_a_person() =>
        Assert.That(
            await Chain.Database.Value<long>("""
                select (select count(*) from rating.quarantined_sessions)
                     + (select count(*) from payment.collections where state <> 'Captured')
                """),
            Is.Zero);

    [Test]
    public void No_worker_logged_an_error() =>
        Assert.That(Lines().Where(line => Wrong().IsMatch(line)), Is.Empty);

    [Test]
    public void No_session_waits_longer_for_its_capture_than_it_may() =>
        Assert.That(Waits().Max(one => one.Wait), Is.LessThan(LongestWait));

    /// <summary>Most cards are good; some are declined at first, some silent, some banks slow.</summary>
    private static ChainOptions Options(Release previous) => new()
    {
        Release = previous,
        Customers =
        [
            .. SampleCustomer.Good(16, "pm_ok"),
            new SampleCustomer($"{NeedsTime}declined", "pm_declines_2_then_ok"),
            new SampleCustomer($"{NeedsTime}silent", "pm_reset_after"),
            new SampleCustomer($"{NeedsTime}lost-card", "pm_declined_lost_card", "pm_ok"),
            new SampleCustomer($"{NeedsTime}bank", "pm_sepa_pending_ok"),
        ],
        Sandbox = new Dictionary<string, string> { ["Sandbox__DebitDelay"] = "00:00:05" },
        Settings = new Dictionary<string, string>
        {
            ["Sources__upstream__0"] = SampleSession.Source,
            // What the newer release takes for our own by itself, an older one has to be told.
            ["Publishers__Own__0"] = "rating",
            ["Publishers__Own__1"] = "invoicing",
            ["Publishers__Own__2"] = "payment",
            ["Publishers__Own__3"] = "operator",
            ["Publishers__Own__4"] = "ingest",
            ["Gateway__QuickRepeatDelay"] = "00:00:00.200",
            ["Retry__Later__0"] = "00:00:02",
            ["Retry__Later__1"] = "00:00:03",
            ["Retry__Technical__0"] = "00:00:01",
            ["Retry__Looks__0"] = "00:00:02",
            ["Retry__PendingLooks__0"] = "00:00:10",
            ["Retry__PendingLooks__1"] = "00:00:20",
        },
    };

    /// <summary>Until so many more are captured.</summary>
    private async Task Work(SteadyLoad load)
    {
        var from = load.Sent.Count;
        await Eventually.Becomes(
            () => Chain.Progress(), seen => seen.Captured >= from + Between, Limit, $"{from + Between} captured");
    }

    /// <summary>As `status` and whoever watches do, so that a migration meets readers of the views.</summary>
    private async Task LookOn(CancellationToken done)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!done.IsCancellationRequested)
        {
            await Chain.Progress();
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private async Task Phase(string name, Func<Task> deed)
    {
        phases.Add((name, TimeProvider.System.GetUtcNow().UtcDateTime));
        await deed();
    }

    /// <summary>Of those whose card is good, since the others wait for their own reasons.</summary>
    private IEnumerable<(DateTime At, TimeSpan Wait)> Waits()
    {
        var bySession = charged.ToDictionary(one => one.SessionId);
        return sent.Where(one => !one.Session.CustomerId.StartsWith(NeedsTime, StringComparison.Ordinal))
            .Select(one => (one.At, bySession[one.Session.SessionId].CapturedAt!.Value - one.At));
    }

    private async Task Report()
    {
        foreach (var (phase, next) in phases.Zip(phases.Skip(1).Append((Name: "end", Began: DateTime.MaxValue))))
        {
            var own = Waits().Where(one => one.At >= phase.Began && one.At < next.Began)
                .Select(one => one.Wait.TotalSeconds).Order().ToList();
            await TestContext.Progress.WriteLineAsync(
                $"{phase.Name,-12}{own.Count,6} sessions, captured within {own[own.Count / 2]:0.00} s (median), " +
                $"{own[own.Count * 99 / 100]:0.00} s (99 %), {own[^1]:0.00} s (all)");
        }

        foreach (var kind in Lines().Select(line => Warned().Match(line)).Where(match => match.Success)
            .CountBy(match => match.Groups[1].Value))
            await TestContext.Progress.WriteLineAsync($"{kind.Value,6} warnings {kind.Key}");
    }

    private IEnumerable<string> Lines() => Chain.LogFiles.Where(File.Exists).SelectMany(File.ReadLines);

    [GeneratedRegex(@"^\S+Z warn: (\S+) ")]
    private static partial Regex Warned();

    [GeneratedRegex(@"^\S+Z (fail|crit): ")]
    private static partial Regex Wrong();
}
