using System.Text.RegularExpressions;
using Charging.TestBed;

namespace Charging.Tests.House;

/// <summary>Which tests run when is said by three categories: bed, long and apart.</summary>
public partial class CategoriesTests
{
    // In two parts, or this file would be one of those.
    private const string Previous = nameof(Release) + ".Previous";

    private static readonly string[] Fixtures =
    [
        .. SourceFile.All.Where(file => file.IsCode && file.IsTest).SelectMany(file => file.Lines)
            .Select(line => Category().Match(line)).Where(match => match.Success)
            .Select(match => match.Groups[1].Value),
    ];

    [Test]
    public void There_are_no_categories_but_three() =>
        Assert.That(Fixtures.Distinct(), Is.EquivalentTo((string[])["bed", "long", "apart"]));

    /// <summary>What needs more than the bed, such as an earlier release, and so minutes of its own.</summary>
    [Test]
    public void A_fixture_that_needs_an_earlier_release_is_apart()
    {
        var needing = SourceFile.All.Where(file => file.IsCode && file.IsTest && file.Folder != "tests/TestBed"
            && file.Lines.Any(line => line.Contains(Previous, StringComparison.Ordinal))).ToList();

        Assert.That(needing, Is.Not.Empty);
        Assert.That(needing.Where(file => !file.Lines.Contains("""[Category("apart")]""")), Is.Empty);
    }

    [Test]
    public void All_runs_of_tests_leave_out_what_is_apart_and_a_command_runs_it()
    {
        var runs = Directory.EnumerateFiles(Path.Combine(Bed.Root, "deploy", "local"), "*.sh")
            .SelectMany(file => Statement().Matches(File.ReadAllText(file)).Select(match => match.Value)).ToList();

        Assert.That(runs.Count(run => run.Contains("\"$apart\"", StringComparison.Ordinal)), Is.EqualTo(1));
        Assert.That(runs, Has.Count.GreaterThan(4));
        Assert.That(runs.Where(run => !Filtered().IsMatch(run)), Is.Empty);
    }

    [GeneratedRegex(@"^\[Category\(""(\w+)""\)\]")]
    private static partial Regex Category();

    // A call of it, with the lines that go on with it; not what it is defined as.
    [GeneratedRegex(
        @"^ .*\b(dotnet_test ""\$root|dotnet test ""\$root|test_projects \S)(.*\\\n)*.*", RegexOptions.Multiline)]
    private static partial Regex Statement();

    // By the word itself, or by what read_filter made of it.
    [GeneratedRegex("""--filter "\$(apart"|not_apart\b|filter")""")]
    private static partial Regex Filtered();
}
