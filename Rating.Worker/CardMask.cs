using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Charging.Contracts;

namespace Charging.Rating;

/// <summary>Keeps card numbers out of a stored JSON body: every text is masked, known to the contract or not.</summary>
internal static class CardMask
{
    private static readonly JsonWriterOptions AsRead = new()
    {
        SkipValidation = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The very same bytes when there is nothing to mask.</summary>
    public static byte[] Of(byte[] body)
    {
        var masked = false;
        using var copy = new MemoryStream(body.Length);
        using (var writer = new Utf8JsonWriter(copy, AsRead))
        {
            var reader = new Utf8JsonReader(body);
            var property = "";
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String)
                    masked |= WriteText(writer, ref reader, ref property);
                else
                    WriteToken(writer, ref reader);
            }
        }

        return masked ? copy.ToArray() : body;
    }

    private static bool WriteText(Utf8JsonWriter writer, ref Utf8JsonReader reader, ref string property)
    {
        var text = reader.GetString() ?? "";
        var isName = reader.TokenType == JsonTokenType.PropertyName;
        var isPhone = !isName && property == "address" && CardNumber.IsTelephoneNumber(text);
        var masked = isPhone ? text : CardNumber.Masked(text);

        if (isName) writer.WritePropertyName(masked);
        else writer.WriteStringValue(masked);
        if (isName) property = text;
        return masked != text;
    }

    private static void WriteToken(Utf8JsonWriter writer, ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject: writer.WriteStartObject(); break;
            case JsonTokenType.EndObject: writer.WriteEndObject(); break;
            case JsonTokenType.StartArray: writer.WriteStartArray(); break;
            case JsonTokenType.EndArray: writer.WriteEndArray(); break;
            default: writer.WriteRawValue(Encoding.UTF8.GetString(reader.ValueSpan), skipInputValidation: true); break;
        }
    }
}
