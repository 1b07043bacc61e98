using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Charging.ServiceDefaults.Waiting;

/// <summary>
/// What of this worker stands still at the moment, since when and why: a round, a listener, or messages that wait. Each
/// is said once when it begins and once when it is over, however often it was tried in between; and as long as anything
/// that somebody waits for stands here, <c>/health/ready</c> is red. Nothing of it ever ends the worker.
/// </summary>
public sealed class Outages(TimeProvider clock, ILogger<Outages> log)
{
    private readonly Lock turn = new();
    private readonly Dictionary<string, Outage> standing = [];

    /// <summary>What somebody waits for, by name: since when, and why.</summary>
    public IReadOnlyDictionary<string, string> Standing
    {
        get
        {
            lock (turn)
            {
                return standing.Where(one => one.Value.IsAwaited).ToDictionary(
                    one => one.Key, one => $"since {one.Value.Since:yyyy-MM-dd HH:mm:ss} UTC: {one.Value.Reason}");
            }
        }
    }

    /// <summary>One more try failed. What does not pass by itself is said here, as critical.</summary>
    /// <param name="what">Its name.</param>
    /// <param name="reason">Why it failed.</param>
    /// <param name="isAwaited">False for what the worker's own work does not need, which leaves it ready.</param>
    /// <returns>True the first time, when it is to be said.</returns>
    public bool Fail(string what, Exception reason, bool isAwaited = true)
    {
        var isFault = !Transient.Is(reason);
        var isNew = Fail(what, reason.Message, isFault, isAwaited);
        if (isNew && isFault) log.StandsStill(what, reason);
        return isNew;
    }

    /// <summary>It goes on.</summary>
    /// <returns>How long it had stood still; null if it had not.</returns>
    public TimeSpan? End(string what)
    {
        Outage? over;
        lock (turn)
        {
            if (!standing.Remove(what, out over)) return null;
        }

        var lasted = clock.GetUtcNow() - over.Since;
        log.GoesOn(what, lasted);
        return lasted;
    }

    internal bool Fail(string what, string reason, bool isFault, bool isAwaited = true)
    {
        lock (turn)
        {
            var before = standing.GetValueOrDefault(what);
            standing[what] = new Outage(before?.Since ?? clock.GetUtcNow(), reason, isFault, isAwaited);
            return before is null || before.IsFault != isFault;
        }
    }

    private sealed record Outage(DateTimeOffset Since, string Reason, bool IsFault, bool IsAwaited);
}

/// <summary>Ready when nothing stands still.</summary>
internal sealed class OutagesHealth(Outages outages) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var standing = outages.Standing;
        return Task.FromResult(standing.Count == 0
            ? HealthCheckResult.Healthy("all of it goes on")
            : HealthCheckResult.Unhealthy(string.Join("; ", standing.Select(one => $"{one.Key} {one.Value}"))));
    }
}
