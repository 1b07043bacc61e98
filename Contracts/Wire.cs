using System.Text.Json;
using System.Text.Json.Serialization;

namespace Charging.Contracts;

/// <summary>
/// How messages look as JSON: camelCase, compact, timestamps in UTC with milliseconds, enum values as words. Reading is
/// strict: required members, no nulls where none may be, no duplicate keys, no trailing commas, no unknown enum values;
/// unknown fields are ignored so that a contract can grow.
/// </summary>
public static class Wire
{
    /// <summary>For reading and writing messages without a message bus.</summary>
    public static JsonSerializerOptions Json { get; } = Frozen();

    /// <summary>Puts the rules of the wire into options that someone else owns.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.WriteIndented = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowDuplicateProperties = false;
        options.AllowTrailingCommas = false;
        options.ReadCommentHandling = JsonCommentHandling.Disallow;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Converters.Insert(0, new UtcConverter());
        options.Converters.Insert(1, new WordConverter());
    }

    /// <summary>A moment as the wire and the tables keep it: finer digits than milliseconds are cut.</summary>
    /// <param name="utc">In UTC.</param>
    public static DateTime Moment(DateTime utc) =>
        new(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerMillisecond), DateTimeKind.Utc);

    private static JsonSerializerOptions Frozen()
    {
        var options = new JsonSerializerOptions();
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    /// <summary>Any offset is read, a missing one is refused; finer digits than milliseconds are cut.</summary>
    private sealed class UtcConverter : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "";
            if (!reader.TryGetDateTimeOffsetOrNothing(out var read) || !HasOffset(text))
                throw new JsonException($"'{text}' is not a timestamp with an offset; write 2026-11-20T09:00:00.000Z.");

            return Moment(read.UtcDateTime);
        }

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options)
        {
            if (value.Kind != DateTimeKind.Utc)
                throw new JsonException($"{value:O} is not in UTC; only UTC goes on the wire.");
            Span<char> text = stackalloc char[24];
            value.TryFormat(text, out var written, "yyyy-MM-ddTHH:mm:ss.fffZ", null);
            writer.WriteStringValue(text[..written]);
        }

        private static bool HasOffset(string text) =>
            text.EndsWith('Z') ||
            (text.Length > 6 && text[^6] is '+' or '-' && text.Contains('T', StringComparison.Ordinal));
    }

    private static bool TryGetDateTimeOffsetOrNothing(this ref Utf8JsonReader reader, out DateTimeOffset value)
    {
        value = default;
        return reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out value);
    }

    /// <summary>Enum values as words; a word that is not known is refused with those that are.</summary>
    private sealed class WordConverter : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) =>
            typeToConvert.IsEnum && typeToConvert.Assembly == typeof(Wire).Assembly;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(WordConverter<>).MakeGenericType(typeToConvert))!;
    }

    private sealed class WordConverter<T> : JsonConverter<T> where T : struct, Enum
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : reader.TokenType.ToString();
            return Words.TryRead<T>(text, out var value)
                ? value
                : throw new JsonException(
                    $"'{text}' is not a {typeof(T).Name}; use {string.Join(", ", Words.All<T>())}.");
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Words.Of(value));
    }
}
