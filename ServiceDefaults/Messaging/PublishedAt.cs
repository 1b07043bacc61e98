using MassTransit;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// When a message was published, by the header that RabbitMQ itself gives it where its broker is set to (message
/// interceptors, timestamp), in milliseconds; by AMQP's own property, in seconds, where a publisher says no more.
/// </summary>
/// <param name="Earliest">The begin of the second, where no more is known.</param>
/// <param name="Latest">The end of that.</param>
internal readonly record struct PublishedAt(DateTime Earliest, DateTime Latest)
{
    /// <summary>Of each message of ours.</summary>
    public const string Header = "timestamp_in_ms";

    /// <summary>The year 9999; what is later is no moment.</summary>
    private const long MostMilliseconds = 253_402_300_799_999;

    /// <summary>
    /// In milliseconds since 1970. Of the machine's own clock: how long a message waits has nothing to do with the time
    /// that a worker is told to take for now.
    /// </summary>
    public static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Null where the message does not say it.</summary>
    public static PublishedAt? Of(ReceiveContext message)
    {
        if (!message.TryGetPayload(out RabbitMqBasicConsumeContext? delivery)) return null;
        var properties = delivery.Properties;
        if (properties.Headers?.TryGetValue(Header, out var header) == true && header is long milliseconds)
            return Of(milliseconds, 0);
        return properties.IsTimestampPresent() && properties.Timestamp.UnixTime < MostMilliseconds / 1000
            ? Of(properties.Timestamp.UnixTime * 1000, 999)
            : null;
    }

    private static PublishedAt? Of(long milliseconds, int about) => milliseconds is < 0 or > MostMilliseconds
        ? null
        : new PublishedAt(
            DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime,
            DateTimeOffset.FromUnixTimeMilliseconds(milliseconds + about).UtcDateTime);
}

/// <summary>Counts how long each message of a queue has waited, whichever way it goes on.</summary>
internal sealed class WaitOfMessages(MessageMetrics.OfQueue metrics) : IFilter<ReceiveContext>
{
    public void Probe(ProbeContext context) => context.CreateFilterScope("waitOfMessages");

    public Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        if (!context.Redelivered && PublishedAt.Of(context) is { } published)
            metrics.WaitedSince(published.Latest);
        return next.Send(context);
    }
}
