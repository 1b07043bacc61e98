using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace Charging.Rating.Detail;

/// <summary>
/// Asks the bridges, from every instance, for what is due; keeps each answer and tells the session again. Each host is
/// worked through on its own, so that one which is slow or away holds up nothing but its own sessions. What was taken
/// and not finished, for whatever reason, is due again after Detail__RetryAfter.
/// </summary>
internal sealed class FetchDetails(
    Details details, PatientBridge bridge, RequeueSession queue, IOptions<DetailOptions> options, RatingMetrics metrics,
    TimeProvider clock, Rounds rounds, ILogger<FetchDetails> log) : BackgroundService
{
    /// <summary>Hosts in work at once; the others take their turn.</summary>
    private const int MostHosts = 100;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly ActivitySource Traces = new(Telemetry.Name);

    private readonly Dictionary<string, Task> inWork = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await rounds.Every(nameof(FetchDetails), Pause, Begin, log.FetchingDelayed, stoppingToken);
        }
        finally
        {
            await Task.WhenAll(inWork.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Begin(CancellationToken cancellationToken)
    {
        foreach (var (host, work) in inWork.Where(one => one.Value.IsCompleted).ToList())
        {
            // First out of the way: what broke is said by the round, and the host is asked again by the next.
            inWork.Remove(host);
            await work;
        }

        var due = await details.HostsDue(
            Now, Expired, [.. inWork.Keys], [.. bridge.LeftAlone], MostHosts - inWork.Count, cancellationToken);
        foreach (var host in due) inWork.Add(host, Finish(host, cancellationToken));
    }

    private async Task Finish(string host, CancellationToken cancellationToken)
    {
        try
        {
            while (await Take(host, cancellationToken) is { Count: > 0 } due)
                await Task.WhenAll(due.Select(detail => Fetch(detail, cancellationToken)));
        }
        catch (Exception exception) when (Transient.Is(exception) && !cancellationToken.IsCancellationRequested)
        {
            log.FetchingDelayed(exception.Message);
        }
    }

    /// <summary>Of a host that is left alone, what has waited long enough to be given up.</summary>
    private Task<IReadOnlyList<AnnouncedSession>> Take(string host, CancellationToken cancellationToken)
    {
        var room = bridge.RoomFor(host);
        var (announcedBy, most) = room > 0 ? (Now, room) : (Expired, options.Value.AtOnce);
        return details.TakeDue(
            host, Now, announcedBy, most, options.Value.RetryAfter, options.Value.LongestWait, cancellationToken);
    }

    private async Task Fetch(AnnouncedSession detail, CancellationToken cancellationToken)
    {
        using var trace = Traces.StartActivity("fetch detail", ActivityKind.Internal, detail.Parent);
        if (!detail.IsAnswered)
        {
            var answer = await Ask(detail, cancellationToken);
            metrics.Fetched(answer.Outcome);
            if (answer is DetailAnswer.NotNow notNow && detail.AnnouncedAt > Expired)
            {
                log.DetailNotNow(detail.UsageId, notNow.Why);
                return;
            }

            detail = detail.With(answer);
            if (!await details.Keep(detail, cancellationToken)) return;
        }

        await queue.Again(detail, cancellationToken);
        await details.Park(detail, cancellationToken);
    }

    /// <summary>What was allowed when the session was announced may be so no longer.</summary>
    private async Task<DetailAnswer> Ask(AnnouncedSession detail, CancellationToken cancellationToken) =>
        BridgeAddress.TryRead(detail.ToSession().DetailUri!, options.Value, out var address, out var refusal)
            ? await bridge.Ask(address, cancellationToken)
            : new DetailAnswer.Refused(refusal);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>What was announced by then has waited long enough.</summary>
    private DateTime Expired => Now - options.Value.GiveUpAfter;
}
