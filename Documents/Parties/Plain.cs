using System.Globalization;
using System.Text;

namespace Charging.Documents.Parties;

/// <summary>
/// A text of one line that documents and mails can carry: XML 1.0 can write each character (its production Char), and
/// none is a control character, which a page or a mail's head has no place for.
/// </summary>
internal static class Plain
{
    /// <summary>Longer than any name, street or reference; a page holds it in a few lines.</summary>
    public const int Longest = 200;

    public const int LongestReason = 1_000;

    public static IEnumerable<string> Needed(string field, string text, int most = Longest) =>
        string.IsNullOrWhiteSpace(text) ? [$"{field}: it is empty"] : IfAny(field, text, most);

    public static IEnumerable<string> IfAny(string field, string? text, int most = Longest)
    {
        if (text?.Length > most) yield return $"{field}: {text.Length} characters; at most {most} are allowed";
        if (FirstUnwritable(text) is { } code)
            yield return $"{field}: it holds the character U+{code:X4}, which no document and no mail can carry";
    }

    /// <summary>For a message about it: no more than a line, and nothing that a terminal would obey.</summary>
    public static string Quoted(string text) =>
        FirstUnwritable(text) is null && text.Length <= Longest ? text : "(a text that cannot be shown)";

    private static int? FirstUnwritable(string? text)
    {
        for (var at = 0; at < text?.Length;)
        {
            var isWhole = Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length)
                == System.Buffers.OperationStatus.Done;
            if (!isWhole) return text[at];
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator || rune.Value is 0xFFFE or 0xFFFF)
                return rune.Value;
            at += length;
        }

        return null;
    }
}
