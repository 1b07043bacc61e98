namespace Charging.Rating.Sessions;

/// <summary>Texts of which some have digits where others have the asterisks of a mask.</summary>
internal static class Masks
{
    private const char Masked = '*';

    /// <summary>Fewer asterisks are no card number's: 13 digits but the last four.</summary>
    private const int Fewest = 9;

    /// <summary>The same text but for digits that one of them masks.</summary>
    public static bool Agree(string? one, string? other)
    {
        if (one is null || other is null || one.Length != other.Length) return false;
        for (var i = 0; i < one.Length; i++)
        {
            if (one[i] != other[i] && !IsMasked(one[i], other[i]) && !IsMasked(other[i], one[i])) return false;
        }

        return true;
    }

    /// <summary>The same for all texts that agree with this one.</summary>
    public static string Outline(string text) =>
        string.Create(text.Length, text, static (outline, text) =>
        {
            for (var i = 0; i < text.Length; i++) outline[i] = char.IsAsciiDigit(text[i]) ? Masked : text[i];
        });

    public static bool IsIn(string? text) => text is not null && text.Count(Masked) >= Fewest;

    private static bool IsMasked(char mask, char digit) => mask == Masked && char.IsAsciiDigit(digit);

    private static int Count(this string text, char character) => text.AsSpan().Count(character);
}
