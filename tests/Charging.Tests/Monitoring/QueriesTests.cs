using Charging.TestBed;
using Charging.Tests.House;
using Charging.Tests.Rollout;

namespace Charging.Tests.Monitoring;

/// <summary>Whatever a rule or a dashboard asks for is there in what running workers and the broker tell.</summary>
[Category("bed")]
public class QueriesTests
{
    private const string Detailed = "/metrics/detailed?family=queue_coarse_metrics&family=queue_consumer_count"
        + "&family=channel_queue_exchange_metrics";

    private static readonly string[] Workers = ["rating-", "invoicing-", "payment-"];

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private IReadOnlyList<ParsedQuery> parsed = [];
    private IReadOnlyList<ParsedQuery> scaling = [];
    private List<Series> workers = [];
    private List<Series> broker = [];

    [OneTimeSetUp]
    public async Task Scrape()
    {
        parsed = await Query.Parse(Query.All.Select(query => query.Text));
        await using var chain = await Chain.Start();
        await chain.Broker.Publish("session-ended", ["no session at all"u8.ToArray()], "upstream");
        // The broker tells of no channel that is closed.
        await using var platform = await RawPublisher.Connect(chain.Broker.As("upstream"), CancellationToken.None);
        var session = SampleSession.Many(1, chain.Customers)[0];
        await platform.Publish("session-ended", session.Bytes, null, null, CancellationToken.None);
        await chain.AllCharged(1, Limit);
        scaling = await Query.Parse(await Chart.ScalingQueries(chain.Broker.VirtualHost));
        await chain.TryOperate("reconcile", "--record");
        await Eventually.Holds(
            async () => (await chain.Broker.Messages()).GetValueOrDefault("rating-rate-session_error") == 1, Limit,
            "what is no session in rating-rate-session_error");

        broker = await Eventually.Becomes(
            async () => Series.On(
                await WholeBroker.Metrics("/metrics") + await WholeBroker.Metrics(Detailed), "rabbitmq").ToList(),
            page => Workers.All(queue => page.Exists(series =>
                series.Name == "rabbitmq_detailed_queue_messages_published_total"
                && series.Labels.Values.Contains(chain.Broker.VirtualHost)
                && series.Labels["queue"].StartsWith(queue, StringComparison.Ordinal))),
            Limit,
            "what is published into queues of each worker");
        foreach (var worker in chain.All) workers.AddRange(await OnceMeasured(worker));
        workers.AddRange(await OfIngest(chain));
        workers.AddRange(WithCurrency());
        workers.AddRange(AlertRule.All.Where(rule => rule.Record.Length > 0).Select(rule => Series.Of(rule.Record)));
        workers.Add(Series.Of("up", ("job", "charging-rating"), ("instance", "here")));
    }

    [Test]
    public void Every_metric_and_label_of_rules_and_dashboards_is_in_a_scrape() =>
        Assert.That(Faults([.. workers, .. broker], withValues: true), Is.Empty);

    [Test]
    public void What_the_chart_scales_by_is_in_a_scrape_of_the_broker()
    {
        Assert.That(scaling, Has.Count.EqualTo(2 * Workers.Length));
        Assert.That(scaling.SelectMany(query => query.Faults(broker, withValues: true)), Is.Empty);
    }

    [Test]
    public void The_next_RabbitMQ_has_them_too()
    {
        var kept = File.ReadAllText(Path.Combine(
            Bed.Root, "tests", "Charging.Tests", "Monitoring", "rabbitmq-4.0.5.metrics"));

        Assert.That(Faults([.. workers, .. Series.On(kept, "rabbitmq")], withValues: false), Is.Empty);
    }

    [Test]
    public void Every_label_that_a_text_or_a_legend_names_is_one_of_its_query() =>
        Assert.That(
            from pair in Query.All.Zip(parsed)
            from label in pair.First.Named
            where !pair.Second.CanHave(label, [.. workers, .. broker])
            select $"{pair.First.Where}: {label}",
            Is.Empty);

    [TestCase("sum(rate(charging_sessions[5m]))", "charging_sessions")]
    [TestCase("sum(rate(charging_sessions_total{outcom=\"rated\"}[5m]))", "outcom")]
    [TestCase("sum(rate(charging_sessions_total{outcome=\"ratted\"}[5m]))", "ratted")]
    [TestCase("max(charging_payments_open{state!~\"x\", statte!=\"y\"})", "statte")]
    [TestCase("sum by (code) (charging_sessions_total)", "'code'")]
    [TestCase("charging_sessions_total / on (queue) charging_payments_total", "'queue'")]
    [TestCase("rate(charging_sessions_total[5m)", "not PromQL")]
    public async Task A_wrong_name_is_found(string query, string named) =>
        Assert.That(
            (await Query.Parse([query]))[0].Faults([.. workers, .. broker], withValues: true),
            Has.Some.Contains(named));

    /// <summary>Gauges come with the first look, seconds after the start.</summary>
    private static async Task<IEnumerable<Series>> OnceMeasured(WorkerProcess worker)
    {
        var job = $"charging-{worker.Name.Split('.')[0].ToLowerInvariant()}";
        var gauges = ListedMetric.All.Where(metric => metric.Kind == "gauge" && IsOf(metric, worker)).ToList();
        return await Eventually.Becomes(
            async () => Series.On(await worker.Scrape(), job).ToList(),
            page => gauges.TrueForAll(gauge => page.Exists(series => series.Name == gauge.Exposed)),
            Limit,
            $"all gauges of {worker.Name}");
    }

    private static async Task<IEnumerable<Series>> OfIngest(Chain chain)
    {
        await using var ingest = new WorkerProcess("Ingest", new Dictionary<string, string>
        {
            ["ConnectionStrings__RabbitMq"] = chain.Broker.As("ingest"),
            ["Ingest__Port"] = $"{Ports.Free()}",
            ["Ingest__Keys__upstream"] = $"{Guid.NewGuid()}-{Guid.NewGuid()}",
            ["Sources__upstream__0"] = "*",
        }, Path.Combine(chain.Folder, "ingest.log"));
        await ingest.Start();
        return Series.On(await ingest.Scrape(), "charging-ingest");
    }

    /// <summary>What has no amount in any currency yet is not there yet.</summary>
    private static bool IsOf(ListedMetric metric, WorkerProcess worker) =>
        (metric.Worker is null || worker.Name.StartsWith(metric.Worker, StringComparison.Ordinal))
        && !HasCurrency(metric);

    private static bool HasCurrency(ListedMetric metric) => metric.Labels.Any(label => label.Name == "currency");

    /// <summary>As the code lists them, to which another test holds the pages of workers.</summary>
    private static IEnumerable<Series> WithCurrency() =>
        ListedMetric.All.Where(HasCurrency).Select(metric => Series.Of(metric.Exposed, ("currency", "EUR")));

    private IEnumerable<string> Faults(IReadOnlyList<Series> scrape, bool withValues) =>
        from pair in Query.All.Zip(parsed)
        from fault in pair.Second.Faults(scrape, withValues)
        select $"{pair.First.Where}: {fault}";
}
