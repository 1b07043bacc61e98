using Microsoft.Extensions.Logging;

namespace Charging.ServiceDefaults;

/// <summary>What every worker can say, whatever its deed.</summary>
internal static partial class Log
{
    [LoggerMessage(901, LogLevel.Warning,
        "This worker's clock is {Ahead} ahead of the machine's (Clock__Ahead): real money would be drawn too early")]
    public static partial void ClockIsAhead(this ILogger logger, TimeSpan ahead);

    [LoggerMessage(902, LogLevel.Critical,
        "{What} stands still and is tried again and again; it will not pass by itself, so look into it")]
    public static partial void StandsStill(this ILogger logger, string what, Exception reason);

    [LoggerMessage(903, LogLevel.Warning,
        "{What} cannot be used, and {Waiting} messages wait for it; none is lost, each is tried again: {Reason}")]
    public static partial void MessagesWait(this ILogger logger, string what, int waiting, string reason);

    [LoggerMessage(904, LogLevel.Information, "{What} goes on; it stood still for {Lasted}")]
    public static partial void GoesOn(this ILogger logger, string what, TimeSpan lasted);

    [LoggerMessage(905, LogLevel.Warning,
        "{Queue} refused {Count} message(s), the last by the broker's user {Publisher}: {Reason}")]
    public static partial void MessagesRefused(
        this ILogger logger, string queue, int count, string publisher, string reason);

    [LoggerMessage(907, LogLevel.Warning,
        "Changes told on {Channels} are not heard, so each row is read from its table until they are: {Reason}")]
    public static partial void ChangesNotHeard(this ILogger logger, string channels, string reason);

    [LoggerMessage(908, LogLevel.Warning,
        "Not warmed up: {Step}, so the first messages that need it take longer, and nothing else follows: {Reason}")]
    public static partial void NotWarm(this ILogger logger, string step, string reason);

    [LoggerMessage(909, LogLevel.Warning,
        "Not measured, so its gauges show nothing until it is: {Reason}")]
    public static partial void NotMeasured(this ILogger logger, string reason);

    [LoggerMessage(906, LogLevel.Warning,
        "The broker takes messages of more than {Bytes} bytes, each of which costs memory wherever it waits: " +
        "set max_message_size = {Bytes} in its rabbitmq.conf")]
    public static partial void BrokerTakesLargeMessages(this ILogger logger, long bytes);

    [LoggerMessage(911, LogLevel.Warning,
        "{Most} connections stand at {Address}; {Count} newcomer(s) found no place but that of one who waited")]
    public static partial void PortIsFull(this ILogger logger, int most, string address, int count);

    [LoggerMessage(910, LogLevel.Warning,
        "Nothing can be published, and whoever hands something in is told so, until it goes on: {Reason}")]
    public static partial void NothingIsPublished(this ILogger logger, string reason);
}
