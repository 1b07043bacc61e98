using System.Globalization;
using System.Text;
using RabbitMQ.Client;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// CloudEvents as their binding to AMQP has them: whole in the body, which the content type says, or the data alone in
/// the body and each attribute in a header.
/// </summary>
internal static class EventMessage
{
    private const string AnyForm = "application/cloudevents";

    private const string Mark = "specversion";

    /// <summary>The binding's first, the one that came later since JMS allows no colon, and that of HTTP.</summary>
    private static readonly string[] Prefixes = ["cloudEvents:", "cloudEvents_", "ce-"];

    /// <summary>Whether all of the event is in the body, in whatever form.</summary>
    public static bool IsStructured(IReadOnlyBasicProperties properties) =>
        properties.ContentType?.AsSpan().TrimStart().StartsWith(AnyForm, StringComparison.OrdinalIgnoreCase) == true;

    public static bool Is(IReadOnlyBasicProperties properties) =>
        IsStructured(properties) || PrefixIn(properties.Headers) is not null;

    /// <param name="properties">Of a message that is an event.</param>
    /// <param name="body">The same message's.</param>
    /// <exception cref="MessageRefusedException">It is one in a form that is not read.</exception>
    /// <exception cref="System.Text.Json.JsonException">It is none, though it says so.</exception>
    public static CloudEvent Read(IReadOnlyBasicProperties properties, ReadOnlyMemory<byte> body)
    {
        if (!IsStructured(properties))
        {
            return CloudEvent.Read(
                name => TextOf(properties.Headers, name), PrefixIn(properties.Headers) ?? Prefixes[0],
                properties.ContentType, body);
        }

        return MediaTypeOf(properties.ContentType!) == CloudEvent.MediaType
            ? CloudEvent.Read(body)
            : throw new MessageRefusedException(
                $"An event of the content type {properties.ContentType}, which is not read; publish each alone, as " +
                $"{CloudEvent.MediaType}.");
    }

    private static string MediaTypeOf(string contentType) => contentType.Split(';')[0].Trim().ToLowerInvariant();

    private static string? PrefixIn(IDictionary<string, object?>? headers) =>
        headers is null ? null : Array.Find(Prefixes, prefix => headers.ContainsKey($"{prefix}{Mark}"));

    /// <summary>An attribute may have a type of AMQP's own, or be its text.</summary>
    private static string? TextOf(IDictionary<string, object?>? headers, string name) =>
        headers?.TryGetValue(name, out var value) != true ? null : value switch
        {
            byte[] bytes => Encoding.UTF8.GetString(bytes),
            IFormattable plain => plain.ToString(null, CultureInfo.InvariantCulture),
            _ => value as string,
        };
}
