using System.Diagnostics;
using MassTransit.Logging;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>What stands beside a message that we publish for a platform: whose word it is.</summary>
public static class StrangersWord
{
    /// <param name="platform">By the name that it has, or would have, as a user of the broker.</param>
    /// <param name="traceParent">Of the W3C's form; anything else is left out.</param>
    public static IDictionary<string, object?> Headers(string platform, string? traceParent)
    {
        var headers = new Dictionary<string, object?> { [Publishers.Header] = platform };
        if (ActivityContext.TryParse(traceParent, null, out _)) headers[DiagnosticHeaders.ActivityId] = traceParent;
        return headers;
    }
}
