using Charging.Rating.Sessions;
using MassTransit;

namespace Charging.Rating.Rejecting;

/// <summary>
/// Tells a platform what was refused of it: by the user that the broker vouches for, if that is given sources; else
/// nobody is told, and the message stays with us.
/// </summary>
internal sealed class RejectionFeed(IBus bus, SourceRights sources, TimeProvider clock)
{
    public static Task Hear(
        IServiceProvider services, RefusedMessage message, CancellationToken cancellationToken) =>
        services.GetRequiredService<RejectionFeed>().Tell(message, cancellationToken);

    private Task Tell(RefusedMessage message, CancellationToken cancellationToken) =>
        sources.PlatformOf(message.Publisher) is { } platform
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
