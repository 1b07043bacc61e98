using System.Diagnostics;
using System.Text;
using MassTransit.Logging;
using RabbitMQ.Client;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// The trace that a message's publisher has begun, by W3C's header <c>traceparent</c>: our own spans go on in it. The
/// bus knows a header of its own alone, so that one is put beside it before the bus sees the message.
/// </summary>
internal static class PublishersTrace
{
    public const string Parent = "traceparent";

    /// <summary>What vendors add to it; nobody here reads it.</summary>
    public const string State = "tracestate";

    /// <summary>Of version 00; later ones may be longer.</summary>
    private const int MostCharacters = 256;

    public static void Follow(IReadOnlyBasicProperties properties)
    {
        if (properties.Headers is not { } headers || headers.ContainsKey(DiagnosticHeaders.ActivityId)) return;
        if (headers.TryGetValue(Parent, out var given) && IdIn(given) is { } id)
            headers[DiagnosticHeaders.ActivityId] = id;
    }

    /// <summary>As some clients write a text, or as others do; null of what is no trace.</summary>
    private static string? IdIn(object? given)
    {
        var text = given switch
        {
            byte[] { Length: <= MostCharacters } bytes => Encoding.UTF8.GetString(bytes),
            string { Length: <= MostCharacters } characters => characters,
            _ => null,
        };
        return ActivityContext.TryParse(text, null, out _) ? text : null;
    }
}
