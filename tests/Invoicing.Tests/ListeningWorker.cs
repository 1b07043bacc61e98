using Charging.TestBed;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Charging.Invoicing.Tests;

/// <summary>A worker's ear for changes of one table, and a clock that a test moves.</summary>
internal sealed class ListeningWorker : IAsyncDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private readonly Database database;
    private readonly FakeTimeProvider clock;
    private readonly Listener listener;
    private readonly string session;

    private ListeningWorker(Database database, FakeTimeProvider clock, HeardTable heard, string channel)
    {
        (this.database, this.clock) = (database, clock);
        session = $"from pg_stat_activity where datname = current_database() and query = 'listen {channel}'";
        listener = new Listener(
            database.Source, clock, Unhindered.Outages, NullLogger<Listener>.Instance, [heard]);
    }

    public static async Task<ListeningWorker> Start(
        Database database, FakeTimeProvider clock, HeardTable heard, string channel)
    {
        var worker = new ListeningWorker(database, clock, heard, channel);
        await worker.listener.StartAsync(default);
        await worker.IsListening();
        return worker;
    }

    /// <summary>What is told from now on it does not hear, until it notices.</summary>
    public Task CutOff() => database.Execute($"select pg_terminate_backend(pid) {session}");

    /// <summary>The pause before it listens again may begin at any moment: time passes until it is over.</summary>
    public Task IsListening() => Eventually.Holds(
        () =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return database.Value<bool>($"select exists (select {session})");
        },
        Limit, "listening");

    public Task LosesPatience(Task finding) => Eventually.Holds(
        () =>
        {
            clock.Advance(TimeSpan.FromSeconds(5));
            return Task.FromResult(finding.IsCompleted);
        },
        Limit, "the end of patience");

    public async ValueTask DisposeAsync()
    {
        await listener.StopAsync(default);
        listener.Dispose();
    }
}
