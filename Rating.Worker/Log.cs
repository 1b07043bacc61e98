namespace Charging.Rating;

/// <summary>Everything that the rating worker says.</summary>
internal static partial class Log
{
    /// <param name="logger">Says it.</param>
    /// <param name="usage">As it is told.</param>
    /// <param name="masked">Where a card number stood; null if there was none.</param>
    public static void Rated(this ILogger logger, UsageRated usage, string? masked)
    {
        logger.SessionRated(usage.Source, usage.SessionId, usage.Charge.Minor, usage.Charge.Currency, usage.PlanCode);
        if (masked is not null) logger.SessionMasked(usage.Source, usage.SessionId, masked);
    }

    public static void Quarantined(this ILogger logger, SessionQuarantined told) =>
        logger.SessionQuarantined(told.Source, told.SessionId, Words.Of(told.Code), told.Detail);

    [LoggerMessage(101, LogLevel.Debug, "Session {Source} {SessionId} rated at {ChargeMinor} {Currency} by {PlanCode}")]
    public static partial void SessionRated(
        this ILogger logger, string source, string sessionId, long chargeMinor, string currency, string planCode);

    [LoggerMessage(102, LogLevel.Warning, "Session {Source} {SessionId} set aside as {Code}: {Detail}")]
    public static partial void SessionQuarantined(
        this ILogger logger, string source, string sessionId, string code, string detail);

    [LoggerMessage(105, LogLevel.Warning, "The quarantine could not be counted: {Reason}")]
    public static partial void QuarantineUncounted(this ILogger logger, string reason);

    [LoggerMessage(106, LogLevel.Information, "A record of {Format} is skipped: {Reason}")]
    public static partial void RecordSkipped(this ILogger logger, string format, string? reason);

    [LoggerMessage(107, LogLevel.Warning,
        "A card number stood in {Where} of session {SessionId} of {Source}; the session is rated, and the number " +
        "masked: tell the platform")]
    private static partial void SessionMasked(this ILogger logger, string source, string sessionId, string where);

    [LoggerMessage(108, LogLevel.Information,
        "Session {SessionId} of {Source} is rated now; quarantine {QuarantineId} is closed as superseded by {UsageId}")]
    public static partial void Superseded(
        this ILogger logger, string source, string sessionId, Guid quarantineId, Guid usageId);

    [LoggerMessage(111, LogLevel.Warning,
        "Bridge {Host} is left alone for {Pause}, and its sessions wait: {Reason}")]
    public static partial void BridgeLeftAlone(this ILogger logger, string host, TimeSpan pause, string reason);

    [LoggerMessage(112, LogLevel.Information, "Bridge {Host} serves session detail again")]
    public static partial void BridgeIsBack(this ILogger logger, string host);

    [LoggerMessage(113, LogLevel.Debug, "The legs of session {UsageId} are asked for later: {Reason}")]
    public static partial void DetailNotNow(this ILogger logger, Guid usageId, string reason);

    [LoggerMessage(114, LogLevel.Warning, "Session detail is fetched later: {Reason}")]
    public static partial void FetchingDelayed(this ILogger logger, string reason);
}
