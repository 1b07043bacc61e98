using System.Text.RegularExpressions;

namespace Charging.Tests.House;

/// <summary>Which tables a file writes, by the SQL in its literals.</summary>
internal static partial class TableWrites
{
    /// <summary>The tables that are inserted into, updated or deleted from, such as rating.usages.</summary>
    public static IEnumerable<string> Of(SourceFile file) => LiteralsIn(file)
        .SelectMany(literal => Write().Matches(literal))
        .Select(write => write.Groups["table"].Value)
        .Distinct();

    /// <summary>What stands in quotes, a statement or a text.</summary>
    public static IEnumerable<string> LiteralsIn(SourceFile file) =>
        Literal().Matches(string.Join('\n', file.Lines)).Select(literal => literal.Value);

    /// <summary>Those whose file this is not.</summary>
    public static IEnumerable<string> Strange(SourceFile file) => Of(file)
        .Where(table => file.Name != FileOf(table))
        .Select(table => $"{file.Path} writes {table}; call {FileOf(table)} for it");

    /// <summary>The file named for a table: LedgerEntries.cs for payment.ledger_entries.</summary>
    public static string FileOf(string table) => string.Concat(
        table[(table.IndexOf('.', StringComparison.Ordinal) + 1)..]
            .Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..])) + ".cs";

    /// <summary>A raw literal or one in quotes, whatever stands before it.</summary>
    [GeneratedRegex(@"""{3,}.*?""{3,}|""(?:[^""\\\n]|\\.)*""", RegexOptions.Singleline)]
    private static partial Regex Literal();

    /// <summary>Without a schema no statement finds its table, so one that leaves it out is none.</summary>
    [GeneratedRegex(
        @"\b(?:insert\s+into|update|delete\s+from|merge\s+into|truncate|copy)\s+(?:only\s+)?(?<table>\w+\.\w+)",
        RegexOptions.IgnoreCase)]
    private static partial Regex Write();
}
