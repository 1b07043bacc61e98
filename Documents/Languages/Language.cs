namespace Charging.Documents.Languages;

/// <summary>
/// All that customers are told in one language. To add one, write a file like <see cref="English"/>, of which the
/// compiler names whatever is missing, and name it in <see cref="All"/>.
/// </summary>
public abstract class Language
{
    /// <summary>English first, which stands in for those that are not here.</summary>
    public static IReadOnlyList<Language> All { get; } = [new English(), new Czech(), new German()];

    /// <summary>ISO 639-1, lower case.</summary>
    public abstract string Code { get; }

    public abstract LineWords Line { get; }

    public abstract DocumentWords Document { get; }

    public abstract LetterWords Letter { get; }

    public abstract DeclineWords Declines { get; }

    public abstract PageWords Page { get; }

    /// <param name="code">ISO 639-1; where there are no words of that language yet, they are English.</param>
    public static Language In(string code) => All.FirstOrDefault(language => language.Code == code) ?? All[0];
}
