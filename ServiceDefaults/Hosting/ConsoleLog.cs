using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Charging.ServiceDefaults.Hosting;

/// <summary>
/// How a worker's log looks on the console: one line for people (<see cref="LineFormatter"/>), or what
/// <c>Logging__Console__FormatterName</c> says: <c>json</c> for programs, with trace and session in each line.
/// </summary>
internal static class ConsoleLog
{
    public static void AddConsoleLog(this ILoggingBuilder logging, IConfiguration configuration)
    {
        // Before AddConsole binds the configuration, so that this says what is not set there.
        logging.Services.Configure<JsonConsoleFormatterOptions>(json =>
        {
            json.IncludeScopes = true;
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
        });
        // The slim builder has chosen one, over what is set.
        logging.AddConsole(console => console.FormatterName = FormatterIn(configuration));
        logging.AddConsoleFormatter<LineFormatter, ConsoleFormatterOptions>();
        logging.Services.AddSingleton<IExternalScopeProvider, LogScopes>();
    }

    /// <summary>Whether lines say to which trace they belong, so that there has to be one.</summary>
    public static bool NamesTraces(IConfiguration configuration) =>
        FormatterIn(configuration) != LineFormatter.FormatterName;

    private static string FormatterIn(IConfiguration configuration) =>
        configuration["Logging:Console:FormatterName"] is { Length: > 0 } name ? name : LineFormatter.FormatterName;
}
