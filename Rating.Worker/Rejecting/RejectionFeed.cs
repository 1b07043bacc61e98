using Charging.Rating.Sessions;
using MassTransit;

namespace Charging.Rating.Rejecting;

/// <summary>
/// Tells a platform what was refused of it: by the user that the broker vouches for, if that is given sources; else
/// nobody is told, and the message stays with us.
/// </summary>
internal sealed class RejectionFeed(IBus bus, SourceRights sources, RatingMetrics metrics, TimeProvider clock)
{
    /// <summary>Of a platform's own record.</summary>
    public static Task HearRecord(
        IServiceProvider services, MessageSetAside message, CancellationToken cancellationToken) =>
        services.GetRequiredService<RejectionFeed>().Tell(message, cancellationToken);

    /// <summary>Of a session, which is counted as what became of it.</summary>
    public static Task Hear(
        IServiceProvider services, MessageSetAside message, CancellationToken cancellationToken) =>
        services.GetRequiredService<RejectionFeed>().TellAndCount(message, cancellationToken);

    private async Task TellAndCount(MessageSetAside message, CancellationToken cancellationToken)
    {
        await Tell(message, cancellationToken);
        metrics.NotTaken(message.IsTheirs);
    }

    private Task Tell(MessageSetAside message, CancellationToken cancellationToken) =>
        message.IsTheirs && sources.PlatformOf(message.Publisher) is { } platform
            ? bus.Publish(
                RefusedSession.Of(message, platform, clock.GetUtcNow().UtcDateTime), cancellationToken)
            : Task.CompletedTask;
}

/// <summary>What of it is said where the worker is put together.</summary>
internal static class RejectionFeedParts
{
    /// <summary>A queue for each user that is given sources; where nobody is, nothing.</summary>
    public static Publications AddRejectionFeed(this Publications publications, IConfiguration configuration) =>
        publications.AddFeed<SessionRejected>(
            one => one.RejectionId.ToString(), one => one.Platform, SourceRights.PlatformsIn(configuration));
}
