using System.Text;
using System.Text.Json;

namespace Charging.Contracts.Cards;

/// <summary>
/// A message's bytes without card numbers, for what is kept and shown: each text is masked, known to the contract or
/// not, unless it is a key or an address, or an attribute that is meant for identifiers. Masked in its place, digit by
/// digit, so that all else stays to the byte; the work and the room it takes grow with the body alone.
/// </summary>
public static class CardMask
{
    /// <summary>What names a session, its customer and its legs, and decides the price: never masked.</summary>
    private static readonly string[] Keys = ["source", "sessionId", "customerId", "legId", "address", "detailUri"];

    private const string FreelyNamed = "attributes";

    /// <summary>
    /// In bytes, each character an escape of six. No key is longer, nor the name of an attribute that is taken; one
    /// that is would be looked at again for each text that it is the name of.
    /// </summary>
    private const int LongestName = 600;

    /// <summary>The very same bytes when there is nothing to mask.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static byte[] Of(byte[] json)
    {
        byte[]? masked = null;
        byte[] room = [];
        var reader = new Utf8JsonReader(json);
        var place = new Place(reader.CurrentState.Options.MaxDepth);
        while (reader.Read())
        {
            place.Enter(ref reader);
            if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName)) continue;
            if (!MayHoldCard(reader.ValueSpan)) continue;

            if (room.Length < reader.ValueSpan.Length) room = new byte[reader.ValueSpan.Length];
            var folded = Fold(reader.ValueSpan, room);
            var isText = reader.TokenType == JsonTokenType.String;
            if (!CardScan.Hide(folded) || (isText && place.IsSpared(json, reader.CurrentDepth, folded))) continue;
            masked ??= [.. json];
            Cover(masked.AsSpan((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length), folded);
        }

        return masked ?? json;
    }

    /// <summary>For people, also of what is no JSON.</summary>
    public static string Shown(ReadOnlySpan<byte> body)
    {
        try
        {
            return Encoding.UTF8.GetString(Of(body.ToArray()));
        }
        catch (JsonException)
        {
            return CardNumber.Masked(Encoding.UTF8.GetString(body));
        }
    }

    /// <summary>
    /// An escape hides a digit in six characters, which have some digits themselves; a digit of another script is two
    /// bytes or three.
    /// </summary>
    private static bool MayHoldCard(ReadOnlySpan<byte> text)
    {
        if (text.Length < CardScan.Fewest) return false;
        var digits = 0;
        foreach (var character in text)
        {
            if ((char.IsAsciiDigit((char)character) || character >= 0x80) && ++digits == CardScan.Fewest) return true;
        }

        return false;
    }

    private static Span<byte> Fold(ReadOnlySpan<byte> text, byte[] room)
    {
        var count = 0;
        for (var at = 0; at < text.Length; count++)
        {
            room[count] = FoldedText.First(text[at..], out var length);
            at += length;
        }

        return room.AsSpan(0, count);
    }

    /// <summary>
    /// Puts an asterisk wherever there is one in the folded text; an escaped digit becomes an escaped asterisk, and one
    /// of several bytes as many asterisks.
    /// </summary>
    private static void Cover(Span<byte> text, ReadOnlySpan<byte> folded)
    {
        foreach (var character in folded)
        {
            FoldedText.First(text, out var length);
            if (character == CardScan.Hidden && length == 6) "002a"u8.CopyTo(text[2..]);
            else if (character == CardScan.Hidden) text[..length].Fill(CardScan.Hidden);
            text = text[length..];
        }
    }

    /// <summary>Where the reader is: under which name, and whether among the names that strangers give.</summary>
    private struct Place(int depth)
    {
        private readonly Range[] names = new Range[depth + 2];
        private int attributesAt = int.MaxValue;

        public void Enter(ref Utf8JsonReader reader)
        {
            var depth = reader.CurrentDepth;
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                var start = (int)reader.TokenStartIndex + 1;
                names[depth] = start..(start + reader.ValueSpan.Length);
                if (depth <= attributesAt) attributesAt = reader.ValueTextEquals(FreelyNamed) ? depth : int.MaxValue;
            }
            else if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
            {
                names[depth + 1] = names[depth];
            }
        }

        public readonly bool IsSpared(byte[] json, int depth, ReadOnlySpan<byte> folded)
        {
            var written = json.AsSpan(names[depth]);
            if (written.Length > LongestName) return false;
            var name = Encoding.ASCII.GetString(Fold(written, new byte[written.Length]));
            return depth > attributesAt ? FreeText.IsIdentifier(name, folded) : Keys.Contains(name);
        }
    }
}
