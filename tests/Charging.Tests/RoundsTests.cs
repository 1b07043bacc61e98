using Charging.TestBed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Charging.Tests;

/// <summary>What a worker does again and again never ends it, and is said once for each outage.</summary>
public sealed class RoundsTests : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly Heard heard = new();
    private CancellationTokenSource stop = new();
    private ServiceProvider services = null!;
    private int rounds;

    [SetUp]
    public void Begin()
    {
        (rounds, stop) = (0, new());
        services = new ServiceCollection()
            .AddLogging(log => log.AddProvider(heard)).AddSingleton(TimeProvider.System).AddRounds()
            .BuildServiceProvider();
    }

    [TearDown]
    public void Dispose()
    {
        services?.Dispose();
        stop.Dispose();
        heard.Dispose();
    }

    [Test]
    public async Task What_passes_is_said_once_however_often_it_was_tried_and_once_when_it_is_over()
    {
        var said = new List<string>();
        var running = Run(_ => ++rounds < 20 ? throw new NpgsqlException("away") : Task.CompletedTask, said.Add);

        await Eventually.Holds(() => Task.FromResult(rounds >= 25), Soon, "rounds after the outage");
        await Stop(running);

        Assert.That(said, Is.EqualTo(new[] { "away" }));
        Assert.That(heard.Lines.Select(line => line.Level), Is.EqualTo(new[] { LogLevel.Information }));
        Assert.That(heard.Lines[0].Text, Does.StartWith("Counting goes on; it stood still for"));
    }

    [Test]
    public async Task A_fault_of_ours_is_critical_once_stands_in_health_and_does_not_end_the_rounds()
    {
        var running = Run(_ => ++rounds > 0 ? throw new InvalidCastException("a fault of ours") : null!, _ => { });

        await Eventually.Holds(() => Task.FromResult(rounds >= 10), Soon, "rounds that go on");
        var standing = services.GetRequiredService<Outages>().Standing;
        await Stop(running);

        Assert.That(heard.Lines.Select(line => line.Level), Is.EqualTo(new[] { LogLevel.Critical }));
        Assert.That(standing["Counting"], Does.EndWith("a fault of ours"));
    }

    [Test]
    public async Task A_fault_behind_an_outage_is_said_too()
    {
        var said = new List<string>();
        var running = Run(
            _ => throw (++rounds < 5 ? new NpgsqlException("away") : new InvalidCastException("a fault")), said.Add);

        await Eventually.Holds(() => Task.FromResult(rounds >= 10), Soon, "rounds that go on");
        await Stop(running);

        Assert.That(said, Is.EqualTo(new[] { "away", "a fault" }));
    }

    private Task Run(Func<CancellationToken, Task> round, Action<string> say) =>
        services.GetRequiredService<Rounds>().Every("Counting", Pause, round, say, stop.Token);

    private async Task Stop(Task running)
    {
        await stop.CancelAsync();
        Assert.That(await Task.WhenAny(running), Is.SameAs(running));
        Assert.That(running.IsFaulted, Is.False);
    }

    private sealed class Heard : ILoggerProvider, ILogger
    {
        public List<(LogLevel Level, string Text)> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => Lines.Add((logLevel, formatter(state, exception)));

        public void Dispose() => Lines.Clear();
    }
}
