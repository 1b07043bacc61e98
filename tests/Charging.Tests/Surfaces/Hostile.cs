using System.Text;

namespace Charging.Tests.Surfaces;

/// <summary>What a stranger may write where a text belongs, and how one tells that it reached a terminal.</summary>
internal static class Hostile
{
    /// <summary>Begins a line of its own where a line break came through.</summary>
    public const string Forged = "FORGED";

    /// <summary>
    /// Colours, a title, clearing the screen in one byte and in C1, bidi marks of each kind, lines of every kind.
    /// </summary>
    public const string Text =
        "x\u001b[31m\u001b]0;t\u0007\u001b[2J\u009b2J\u009d0;t\u009c\b\u007f\u202e\u2066\u200e\u200f\u061c\u202a" +
        "\u200b\u0085\u2028\r\n" + Forged + "\n" + Forged + "\r" + Forged + "\tend";

    /// <summary>As it stands in JSON between quotation marks.</summary>
    public static string Json => string.Concat(Text.Select(letter => $"\\u{(int)letter:x4}"));

    /// <summary>Each byte below a blank that is no line break, each bidi mark and its like, each forged line.</summary>
    public static IEnumerable<string> Offences(byte[] said)
    {
        for (var i = 0; i < said.Length; i++)
            if (said[i] is < 0x20 and not (byte)'\n' or 0x7f) yield return $"byte 0x{said[i]:x2} at {i}";

        var text = Encoding.UTF8.GetString(said);
        foreach (var letter in text.Where(letter => letter is (>= '\u0080' and <= '\u009f') or '\u061c'
            or (>= '\u200b' and <= '\u200f') or (>= '\u2028' and <= '\u202e') or (>= '\u2066' and <= '\u2069')))
            yield return $"U+{(int)letter:X4}";
        foreach (var line in text.Split('\n').Where(line => line.StartsWith(Forged, StringComparison.Ordinal)))
            yield return $"a line of its own: {line}";
    }
}
