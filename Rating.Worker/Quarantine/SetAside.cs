using Charging.Rating.Counting;
using Charging.Rating.Pricing;
using Charging.Rating.Sessions;
using MassTransit;

namespace Charging.Rating.Quarantine;

/// <summary>Keeps a session that cannot be charged, with the bytes that came, and tells why.</summary>
internal sealed class SetAside(
    Quarantine quarantine, SessionsMaskedBefore masked, Publishers publishers, SourceRights sources,
    RatingMetrics metrics, ILogger<SetAside> log)
{
    /// <param name="context">With the session and the bytes that came.</param>
    /// <param name="rejection">Why it cannot be charged.</param>
    /// <param name="now">UTC.</param>
    public async Task Keep(ConsumeContext<SessionEnded> context, Rejection rejection, DateTime now)
    {
        var aside = await quarantine.AddOnce(
            QuarantinedSession.Of(context.Message, rejection, context.ReceiveContext.GetBody(), now) with
            {
                PublishedBy = context.PublishedBy(publishers),
            },
            context.CancellationToken);
        var told = aside.ToSessionQuarantined();
        await context.Publish(told, context.CancellationToken);
        if (sources.OwnerOf(aside.Source, aside.PublishedBy) is { } platform)
        {
            var path = rejection.Path is { } place ? context.PathWithin(place) : null;
            await context.Publish(aside.ToSessionRejected(platform, path), context.CancellationToken);
        }

        metrics.Quarantined(rejection.Code);
        log.Quarantined(told);
    }

    /// <summary>The session may be one that lies here with its key masked, and was told again.</summary>
    public async Task Supersede(Usage usage, DateTime now, CancellationToken cancellationToken)
    {
        foreach (var id in await masked.Supersede(usage, now, cancellationToken))
            log.Superseded(usage.Source, usage.SessionId, id, usage.UsageId);
    }
}
