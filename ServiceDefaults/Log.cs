using Microsoft.Extensions.Logging;

namespace Charging.ServiceDefaults;

/// <summary>What every worker can say, whatever its deed.</summary>
internal static partial class Log
{
    [LoggerMessage(901, LogLevel.Warning,
        "This worker's clock is {Ahead} ahead of the machine's (Clock__Ahead): real money would be drawn too early")]
    public static partial void ClockIsAhead(this ILogger logger, TimeSpan ahead);
}
