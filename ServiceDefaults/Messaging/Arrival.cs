using MassTransit;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>When a message came to this worker, and when it was published where that is known, both in UTC.</summary>
public sealed record Arrival(DateTime ReceivedAt, DateTime? PublishedAt)
{
    /// <summary>
    /// However often it was tried since. Of a message that says only in which second it was published it is the begin;
    /// no message was published after it came.
    /// </summary>
    public static Arrival Of(ConsumeContext context, DateTime now)
    {
        var received = now - context.ReceiveContext.ElapsedTime;
        return Messaging.PublishedAt.Of(context.ReceiveContext)?.Earliest is not { } published
            ? new Arrival(received, null)
            : new Arrival(received, published < received ? published : received);
    }
}
