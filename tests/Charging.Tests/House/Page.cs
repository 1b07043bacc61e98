using System.Text.RegularExpressions;

namespace Charging.Tests.House;

/// <summary>A page of the documents as the rules read it: what is code in it, and what is a link.</summary>
internal sealed partial class Page(SourceFile file)
{
    private const string Fence = "```";

    public SourceFile File => file;

    /// <summary>Every line of every block of code, one that ends with a backslash joined with the next.</summary>
    public IEnumerable<string> CodeLines => Code().SelectMany(Joined).Select(line => line.Trim());

    /// <summary>What stands between backticks within lines.</summary>
    public IEnumerable<string> CodeWords =>
        Prose().SelectMany(line => Backticked().Matches(line)).Select(match => match.Groups[1].Value);

    public IEnumerable<string> Links =>
        Prose().SelectMany(line => LinkOf().Matches(Backticked().Replace(line, "x"))).Select(m => m.Groups[1].Value);

    /// <summary>The headings as a link names them.</summary>
    public IEnumerable<string> Anchors =>
        Prose().Where(line => line.StartsWith('#')).Select(line => line.TrimStart('#').Trim())
            .Select(heading => NotInAnchors().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-'));

    private IEnumerable<string> Prose() => Split(inCode: false).SelectMany(lines => lines);

    private List<List<string>> Code() => Split(inCode: true);

    private List<List<string>> Split(bool inCode)
    {
        List<List<string>> blocks = [[]];
        var within = false;
        foreach (var line in file.Lines)
        {
            if (line.TrimStart().StartsWith(Fence, StringComparison.Ordinal))
            {
                within = !within;
                blocks.Add([]);
            }
            else if (within == inCode) blocks[^1].Add(line);
        }

        return blocks;
    }

    private static string[] Joined(List<string> block) =>
        string.Join('\n', block).Replace("\\\n", " ", StringComparison.Ordinal).Split('\n');

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Backticked();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex LinkOf();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInAnchors();
}
