using System.Globalization;
using System.Text;

namespace Charging.ServiceDefaults.Terminals;

/// <summary>
/// Text of strangers as a terminal, a log or a pager may show it. What a terminal would obey, and what it would hide or
/// turn around, is written out: <c>\x1b</c>, <c>\u202e</c>. What can be read stays as it is.
/// </summary>
public static class Printable
{
    /// <summary>As a part of one line: a line break is written out too, so that nobody forges a second line.</summary>
    public static string Line(string? text) => Of(text, keepsLines: false, Escaped);

    /// <summary>As a text of several lines, which end in \n; for what is shown whole, such as a file.</summary>
    public static string Block(string? text) =>
        Of(text?.Replace("\r\n", "\n", StringComparison.Ordinal), keepsLines: true, Escaped);

    /// <summary>JSON that says the very same: in it these characters stand in strings alone.</summary>
    public static string Json(string text) => Of(text, keepsLines: true, JsonEscaped);

    /// <summary>XML that says the very same; for documents whose names and markup are ours, in one line.</summary>
    public static string Xml(string text) => Of(text, keepsLines: false, rune => $"&#x{rune.Value:X};");

    private static string Of(string? text, bool keepsLines, Func<Rune, string> escaped)
    {
        if (string.IsNullOrEmpty(text)) return "";
        StringBuilder? clean = null;
        for (var at = 0; at < text.Length;)
        {
            var isWhole = Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length)
                == System.Buffers.OperationStatus.Done;
            if (isWhole && (!IsHidden(rune) || (keepsLines && rune.Value == '\n')))
            {
                clean?.Append(text, at, length);
            }
            else
            {
                clean ??= new StringBuilder(text, 0, at, text.Length + 16);
                clean.Append(isWhole ? escaped(rune) : $"\\u{(int)text[at]:x4}");
            }

            at += length;
        }

        return clean?.ToString() ?? text;
    }

    /// <summary>
    /// Control characters (C0, DEL, C1), what has no shape (bidi marks, zero width, language tags), separators of lines
    /// and paragraphs, and what is no character at all.
    /// </summary>
    private static bool IsHidden(Rune rune) =>
        rune.Value is < ' ' or > '~' && (
            Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            || (rune.Value & 0xFFFE) == 0xFFFE);

    private static string Escaped(Rune rune) => rune.Value switch
    {
        '\t' => "\\t",
        '\n' => "\\n",
        '\r' => "\\r",
        <= 0xFF => $"\\x{rune.Value:x2}",
        <= 0xFFFF => $"\\u{rune.Value:x4}",
        _ => $"\\U{rune.Value:x8}",
    };

    private static string JsonEscaped(Rune rune) =>
        string.Concat(rune.ToString().Select(half => $"\\u{(int)half:x4}"));
}
