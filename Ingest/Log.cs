namespace Charging.Ingest;

/// <summary>What ingest can say; never a key, and nothing that stood in a session.</summary>
internal static partial class Log
{
    [LoggerMessage(401, LogLevel.Information, "{Platform} was refused {Count} session(s), the last as {Code}")]
    public static partial void SessionsRefused(this ILogger logger, string platform, int count, string code);

    [LoggerMessage(402, LogLevel.Information,
        "{Platform} was told to send {Count} session(s) again, as the broker does not take them: {Reason}")]
    public static partial void SessionsPostponed(this ILogger logger, string platform, int count, string reason);
}
