using System.Globalization;

namespace Charging.Rating.Numbers;

/// <summary>How many digits a number has: <c>9</c>, or <c>6-11</c>.</summary>
internal readonly record struct DigitRange(int Least, int Most)
{
    private const int LongestNumber = 15;

    public bool Fits(ReadOnlySpan<char> digits) => digits.Length >= Least && digits.Length <= Most;

    /// <summary>False for what is not one or two numbers from 1 to 15 in order.</summary>
    public static bool TryParse(string text, out DigitRange range)
    {
        var parts = text.Split('-');
        range = default;
        if (parts.Length > 2 || !TryCount(parts[0], out var least) || !TryCount(parts[^1], out var most)) return false;
        range = new DigitRange(least, most);
        return least <= most;
    }

    private static bool TryCount(string text, out int count) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out count) &&
        count is > 0 and <= LongestNumber;
}
