namespace Charging.Rating;

/// <summary>Everything that the rating worker says.</summary>
internal static partial class Log
{
    public static void Rated(this ILogger logger, Usage usage) =>
        logger.SessionRated(usage.Source, usage.SessionId, usage.Charge.Minor, usage.Charge.Currency, usage.PlanCode);

    public static void Quarantined(this ILogger logger, QuarantinedSession session) =>
        logger.SessionQuarantined(session.Source, session.SessionId, session.Code, session.Detail);

    [LoggerMessage(101, LogLevel.Debug, "Session {Source} {SessionId} rated at {ChargeMinor} {Currency} by {PlanCode}")]
    public static partial void SessionRated(
        this ILogger logger, string source, string sessionId, long chargeMinor, string currency, string planCode);

    [LoggerMessage(102, LogLevel.Warning, "Session {Source} {SessionId} set aside as {Code}: {Detail}")]
    public static partial void SessionQuarantined(
        this ILogger logger, string source, string sessionId, string code, string detail);

    [LoggerMessage(103, LogLevel.Information, "Customers and price plans are in memory")]
    public static partial void TariffsLoaded(this ILogger logger);

    [LoggerMessage(104, LogLevel.Warning, "Changes of customers and price plans are not heard: {Reason}")]
    public static partial void TariffsUnheard(this ILogger logger, string reason);

    [LoggerMessage(105, LogLevel.Warning, "The quarantine could not be counted: {Reason}")]
    public static partial void QuarantineUncounted(this ILogger logger, string reason);

    [LoggerMessage(106, LogLevel.Information, "A record of {Format} is skipped: {Reason}")]
    public static partial void RecordSkipped(this ILogger logger, string format, string? reason);
}
