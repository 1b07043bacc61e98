using Charging.TestBed;

namespace Charging.Tests.House;

public class MetricsPageTests
{
    private static IReadOnlyList<ListedMetric> All => ListedMetric.All;

    [Test]
    public void The_page_of_metrics_is_what_the_tables_say()
    {
        var (path, made) = (Path.Combine(Bed.Root, MetricsPage.Path), MetricsPage.Make());
        if (Environment.GetEnvironmentVariable("CHARGING_WRITE_DOCS") is "1") File.WriteAllText(path, made);

        Assert.That(File.ReadAllText(path), Is.EqualTo(made), "Write it anew: the page's first lines say how.");
    }

    [Test]
    public void Every_metric_says_what_it_counts_and_is_named_once() =>
        Assert.That(
            All.Where(metric => metric.Meaning.Length == 0 || metric.Labels.Any(label => label.Meaning.Length == 0))
                .Concat(All.GroupBy(metric => metric.Name).Where(alike => alike.Count() > 1).SelectMany(one => one))
                .Select(metric => metric.Name),
            Is.Empty);

    [Test]
    public void Every_name_begins_with_the_project_s_and_no_label_is_an_id() =>
        Assert.That(
            All.Where(metric => !metric.Name.StartsWith("charging.", StringComparison.Ordinal)
                    || metric.Labels.Any(label => label.Name.EndsWith("id", StringComparison.Ordinal)))
                .Select(metric => metric.Name),
            Is.Empty);

    [Test]
    public void Whatever_is_created_stands_in_a_table()
    {
        var created = SourceFile.All.Where(file => file.IsCode && !file.IsTest)
            .SelectMany(file => file.Lines)
            .SelectMany(line => System.Text.RegularExpressions.Regex.Matches(line, "\"(charging(\\.[a-z_]+){1,5})\""))
            .Select(match => match.Groups[1].Value)
            .Distinct();

        Assert.That(created, Is.SubsetOf(All.Select(metric => metric.Name)).And.Not.Empty);
    }
}
