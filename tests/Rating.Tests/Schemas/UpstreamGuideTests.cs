using System.Globalization;
using Charging.TestBed;

namespace Charging.Rating.Tests.Schemas;

/// <summary>What the guide for platforms states in names and numbers is what the worker does.</summary>
public class UpstreamGuideTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(Bed.Root, "docs/upstream.md"));

    [Test]
    public void Each_code_stands_in_its_table_and_no_other_does() => Assert.That(
        Guide.Split("### Codes")[1].Split("\n## ")[0].Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('`')[1]),
        Is.EquivalentTo((string[])
            [SessionRejected.Unreadable, SessionRejected.Refused, .. Words.All<QuarantineCode>()]));

    [TestCaseSource(nameof(Names))]
    public void It_states(string name) => Assert.That(Guide, Does.Contain(name));

    private static IEnumerable<string> Names() =>
    [
        .. MessageSchema.All.Select(schema => $"(schemas/{schema.Exchange}.json)"),
        $"`{Feed.QueueOf(MessageSchema.All[2].Exchange, "USER")}`",
        $"{Feed.MostMessages.ToString("N0", CultureInfo.InvariantCulture)} messages",
        $"{Feed.Longest.TotalDays} days",
        $"{MessageSizes.MostOfStrangers.ToString("N0", CultureInfo.InvariantCulture)} bytes",
        $"{Screening.MostLegs.ToString("N0", CultureInfo.InvariantCulture)} legs",
        $"{Screening.MostAttributes} attributes",
        $"names of {Screening.LongestName} characters",
        $"values of {Screening.LongestValue.ToString("N0", CultureInfo.InvariantCulture)}",
        $"{Screening.LongestKey} characters",
        .. typeof(SessionRejected).GetProperties().Select(field =>
            $"`{System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(field.Name)}`"),
    ];
}
