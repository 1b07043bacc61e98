using System.IO.Enumeration;

namespace Charging.Rating.Numbers;

/// <summary>
/// How some sources write telephone numbers. Read from <c>Numbers__0__Source</c>, <c>Numbers__0__Country</c> and so on;
/// of several rules the first whose source fits counts. Nothing is guessed: what is not set is not recognised.
/// </summary>
internal sealed record NumberRule
{
    /// <summary>For a source that no rule fits: E.164 with its plus is a number, in any writing.</summary>
    public static readonly NumberRule None = new() { Setting = "Numbers", Source = "" };

    /// <summary>As an operator writes it: Numbers__0.</summary>
    public required string Setting { get; init; }

    /// <summary>Which sources; <c>*</c> stands for any characters, case makes no difference.</summary>
    public required string Source { get; init; }

    /// <summary>What is dialled before the country code: 00, 011, 810.</summary>
    public IReadOnlyList<string> International { get; init; } = [];

    /// <summary>The source's own country code, without plus: 420.</summary>
    public string? Country { get; init; }

    /// <summary>What is dialled before national numbers: 0, or 8.</summary>
    public string? Trunk { get; init; }

    /// <summary>The length of national numbers, without the trunk prefix.</summary>
    public DigitRange? NationalDigits { get; init; }

    /// <summary>The own area code, which goes before local numbers.</summary>
    public string? Area { get; init; }

    /// <summary>The length of local numbers.</summary>
    public DigitRange? LocalDigits { get; init; }

    /// <summary>All that is left is E.164 and lacks its plus only.</summary>
    public bool WithoutPlus { get; init; }

    /// <summary>What switches put before a number for each other, such as <c>1234#</c>; taken off once.</summary>
    public IReadOnlyList<string> Strip { get; init; } = [];

    /// <summary>
    /// Forms that are no numbers and may be priced where a plan names them: <c>112</c>, <c>1???</c>, <c>room-*</c>.
    /// </summary>
    public IReadOnlyList<string> Listed { get; init; } = [];

    public bool IsFor(string source) => Fits(Source, source);

    public bool Lists(string text) => text.Length > 0 && Listed.Any(pattern => Fits(pattern, text));

    private static bool Fits(string pattern, string text) => FileSystemName.MatchesSimpleExpression(pattern, text);
}
