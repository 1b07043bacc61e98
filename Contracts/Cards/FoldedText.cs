using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Charging.Contracts.Cards;

/// <summary>
/// A text in which numbers are looked for, one byte a character: every blank is a space, every dash a hyphen, every
/// digit of any script one of ASCII, and what else is not ASCII is <see cref="Other"/>. It takes less room than the
/// text, and a search need not know what Unicode has.
/// </summary>
internal static class FoldedText
{
    public const byte Other = 0x7F;

    public static byte Of(char character) => character switch
    {
        '\t' or '\n' or '\v' or '\f' or '\r' => (byte)' ',
        <= '\u007F' => (byte)character,
        '\u00A0' or '\u00AD' or (>= '\u2000' and <= '\u200B') or '\u202F' or '\u205F' or '\u2060' or '\u3000' or
            '\uFEFF' => (byte)' ',
        (>= '\u2010' and <= '\u2015') or '\u2212' or '\uFE58' or '\uFE63' or '\uFF0D' => (byte)'-',
        _ when char.IsDigit(character) => (byte)('0' + CharUnicodeInfo.GetDecimalDigitValue(character)),
        _ => Other,
    };

    public static void Of(ReadOnlySpan<char> text, Span<byte> folded)
    {
        for (var i = 0; i < text.Length; i++) folded[i] = Of(text[i]);
    }

    /// <summary>The next character of a JSON text as it stands between its quotation marks, escapes and all.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="length">How many bytes it takes there.</param>
    public static byte First(ReadOnlySpan<byte> json, out int length)
    {
        if (json[0] == '\\')
        {
            length = json[1] == 'u' ? 6 : 2;
            return json[1] switch
            {
                (byte)'u' => Of(Escaped(json[2..6])),
                (byte)'t' or (byte)'n' or (byte)'r' or (byte)'f' => (byte)' ',
                _ => json[1],
            };
        }

        length = 1;
        if (json[0] < Other) return Of((char)json[0]);
        Rune.DecodeFromUtf8(json, out var rune, out length);
        return rune.IsBmp ? Of((char)rune.Value) : Other;
    }

    private static char Escaped(ReadOnlySpan<byte> hexadecimal)
    {
        Span<byte> bytes = stackalloc byte[2];
        Convert.FromHexString(hexadecimal, bytes, out _, out _);
        return (char)BinaryPrimitives.ReadUInt16BigEndian(bytes);
    }
}
