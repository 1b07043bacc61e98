using Charging.ServiceDefaults.Terminals;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Charging.ServiceDefaults.Hosting;

/// <summary>
/// A log entry as one line: time in UTC, level, who, event number, message, exception. Whatever was logged, one entry
/// is one line, and nothing in it moves a terminal.
/// </summary>
internal sealed class LineFormatter() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "line";

    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var message = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var thrown = logEntry.Exception is { } exception ? $" {exception}" : "";
        textWriter.Write($"{TimeProvider.System.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {Of(logEntry.LogLevel)}: ");
        textWriter.Write($"{logEntry.Category}[{logEntry.EventId.Id}] ");
        textWriter.Write($"{OneLine(message)}{OneLine(thrown)}\n");
    }

    /// <summary>Lines, such as those of a stack trace, stand one after the other.</summary>
    private static string OneLine(string text) => Printable.Line(text.ReplaceLineEndings(" "));

    private static string Of(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
