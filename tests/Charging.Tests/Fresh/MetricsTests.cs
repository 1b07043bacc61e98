using System.Diagnostics;
using Charging.TestBed;
using Charging.Tests.House;

namespace Charging.Tests.Fresh;

/// <summary>The pages of metrics of running workers, in which nothing has happened yet.</summary>
[Category("bed")]
public class MetricsTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, string> pages = [];

    [OneTimeSetUp]
    public async Task Open()
    {
        foreach (var worker in FreshChain.Chain.All)
        {
            pages[worker.Name] = await Eventually.Becomes(
                () => PageOf(worker),
                page => Missing(worker.Name, page).Count == 0,
                Limit,
                $"every metric of {worker.Name} on its page");
        }
    }

    [Test]
    public void Every_series_that_is_known_is_there_at_0_before_anything_happens()
    {
        foreach (var (worker, page) in pages)
        {
            var samples = page.Split('\n');
            var counted = Of(worker).Where(metric => metric.IsThereFromTheStart);
            var late = counted.SelectMany(metric => metric.Series
                .Where(series => !metric.Samples.All(name => samples.Any(line => IsZero(line, name, series))))
                .Select(series => $"{metric.Exposed}{{{series}}}"));

            Assert.That(late, Is.Empty, worker);
        }
    }

    [Test]
    public void Every_metric_of_ours_that_is_shown_is_listed()
    {
        foreach (var (worker, page) in pages)
        {
            var shown = page.Split('\n').Where(line => line.StartsWith("# TYPE charging_", StringComparison.Ordinal))
                .Select(line => line.Split(' ')[2]).ToList();

            Assert.That(shown, Is.SubsetOf(Of(worker).Select(metric => metric.Exposed)).And.Unique, worker);
        }
    }

    [Test]
    public void What_reconcile_found_is_shown_for_each_book_and_when_that_was()
    {
        var found = pages["Payment.Worker"].Split('\n')
            .Where(line => line.StartsWith("charging_reconcile_", StringComparison.Ordinal)).ToList();

        foreach (var book in (string[])["sessions", "invoices", "numbers", "payments", "gateway", "bank"])
            Assert.That(found, Has.One.Match($"^charging_reconcile_differences\\{{.*book=\"{book}\".*\\}} 0( |$)"));
        Assert.That(found, Has.Count.EqualTo(7));
        Assert.That(found, Has.One.Match(@"^charging_reconcile_checked_timestamp_seconds\{.*\} 1[0-9.eE+]{5,}"));
    }

    [Test]
    public void Which_build_runs_is_said_with_its_version() => Assert.That(
        pages["Payment.Worker"],
        Does.Match("charging_build_info\\{[^}]*commit=\"[0-9a-f]{40}\",version=\"[0-9]+\\.[^\"]+\"\\} 1")
            .Or.Match("charging_build_info\\{[^}]*version=\"[0-9]+\\.[^\"]+\",commit=\"[0-9a-f]{40}\"\\} 1"));

    [Test]
    public async Task Promtool_has_no_remark_on_ours()
    {
        var promtool = (await Run(Path.Combine(Bed.Root, "deploy/local/tools/promtool"), [], "")).Trim();
        foreach (var (worker, page) in pages)
        {
            var remarks = await Run(promtool, ["check", "metrics"], page);

            // Of other libraries' metrics it has some; where the page cannot be read it names none.
            Assert.That(
                remarks.Split('\n', StringSplitOptions.RemoveEmptyEntries),
                Has.All.Match("^(db|dotnet|messaging)_"), worker);
        }
    }

    private static IEnumerable<ListedMetric> Of(string worker) => ListedMetric.All.Where(metric =>
        metric.Worker is null || worker.StartsWith(metric.Worker, StringComparison.Ordinal));

    /// <summary>What has a currency comes with the first amount.</summary>
    private static List<string> Missing(string worker, string page) =>
    [
        .. Of(worker).Where(metric => metric.Labels.All(label => label.Name != "currency"))
            .SelectMany(metric => metric.Samples)
            .Where(name => !page.Contains($"\n{name}{{", StringComparison.Ordinal)),
    ];

    private static bool IsZero(string line, string name, string series) =>
        line.StartsWith($"{name}{{", StringComparison.Ordinal)
        && series.Split(',').All(label => line.Contains(label, StringComparison.Ordinal))
        && line[(line.LastIndexOf('}') + 1)..].Trim().Split(' ')[0] == "0";

    private static async Task<string> PageOf(WorkerProcess worker)
    {
        using var response = await worker.Get("/metrics");
        return await response.Content.ReadAsStringAsync();
    }

    /// <summary>What it says, on both of its ways.</summary>
    private static async Task<string> Run(string program, string[] arguments, string input)
    {
        using var run = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var (said, complained) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.StandardInput.WriteAsync(input);
        run.StandardInput.Close();
        await run.WaitForExitAsync();
        return program.EndsWith("promtool", StringComparison.Ordinal) && arguments.Length > 0
            ? await said + await complained
            : await said;
    }
}
