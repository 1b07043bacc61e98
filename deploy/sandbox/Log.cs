namespace Charging.Sandbox;

/// <summary>Everything the sandbox says.</summary>
internal static partial class Log
{
    [LoggerMessage(901, LogLevel.Information, "Listening on {Addresses}; {Entries} entries in {Ledger}")]
    public static partial void Listening(this ILogger log, string addresses, long entries, string ledger);

    [LoggerMessage(902, LogLevel.Warning, "Event {Event} was not taken ({Reason}); told again in {Pause}")]
    public static partial void NotTaken(this ILogger log, string @event, string reason, TimeSpan pause);
}
