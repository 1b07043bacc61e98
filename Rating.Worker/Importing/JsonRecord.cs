using System.Text.Json;

namespace Charging.Rating.Importing;

/// <summary>An object that somebody else wrote: any field may be missing, and a number may come as a text.</summary>
internal readonly struct JsonRecord
{
    private readonly JsonElement element;

    private JsonRecord(JsonElement element) => this.element = element;

    /// <summary>False with a complaint for what is not one JSON object in Unicode.</summary>
    public static bool TryRead(ReadOnlySpan<byte> utf8, out JsonRecord record, out Imported.Refused complaint)
    {
        record = default;
        if (utf8.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        try
        {
            NeedUnicode(utf8);
            record = new JsonRecord(JsonElement.Parse(utf8));
            complaint = new("This is not a JSON object.");
            return record.element.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException exception)
        {
            complaint = new($"This is not JSON: {exception.Message}");
        }
        catch (InvalidOperationException)
        {
            complaint = new("There is text in it that is not Unicode.");
        }

        return false;
    }

    /// <summary>
    /// Null for a field that is missing, blank, or neither text, number nor truth; and for one that stands there twice
    /// and says two things.
    /// </summary>
    public string? Text(string name) => Find(name) is { } value ? TextOf(value) : null;

    public JsonRecord? Object(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Object } value ? new JsonRecord(value) : null;

    /// <summary>The objects in an array; none if there is no such array.</summary>
    public IEnumerable<JsonRecord> Objects(string name) =>
        Elements(name).Where(value => value.ValueKind == JsonValueKind.Object).Select(value => new JsonRecord(value));

    /// <summary>The elements of an array as texts, null for one that is none; none if there is no such array.</summary>
    public IEnumerable<string?> Texts(string name) => Elements(name).Select(TextOf);

    private IEnumerable<JsonElement> Elements(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Array } value
            ? value.EnumerateArray()
            : Enumerable.Empty<JsonElement>();

    private JsonElement? Find(string name)
    {
        JsonElement? found = null;
        foreach (var property in element.EnumerateObject())
        {
            if (!property.NameEquals(name)) continue;
            if (found is { } before && !JsonElement.DeepEquals(before, property.Value)) return null;
            found = property.Value;
        }

        return found;
    }

    private static string? TextOf(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => null,
        };
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    // An escape such as \ud800 passes for JSON, and throws only when the text is asked for.
    private static void NeedUnicode(ReadOnlySpan<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        while (reader.Read())
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName) _ = reader.GetString();
    }
}
