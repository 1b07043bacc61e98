using System.Text.RegularExpressions;
using Charging.TestBed;

namespace Charging.Tests;

/// <summary>
/// What the workers' statements change, and what Schema/rights.sql lets them change, are the same, but for what those
/// of the newest release still need beside them.
/// </summary>
public partial class GrantsTests
{
    [TestCase("Rating")]
    [TestCase("Invoicing")]
    [TestCase("Payment")]
    public void A_worker_may_update_the_columns_that_its_statements_set_and_no_others(string worker)
    {
        var statements = Statements(worker).ToList();

        var set = statements.SelectMany(Updated).Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.That(set, Is.Not.Empty);
        Assert.That(
            Grants.UpdatesOf(worker), Is.EqualTo(With(set, worker, "update")),
            $"see {worker}.Worker/Schema/rights.sql");
    }

    [TestCase("Rating")]
    [TestCase("Invoicing")]
    [TestCase("Payment")]
    public void A_worker_may_delete_from_the_tables_that_its_statements_delete_from_and_no_others(string worker)
    {
        var deleted = Statements(worker).SelectMany(text => Deletes().Matches(text))
            .Select(match => match.Groups["table"].Value).Distinct().Order(StringComparer.Ordinal);

        Assert.That(
            Grants.DeletesOf(worker), Is.EqualTo(With(deleted, worker, "delete")),
            $"see {worker}.Worker/Schema/rights.sql");
    }

    private static IOrderedEnumerable<string> With(IEnumerable<string> changed, string worker, string right) =>
        Released.Lines("rights").Where(line => line.StartsWith($"{worker} {right} ", StringComparison.Ordinal))
            .Select(line => line.Split(' ')[2]).Union(changed).Order(StringComparer.Ordinal);

    /// <summary>The raw literals of the worker's code without remarks; one holds a statement or more.</summary>
    private static IEnumerable<string> Statements(string worker) =>
        Directory.EnumerateFiles(Path.Combine(Bed.Root, $"{worker}.Worker"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => Literals().Matches(File.ReadAllText(file)))
            .SelectMany(literal => Regex.Replace(literal.Value, "--[^\n]*", "").Split(';'));

    private static IEnumerable<string> Updated(string statement)
    {
        if (Sets().Match(statement) is not { Success: true } found) yield break;
        foreach (var one in Depth(found.Groups["sets"].Value))
            yield return $"{found.Groups["table"].Value}.{one.Split('=')[0].Trim()}";
    }

    /// <summary>Split at the commas that stand in no brackets.</summary>
    private static IEnumerable<string> Depth(string text)
    {
        var (depth, begin) = (0, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '(') depth++;
            if (text[i] == ')') depth--;
            if (text[i] != ',' || depth > 0) continue;
            yield return text[begin..i];
            begin = i + 1;
        }

        yield return text[begin..];
    }

    [GeneratedRegex("""(?s)"{3}.*?"{3}|"[^"\n]*"(?=[;,)])""")]
    private static partial Regex Literals();

    [GeneratedRegex("""
        (?sx) \b (?:
            update \s+ (?<table> \w+\.\w+) (?:\s+ as \s+ \w+)? |
            insert \s+ into \s+ (?<table> \w+\.\w+) .*? do \s+ update)
        \s+ set \s+ (?<sets> .*?) (?: \s (?: from | where | returning) \s | "{1,3} | $)
        """)]
    private static partial Regex Sets();

    [GeneratedRegex(@"\bdelete from (?<table>\w+\.\w+)")]
    private static partial Regex Deletes();
}
