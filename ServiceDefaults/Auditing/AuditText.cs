using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Charging.Contracts.Cards;

namespace Charging.ServiceDefaults.Auditing;

/// <summary>What may enter the audit trail: bounded, without control characters, card numbers masked.</summary>
internal static class AuditText
{
    private const int LongestJson = 8_000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new MaskedText() },
    };

    /// <summary>Null if nothing is left of it.</summary>
    public static string? Kept(string? text, int longest)
    {
        if (text is null) return null;
        var clean = string.Concat(CardNumber.Masked(text).Select(c => Shows(c) ? c : ' ')).Trim();
        return clean.Length == 0 ? null : Cut(clean, longest);
    }

    /// <summary>Short JSON of what matters; what is too long is cut, and says so.</summary>
    public static string? Of(object? facts)
    {
        if (facts is null) return null;
        var json = JsonSerializer.Serialize(facts, Json);
        return json.Length <= LongestJson
            ? json
            : JsonSerializer.Serialize(new { cutTo = Cut(json, LongestJson / 4) }, Json);
    }

    /// <summary>Without splitting a character.</summary>
    public static string Cut(string text, int longest)
    {
        if (text.Length <= longest) return text;
        var cut = char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1;
        return text[..cut] + "…";
    }

    /// <summary>No control, and nothing that turns the direction of a line.</summary>
    private static bool Shows(char c) => char.GetUnicodeCategory(c)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator);

    private sealed class MaskedText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Kept(value, LongestJson) ?? "");
    }
}
