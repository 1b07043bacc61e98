namespace Charging.Tests;

public class EmptyHistogramsTests
{
    private static readonly Metric Wait = new(
        MetricKind.Histogram, "charging.wait.duration", "s", "How long.",
        new MetricLabel("queue", "Which.") { Known = "queues" }, new MetricLabel("way", "How.", "fast", "slow"))
    {
        Edges = [.5, 10],
    };

    private KnownValues known = null!;
    private EmptyHistograms histograms = null!;

    [SetUp]
    public void Begin()
    {
        known = new KnownValues();
        histograms = new EmptyHistograms([Wait], known);
    }

    [Test]
    public void A_histogram_that_nothing_was_counted_in_is_there_at_0_with_each_of_its_labels()
    {
        known.Add("queues", "a");
        var page = histograms.Complete("other 1\n");

        Assert.That(page, Does.StartWith("other 1\n# TYPE charging_wait_duration_seconds histogram\n"));
        Assert.That(Samples(page, "way=\"fast\""), Is.EqualTo((string[])
        [
            """charging_wait_duration_seconds_bucket{otel_scope_name="Charging",queue="a",way="fast",le="0.5"} 0""",
            """charging_wait_duration_seconds_bucket{otel_scope_name="Charging",queue="a",way="fast",le="10"} 0""",
            """charging_wait_duration_seconds_bucket{otel_scope_name="Charging",queue="a",way="fast",le="+Inf"} 0""",
            """charging_wait_duration_seconds_sum{otel_scope_name="Charging",queue="a",way="fast"} 0""",
            """charging_wait_duration_seconds_count{otel_scope_name="Charging",queue="a",way="fast"} 0""",
        ]));
        Assert.That(Samples(page, "way=\"slow\""), Has.Count.EqualTo(5));
    }

    [Test]
    public void A_series_that_was_counted_in_stays_as_it_is_and_the_others_stand_beside_it()
    {
        known.Add("queues", "a");
        const string counted = """
            # TYPE charging_wait_duration_seconds histogram
            charging_wait_duration_seconds_bucket{otel_scope_name="Charging",queue="a",way="slow",le="+Inf"} 3
            charging_wait_duration_seconds_sum{otel_scope_name="Charging",queue="a",way="slow"} 1.5
            charging_wait_duration_seconds_count{otel_scope_name="Charging",queue="a",way="slow"} 3
            # TYPE other counter
            other 1

            """;

        var page = histograms.Complete(counted);

        Assert.That(Samples(page, "way=\"slow\""), Has.Count.EqualTo(3).And.None.EndsWith(" 0"));
        Assert.That(Samples(page, "way=\"fast\""), Has.Count.EqualTo(5).And.All.EndsWith(" 0"));
        Assert.That(page.Split("# TYPE"), Has.Length.EqualTo(3), "one head for all of them");
        Assert.That(page, Does.EndWith("other 1\n"), "a metric's series stand together");
    }

    [Test]
    public void A_page_that_has_an_end_keeps_it_at_its_end()
    {
        known.Add("queues", "a");

        Assert.That(histograms.Complete("other 1\n# EOF\n"), Does.EndWith("} 0\n# EOF\n"));
    }

    [Test]
    public void Where_no_queue_is_known_nothing_is_added() =>
        Assert.That(histograms.Complete("other 1\n"), Is.EqualTo("other 1\n"));

    private static List<string> Samples(string page, string label) =>
        [.. page.Split('\n').Where(line => line.Contains(label, StringComparison.Ordinal))];
}
