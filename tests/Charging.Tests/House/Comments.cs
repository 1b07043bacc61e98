using System.Text.RegularExpressions;

namespace Charging.Tests.House;

/// <summary>Doc comments, as a page can show them.</summary>
internal static class Comments
{
    /// <summary>The summary above a line, attributes between them left out; empty if there is none.</summary>
    public static string Above(SourceFile file, int line)
    {
        var comment = file.Lines.Take(line).Reverse()
            .SkipWhile(above => above.TrimStart().StartsWith('['))
            .TakeWhile(above => above.TrimStart().StartsWith("///", StringComparison.Ordinal))
            .Reverse().Select(above => above.Trim()[3..].Trim());
        var summary = Regex.Match(string.Join(' ', comment), "<summary>(.*?)</summary>").Groups[1].Value;
        return Plain(summary);
    }

    private static string Plain(string text)
    {
        text = Regex.Replace(text, "<c>(.*?)</c>", "`$1`");
        text = Regex.Replace(text, """<see cref="([^"]+)" ?/>""", "`$1`");
        text = text.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal);
        return Regex.Replace(text, @"\s+", " ").Trim();
    }
}
