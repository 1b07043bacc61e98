using System.Diagnostics.Metrics;
using Charging.TestBed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Charging.Tests;

/// <summary>What is measured in the database is shown by one instance, and only while it is known.</summary>
[Category("bed")]
public class MeasuringTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private static readonly Metric Waiting = new(MetricKind.Gauge, "charging.things.waiting", "", "Things.");

    private readonly List<Instance> instances = [];
    private Database database = null!;

    [SetUp]
    public async Task Begin()
    {
        database = await Database.Create();
        await database.Execute("create table things (name text)");
    }

    [TearDown]
    public async Task End()
    {
        foreach (var instance in instances) await instance.DisposeAsync();
        instances.Clear();
        await database.DisposeAsync();
    }

    [Test]
    public async Task One_instance_shows_it_and_another_when_the_database_has_lost_that_one()
    {
        var first = await Start();
        await first.Shows(0);
        var second = await Start();
        Assert.That(await second.HasTurn(), Is.False);
        Assert.That(second.Shown, Is.Empty);

        await database.Execute("""
            select pg_terminate_backend(pid) from pg_stat_activity
            where  datname = current_database() and pid <> pg_backend_pid() and application_name = 'first'
            """);

        await Eventually.Holds(
            () => Task.FromResult(first.Shown.Count + second.Shown.Count == 2), Soon, "one of them shows it again");
    }

    [Test]
    public async Task The_turn_of_an_instance_that_hangs_is_given_to_another()
    {
        await using var hanging = Turn(database, "hangs", TimeSpan.FromMilliseconds(200));
        await using var other = Turn(database, "other");
        Assert.That(await hanging.Take(default), Is.True);

        await Eventually.Holds(() => other.Take(default), Soon, "its turn");
    }

    [Test]
    public async Task What_cannot_be_measured_is_not_shown_as_it_was_and_when_it_was_measured_stays()
    {
        var instance = await Start();
        await instance.Shows(0);
        var before = instance.Shown["charging.things.checked_timestamp"];

        await database.Execute("alter table things rename to hidden");
        await Eventually.Holds(
            () => Task.FromResult(!instance.Shown.ContainsKey(Waiting.Name)), Soon, "nothing to be seen of it");
        Assert.That(instance.Shown["charging.things.checked_timestamp"], Is.GreaterThanOrEqualTo(before));
        Assert.That(instance.Standing, Is.Empty, "no reason to take the worker out of service");

        await database.Execute("insert into hidden values ('one'); alter table hidden rename to things");
        await instance.Shows(1);
    }

    private async Task<Instance> Start()
    {
        var instance = new Instance(database, instances.Count == 0 ? "first" : "second");
        instances.Add(instance);
        await instance.Start();
        return instance;
    }

    private static MeasuringTurn Turn(Database database, string name, TimeSpan? silence = null) =>
        new(Postgres.CreateForWrites($"{database.ConnectionString};Pooling=false", name), "testing", silence);

    private sealed class Instance : IAsyncDisposable
    {
        private readonly MeterListener listener = new();
        private readonly Dictionary<string, double> seen = [];
        private readonly ServiceProvider services;
        private readonly MeasuringTurn turn;
        private readonly Measuring measuring;

        public Instance(Database database, string name)
        {
            services = new ServiceCollection().AddMetrics().AddLogging().AddSingleton(TimeProvider.System).AddRounds()
                .BuildServiceProvider();
            var meters = services.GetRequiredService<IMeterFactory>();
            var waiting = new Measured(meters.OfCharging(), Waiting);
            turn = Turn(database, name);
            var looked = new Measure("things", TimeSpan.Zero, [waiting], async (now, stop) =>
            {
                await using var connection = await database.Source.OpenConnectionAsync(stop);
                waiting.Show(await connection.ExecuteScalarAsync<long>("select count(*) from things"));
                return now;
            });
            measuring = new Measuring(
                [looked], meters, turn, services.GetRequiredService<Rounds>(), TimeProvider.System,
                NullLogger<Measuring>.Instance);
            listener.InstrumentPublished = (instrument, on) =>
            {
                if (instrument.Meter.Scope == meters) on.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => seen[instrument.Name] = value);
        }

        public IReadOnlyDictionary<string, string> Standing =>
            services.GetRequiredService<Outages>().Standing;

        public Task<bool> HasTurn() => turn.Take(CancellationToken.None);

        public Dictionary<string, double> Shown
        {
            get
            {
                seen.Clear();
                listener.RecordObservableInstruments();
                return new Dictionary<string, double>(seen);
            }
        }

        public async Task Start()
        {
            listener.Start();
            await measuring.StartAsync(CancellationToken.None);
        }

        public Task Shows(double value) => Eventually.Holds(
            () => Task.FromResult(Shown.TryGetValue(Waiting.Name, out var shown) && shown.Equals(value)), Soon,
            $"{value} waiting");

        public async ValueTask DisposeAsync()
        {
            await measuring.StopAsync(CancellationToken.None);
            measuring.Dispose();
            await turn.DisposeAsync();
            listener.Dispose();
            await services.DisposeAsync();
        }
    }
}
