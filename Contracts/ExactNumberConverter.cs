using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Charging.Contracts;

/// <summary>
/// Reads a JSON number of at most 28 digits as it is; a longer one is <see cref="SessionEnded.Uncountable"/>, and never
/// rounded.
/// </summary>
internal sealed class ExactNumberConverter : JsonConverter<decimal>
{
    private const int MostDigits = 28;

    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
            throw new JsonException($"A number is needed, and this is {reader.TokenType}.");

        var digits = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;
        var text = Encoding.ASCII.GetString(digits);
        return IsExact(text) ? reader.GetDecimal() : SessionEnded.Uncountable;
    }

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value);

    /// <summary>Written out, it has no more digits before or behind its point than decimal keeps.</summary>
    private static bool IsExact(string number)
    {
        var parts = number.TrimStart('-').Split('e', 'E');
        var exponent = 0;
        if (parts.Length > 1 && !int.TryParse(
            parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)) return false;

        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var behind = point < 0 ? 0 : parts[0].Length - point - 1;
        var digits = parts[0].Replace(".", "", StringComparison.Ordinal);
        var significant = digits.TrimEnd('0');
        var scale = (long)behind - exponent - (digits.Length - significant.Length);
        significant = significant.TrimStart('0');
        return significant.Length == 0 ||
            (significant.Length <= MostDigits && scale <= MostDigits && significant.Length - scale <= MostDigits);
    }
}
