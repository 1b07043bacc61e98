using System.Globalization;
using System.Text.RegularExpressions;

namespace Charging.Tests.House;

/// <summary>A log line that the code declares, by its number.</summary>
/// <param name="File">Which declares it.</param>
/// <param name="Id">As it stands in brackets in the log.</param>
/// <param name="Level">Such as Warning.</param>
/// <param name="Words">The longest run of words in it without a placeholder: what a log is searched for.</param>
internal sealed partial record LoggedEvent(SourceFile File, int Id, string Level, string Words)
{
    public static IReadOnlyList<LoggedEvent> All { get; } =
    [
        .. from file in SourceFile.All
           where file.IsCode && !file.IsTest
           from Match line in Declared().Matches(string.Join('\n', file.Lines))
           select new LoggedEvent(
               file, int.Parse(line.Groups[1].ValueSpan, CultureInfo.InvariantCulture), line.Groups[2].Value,
               LongestWords(line.Groups[3].Value)),
    ];

    public bool NeedsSomebody => Level is "Warning" or "Error" or "Critical";

    private static string LongestWords(string texts) =>
        string.Concat(Texts().Matches(texts).Select(text => text.Groups[1].Value))
            .Split(['{', '}']).Where((_, index) => index % 2 == 0)
            .Select(words => words.Trim()).MaxBy(words => words.Length)!;

    [GeneratedRegex("""LoggerMessage\(\s*([0-9]+), LogLevel\.(\w+),\s*((?:"[^"]*"[\s+]*)+)\)""")]
    private static partial Regex Declared();

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Texts();
}
