using System.Diagnostics.Metrics;
using Charging.ServiceDefaults.Waiting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Charging.ServiceDefaults.Metering;

/// <summary>
/// Measures what is due in the database, in one instance of the worker; says beside each when that was. A look that
/// fails is shown no more and holds up no other; none ends the worker, nor makes it unready: a gauge that takes too
/// long would take the worker from who calls it, and stop a roll-out.
/// </summary>
internal sealed class Measuring : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly List<Entry> entries;
    private readonly MeasuringTurn turn;
    private readonly Rounds rounds;
    private readonly TimeProvider clock;
    private readonly ILogger<Measuring> log;

    public Measuring(
        IEnumerable<Measure> measures, IMeterFactory meters, MeasuringTurn turn, Rounds rounds, TimeProvider clock,
        ILogger<Measuring> log)
    {
        (this.turn, this.rounds, this.clock, this.log) = (turn, rounds, clock, log);
        entries =
        [
            .. measures.Select(measure => new Entry(
                measure, new Measured(meters.OfCharging(), Metric.CheckedTimestamp(measure.About)))),
        ];
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => entries.Count == 0
        ? Task.CompletedTask
        : rounds.Every(nameof(Measuring), Pause, Round, log.NotMeasured, stoppingToken, isAwaited: false);

    private async Task Round(CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        foreach (var entry in entries)
        {
            try
            {
                await Look(entry, cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                entry.Fail();
                failures.Add(
                    new InvalidOperationException($"charging.{entry.Measure.About}: {failure.Message}", failure));
                if (turn.IsHeld) continue;
                entries.ForEach(one => one.Fail()); // nobody can look without a connection
                break;
            }
        }

        if (failures.Count > 0) throw failures[0];
    }

    private async Task Look(Entry entry, CancellationToken cancellationToken)
    {
        if (!await turn.Take(cancellationToken))
        {
            entry.Forget();
            return;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        if (entry.DueAt > now) return;
        var measuredAt = await entry.Measure.Look(now, cancellationToken);
        entry.Show(measuredAt, now + entry.Measure.Pause);
    }

    private sealed class Entry(Measure measure, Measured timestamp)
    {
        public Measure Measure => measure;

        public DateTime DueAt { get; private set; }

        public void Show(DateTime measuredAt, DateTime dueAt)
        {
            timestamp.Show((measuredAt - DateTime.UnixEpoch).TotalSeconds);
            DueAt = dueAt;
        }

        /// <summary>When it was measured last stays true.</summary>
        public void Fail()
        {
            foreach (var one in measure.Shows) one.Forget();
            DueAt = default;
        }

        public void Forget()
        {
            Fail();
            timestamp.Forget();
        }
    }
}
