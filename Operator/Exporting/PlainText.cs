using System.Globalization;

namespace Charging.Operator.Exporting;

/// <summary>What a platform, a gateway or a seller called something, as one line.</summary>
internal static class PlainText
{
    /// <summary>Without what ends a line, moves the cursor or turns the direction of writing.</summary>
    public static string Of(string text) => string.Concat(text.Select(
        character => char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.OtherNotAssigned
            ? ' '
            : character)).Trim();
}
