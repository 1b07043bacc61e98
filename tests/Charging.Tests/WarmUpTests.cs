using System.Collections.Concurrent;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Charging.Tests;

/// <summary>A worker gets warm before it is ready, and nothing that goes wrong with that keeps it down.</summary>
public class WarmUpTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly Said log = new();

    [SetUp]
    public void Forget() => log.Lines.Clear();

    [Test]
    public async Task A_worker_is_not_ready_before_all_of_its_steps_are_done()
    {
        var (first, second) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var warmUp = Of(1, new("one", _ => first.Task), new("two", _ => second.Task));
        var health = new WarmUpHealth(warmUp);
        await warmUp.StartAsync(CancellationToken.None);

        first.SetResult();
        var between = await health.CheckHealthAsync(new HealthCheckContext());
        Assert.That(warmUp.Done.IsCompleted, Is.False);
        second.SetResult();
        await warmUp.Done.WaitAsync(Limit);
        var after = await health.CheckHealthAsync(new HealthCheckContext());

        Assert.That((between.Status, after.Status), Is.EqualTo((HealthStatus.Unhealthy, HealthStatus.Healthy)));
        Assert.That(log.Lines, Is.Empty);
    }

    [Test]
    public async Task A_step_that_fails_is_said_with_what_follows_and_stops_neither_the_others_nor_the_worker()
    {
        var done = 0;
        using var warmUp = Of(
            3, new("pricing", _ => throw new FormatException("No plan.")), new("keeping", _ => Count(ref done)));

        await warmUp.StartAsync(CancellationToken.None);
        await warmUp.Done.WaitAsync(Limit);

        Assert.That(done, Is.EqualTo(3), "as often as was asked");
        Assert.That(log.Lines, Is.EqualTo(
            [
                "Not warmed up: pricing, so the first messages that need it take longer, and nothing else follows: " +
                "No plan.",
            ]));
    }

    [Test]
    public async Task A_step_that_comes_to_no_end_is_waited_for_no_longer_than_the_limit()
    {
        using var warmUp = Of(
            TimeSpan.FromMilliseconds(50), 1, new WarmUpStep("waiting", _ => new TaskCompletionSource().Task));

        await warmUp.StartAsync(CancellationToken.None);
        await warmUp.Done.WaitAsync(Limit);

        Assert.That(log.Lines, Has.One.Contains("waiting").And.One.Contains("WarmUp__Limit"));
    }

    [Test]
    public async Task What_is_away_at_first_is_waited_for_and_not_said()
    {
        var tries = 0;
        using var warmUp = Of(1, new WarmUpStep("keeping", _ => ++tries < 3
            ? throw new NpgsqlException("The database is away.")
            : Task.CompletedTask));

        await warmUp.StartAsync(CancellationToken.None);
        await warmUp.Done.WaitAsync(Limit);

        Assert.That(tries, Is.EqualTo(3));
        Assert.That(log.Lines, Is.Empty);
    }

    [Test]
    public async Task What_stays_away_is_said_with_its_reason_at_the_limit()
    {
        using var warmUp = Of(TimeSpan.FromMilliseconds(50), 1, new WarmUpStep(
            "keeping", _ => throw new NpgsqlException("The database is away.")));

        await warmUp.StartAsync(CancellationToken.None);
        await warmUp.Done.WaitAsync(Limit);

        Assert.That(log.Lines, Has.One.Contains("keeping").And.One.Contains("The database is away."));
    }

    [Test]
    public void Where_it_is_never_begun_nobody_waits_for_it()
    {
        using var warmUp = Of(1, new WarmUpStep("never", _ => throw new InvalidOperationException("It was begun.")));

        Assert.That(warmUp.Done.IsCompletedSuccessfully, Is.True);
    }

    private static Task Count(ref int done)
    {
        done++;
        return Task.CompletedTask;
    }

    private WarmUp Of(int times, params WarmUpStep[] steps) => Of(Limit, times, steps);

    private WarmUp Of(TimeSpan limit, int times, params WarmUpStep[] steps) =>
        new(steps, Options.Create(new WarmUpOptions { Limit = limit, Times = times }), log);

    private sealed class Said : ILogger<WarmUp>
    {
        public ConcurrentBag<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));
    }
}
