using System.Globalization;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Norm;

/// <summary>The code lists of code-lists.txt by their names, such as ISO4217.</summary>
internal static class CodeLists
{
    private static readonly Dictionary<string, HashSet<string>> Lists = Read();

    public static bool Has(string list, string code) => Lists[list].Contains(code);

    public static IReadOnlyCollection<string> Of(string list) => Lists[list];

    private static Dictionary<string, HashSet<string>> Read()
    {
        Dictionary<string, HashSet<string>> lists = [];
        HashSet<string> current = [];
        foreach (var line in Resources.Lines("code-lists.txt"))
        {
            if (line.StartsWith('['))
            {
                var names = line[1..line.IndexOf(']', StringComparison.Ordinal)].Split(" = ");
                current = names.Length > 1 ? [.. lists[names[1]]] : [];
                lists.Add(names[0], current);
                continue;
            }

            foreach (var word in line.Split(' '))
            {
                if (word[0] == '-') current.Remove(word[1..]);
                else current.UnionWith(Codes(word.TrimStart('+')));
            }
        }

        return lists;
    }

    /// <summary>One, or all from 0002..0005 in as many digits.</summary>
    private static IEnumerable<string> Codes(string word)
    {
        if (!word.Contains("..", StringComparison.Ordinal)) return [word];
        var ends = word.Split("..");
        var (first, last) = (Number(ends[0]), Number(ends[1]));
        return Enumerable.Range(first, last - first + 1)
            .Select(code => code.ToString($"D{ends[0].Length}", CultureInfo.InvariantCulture));
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
}
