using System.Text.Json;
using System.Text.RegularExpressions;
using Charging.TestBed;

namespace Charging.Rating.Tests.Pricing;

/// <summary>The gallery's plans cost what its README says.</summary>
public partial class GalleryTests
{
    private static readonly string Folder = Path.Combine(Bed.Root, "deploy", "samples", "gallery");

    private static readonly Row[] Rows =
        [.. File.ReadLines(Path.Combine(Folder, "README.md")).Where(IsRow).Select(Row.Of)];

    [TestCaseSource(nameof(Rows))]
    public async Task A_session_costs_what_the_gallery_says(object row)
    {
        var (plan, session, used, allowanceUsed, charge) = (Row)row;
        using var output = new StringWriter();
        using var complaints = new StringWriter();

        await QuoteCommand.Run(
            new QuoteRequest(Path.Combine(Folder, plan), Path.Combine(Folder, session), used, allowanceUsed),
            output, complaints, default);

        Assert.That(complaints.ToString(), Is.Empty);
        var told = JsonDocument.Parse(output.ToString()).RootElement.GetProperty("charge");
        Assert.That(told.Deserialize<Money>(Wire.Json).ToString(), Is.EqualTo(charge));
    }

    [Test]
    public void Every_plan_of_the_gallery_has_its_row_and_every_session_is_used()
    {
        Assert.That(Rows.Select(row => row.Plan).Distinct(), Is.EquivalentTo(Names("*.yaml")));
        Assert.That(Rows.Select(row => row.Session).Distinct(), Is.EquivalentTo(Names("*.json")));
    }

    [Test]
    public void Every_plan_can_be_read_and_its_code_is_its_name()
    {
        var codes = Names("*.yaml")
            .Select(name => PlanReader.Read(name, File.ReadAllText(Path.Combine(Folder, name))).Plan?.Code);

        Assert.That(codes.Select(code => $"{code}.yaml"), Is.EquivalentTo(Names("*.yaml")));
    }

    private static IEnumerable<string> Names(string pattern) =>
        Directory.EnumerateFiles(Folder, pattern).Select(file => Path.GetFileName(file));

    private static bool IsRow(string line) => line.StartsWith("| [", StringComparison.Ordinal);

    /// <summary>A line of the README's table: a plan, a session with its quote's options, and what it costs.</summary>
    private sealed partial record Row(string Plan, string Session, string? Used, string? AllowanceUsed, string Charge)
    {
        public static Row Of(string line)
        {
            var match = Pattern().Match(line);
            Assert.That(match.Success, $"This is no row of the gallery: {line}");
            return new Row(
                match.Groups["plan"].Value, match.Groups["session"].Value, Text(match.Groups["used"]),
                Text(match.Groups["free"]), match.Groups["charge"].Value);
        }

        public override string ToString() => $"{Plan}, {Session}{Used}{AllowanceUsed}";

        private static string? Text(Group group) => group.Success ? group.Value : null;

        [GeneratedRegex(
            @"\]\((?<plan>[^)]+)\) \|.*\| `(?<session>\S+?)( --used (?<used>\S+))?( --allowance-used (?<free>\S+))?`" +
            @" \| (?<charge>\S+ [A-Z]{3}) \|$")]
        private static partial Regex Pattern();
    }
}
