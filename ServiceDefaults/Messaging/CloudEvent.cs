using System.Text.Json;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// An event by CloudEvents 1.0, whole in JSON or as data with headers beside it: what of it is used, and its data to
/// the byte.
/// </summary>
/// <param name="Id">Unique within its source.</param>
/// <param name="Source">Who tells it.</param>
/// <param name="TraceParent">The trace that it belongs to, from the extension of that name; null without.</param>
/// <param name="Data">JSON.</param>
/// <param name="Within">Where they stand in what came: <c>$.data</c>, or <c>$</c> where they are all of it.</param>
public sealed record CloudEvent(
    string Id, string Source, string? TraceParent, ReadOnlyMemory<byte> Data, string Within)
{
    /// <summary>Of one event with all that belongs to it.</summary>
    public const string MediaType = "application/cloudevents+json";

    /// <summary>Of a JSON array of them.</summary>
    public const string BatchMediaType = "application/cloudevents-batch+json";

    private const string Version = "1.0";

    /// <summary>Structured mode: all of it is one JSON object.</summary>
    /// <exception cref="JsonException">It is no such event; the path says where.</exception>
    public static CloudEvent Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            return AttributesOf(json).ToEvent();
        }
        catch (InvalidOperationException halfACharacter)
        {
            throw new JsonException(halfACharacter.Message, "$", null, null, halfACharacter);
        }
    }

    /// <summary>Binary mode: the attributes stand in headers, and the body is the data alone.</summary>
    /// <param name="header">The text of a header; null without it.</param>
    /// <param name="prefix">Of each header's name, before the attribute's.</param>
    /// <param name="dataType">The content type that the protocol says of the body; null without.</param>
    /// <param name="data">The body.</param>
    /// <exception cref="JsonException">It is no such event.</exception>
    public static CloudEvent Read(
        Func<string, string?> header, string prefix, string? dataType, ReadOnlyMemory<byte> data)
    {
        if (Needed("specversion") is var version && version != Version)
            throw Wrong("$", $"The header {prefix}specversion is '{version}'; {Version} is read.");
        Needed("type");
        if (WrongDataType(dataType) is { } wrong) throw Wrong("$", wrong);
        var trace = header($"{prefix}traceparent");
        return new CloudEvent(
            Needed("id"), Needed("source"), string.IsNullOrEmpty(trace) ? null : trace, data, Within: "$");

        string Needed(string name) => header($"{prefix}{name}") is { Length: > 0 } text
            ? text
            : throw Wrong("$", $"The event has no header {prefix}{name}.");
    }

    /// <summary>The bytes of each event of a batch, unread.</summary>
    /// <exception cref="JsonException">It is no JSON array, or a broken one.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Batch(ReadOnlyMemory<byte> json)
    {
        var events = new List<ReadOnlyMemory<byte>>();
        var reader = new Utf8JsonReader(json.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            throw Wrong("$", "A batch is one JSON array of events.");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            events.Add(json[start..(int)reader.BytesConsumed]);
        }

        if (reader.Read()) throw Wrong("$", "Something follows the batch.");
        return events;
    }

    /// <summary>Null for what says that its data are JSON, or says nothing of them.</summary>
    private static string? WrongDataType(string? contentType) =>
        string.IsNullOrEmpty(contentType) || IsJson(contentType.Split(';')[0].Trim())
            ? null
            : $"Its data are '{contentType}'; only JSON is read.";

    private static Attributes AttributesOf(ReadOnlyMemory<byte> json)
    {
        var attributes = new Attributes();
        var reader = new Utf8JsonReader(json.Span);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw Wrong("$", "This is no JSON object; an event has specversion, id, source, type and data.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            if (reader.TokenType == JsonTokenType.Null) continue; // what is null is as if it were not there
            if (name is "data")
            {
                reader.Skip();
                attributes.SetData(json[start..(int)reader.BytesConsumed]);
            }
            else
            {
                attributes.Set(name, ref reader);
            }
        }

        if (reader.Read()) throw Wrong("$", "Something follows the event.");
        return attributes;
    }

    private static bool IsJson(string mediaType) =>
        mediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        || mediaType.EndsWith("+json", StringComparison.OrdinalIgnoreCase);

    private static JsonException Wrong(string path, string sentence) => new(sentence, path, null, null);

    private sealed class Attributes
    {
        private readonly Dictionary<string, string> texts = [];
        private ReadOnlyMemory<byte>? data;

        public void SetData(ReadOnlyMemory<byte> given) =>
            data = data is null ? given : throw Wrong("$.data", "There are data twice (data, data_base64).");

        public void Set(string name, ref Utf8JsonReader reader)
        {
            if (name == "data_base64")
            {
                if (reader.TokenType != JsonTokenType.String || !reader.TryGetBytesFromBase64(out var bytes))
                    throw Wrong("$.data_base64", "This is no base64.");
                SetData(bytes);
                return;
            }

            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                throw Wrong($"$.{name}", "An attribute is a text, a number or a truth.");
            if (reader.TokenType == JsonTokenType.String && !texts.TryAdd(name, reader.GetString()!))
                throw Wrong($"$.{name}", "It stands there twice.");
        }

        public CloudEvent ToEvent()
        {
            if (Needed("specversion") is var version && version != Version)
                throw Wrong("$.specversion", $"The version is '{version}'; {Version} is read.");
            Needed("type");
            if (WrongDataType(texts.GetValueOrDefault("datacontenttype")) is { } wrong)
                throw Wrong("$.datacontenttype", wrong);
            return new CloudEvent(
                Needed("id"), Needed("source"), texts.GetValueOrDefault("traceparent"),
                data ?? throw Wrong("$.data", "The event has no data."), Within: "$.data");
        }

        private string Needed(string name) => texts.GetValueOrDefault(name) is { Length: > 0 } text
            ? text
            : throw Wrong($"$.{name}", $"The event has no {name}.");
    }
}
