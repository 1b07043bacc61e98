using System.Globalization;
using Charging.TestBed;
using Charging.Tests.House;
using k8s;
using k8s.Models;

namespace Charging.Tests.Rollout;

/// <summary>What the chart makes is what the workers need, and understood by them and by Kubernetes.</summary>
[TestFixtureSource(typeof(Chart), nameof(Rollout.Chart.Examples))]
public class ChartTests(string example)
{
    /// <summary>Not read by a worker, but by the setting below it.</summary>
    private const string Kept = "DATABASE";

    private Chart chart = null!;

    [OneTimeSetUp]
    public async Task Render() => chart = await Chart.Of(example);

    [Test]
    public async Task Helm_finds_nothing_wrong_with_it()
    {
        var (code, text, complaint) = await Tool.Run(
            await Tool.Find("helm"), "lint", Chart.Folder, "--values", Chart.ExampleOf(example));

        Assert.That(code, Is.Zero, text + complaint);
        Assert.That(text, Does.Not.Contain("[WARNING]").And.Not.Contain("[ERROR]"));
    }

    [Test]
    public void Each_worker_has_two_instances_at_least_and_loses_one_at_a_time() => Assert.Multiple(() =>
    {
        Assert.That(
            chart.Workers.Select(worker => worker.Spec.Replicas ?? int.MaxValue), Is.All.GreaterThanOrEqualTo(2));
        Assert.That(
            chart.Objects.OfType<V1PodDisruptionBudget>().Select(budget => budget.Spec.Selector.MatchLabels),
            Is.EqualTo(chart.Workers.Select(worker => worker.Spec.Selector.MatchLabels)));
        Assert.That(chart.Objects.OfType<V1PodDisruptionBudget>().Select(budget => budget.Spec.MaxUnavailable.Value),
            Is.All.EqualTo("1"));
    });

    [Test]
    public void Each_worker_may_take_longer_to_stop_than_it_gives_itself() =>
        Assert.That(
            chart.Workers.Select(worker => worker.Spec.Template.Spec.TerminationGracePeriodSeconds),
            Is.All.EqualTo(90).And.All.GreaterThan(2 * ShutdownTimes.Host.TotalSeconds));

    [Test]
    public void Each_worker_is_asked_where_it_answers()
    {
        foreach (var worker in chart.Workers.Select(worker => worker.Spec.Template.Spec.Containers.Single()))
        {
            Assert.That(worker.StartupProbe.HttpGet.Path, Is.EqualTo("/health/live"));
            Assert.That(worker.LivenessProbe.HttpGet.Path, Is.EqualTo("/health/live"));
            Assert.That(worker.ReadinessProbe.HttpGet.Path, Is.EqualTo("/health/ready"));
            Assert.That(worker.Env.Single(one => one.Name == "Management__Port").Value,
                Is.EqualTo($"{worker.Ports.Single(port => port.Name == "management").ContainerPort}"));
        }
    }

    [Test]
    public void Every_setting_is_one_that_the_code_reads() =>
        Assert.That(
            chart.Pods.SelectMany(pod => pod.Containers.Single().Env).Select(one => one.Name).Distinct()
                .Where(name => name != Kept && !SettingsPage.Names.Any(known => DocRules.IsSame(known, name))),
            Is.Empty);

    [Test]
    public void What_is_secret_comes_from_a_secret()
    {
        var given = chart.Pods.SelectMany(pod => pod.Containers.Single().Env)
            .Where(one => one.Name == Kept || one.Name.StartsWith("ConnectionStrings__", StringComparison.Ordinal)
                || one.Name.Contains("Password", StringComparison.Ordinal)
                || one.Name.Contains("ApiKey", StringComparison.Ordinal)
                || one.Name.StartsWith("Ingest__Keys__", StringComparison.Ordinal)
                || one.Name.EndsWith("_HEADERS", StringComparison.Ordinal)
                || one.Name.Contains("Secret", StringComparison.Ordinal))
            .ToList();

        Assert.That(given, Has.Count.GreaterThan(3 * chart.Pods.Count() - 1));
        Assert.That(given.Where(one => one.ValueFrom?.SecretKeyRef is null).Select(one => one.Value),
            Is.All.StartsWith($"$({Kept});Maximum Pool Size="));
        Assert.That(chart.Objects.OfType<V1Secret>(), Is.Empty);
    }

    [Test]
    public void Schema_and_queues_are_there_before_the_workers()
    {
        var jobs = chart.Objects.OfType<V1Job>().ToList();
        var services = chart.Workers.Select(worker => worker.Spec.Template.Spec.Containers.Single())
            .Where(container => container.Name != "ingest") // which only reads what others have made
            .Select(container => container.Name).Distinct();

        Assert.That(
            jobs.Select(job => job.Spec.Template.Spec.Containers.Single())
                .Select(container => $"{container.Name} {container.Args.Single()}"),
            Is.EquivalentTo(services.SelectMany(service => (string[])[$"{service} migrate", $"{service} topology"])));
        Assert.That(
            jobs.Select(job => job.Metadata.Annotations["helm.sh/hook"]), Is.All.EqualTo("pre-install,pre-upgrade"));
        Assert.That(
            jobs.Where(job => job.Metadata.Name.EndsWith("migrate", StringComparison.Ordinal))
                .Select(job => job.Spec.Template.Spec.Containers.Single().Env.Select(one => one.Name)),
            Is.All.Contains("ConnectionStrings__Owner"));
    }

    [Test]
    public void Every_pod_has_a_policy_of_the_network()
    {
        var policies = chart.Objects.OfType<V1NetworkPolicy>()
            .Where(policy => policy.Spec.PolicyTypes.SequenceEqual(["Ingress", "Egress"]))
            .Select(policy => policy.Spec.PodSelector.MatchLabels).ToList();
        var pods = chart.Workers.Select(worker => worker.Spec.Template.Metadata.Labels)
            .Concat(chart.Objects.OfType<V1Job>().Select(job => job.Spec.Template.Metadata.Labels));

        Assert.That(pods.Where(labels => !policies.Any(policy => policy.All(labels.Contains))), Is.Empty);
    }

    [Test]
    public void The_jobs_before_all_else_find_their_policy_there()
    {
        var jobs = chart.Objects.OfType<V1Job>().ToList();
        var policy = chart.Objects.OfType<V1NetworkPolicy>().Single(
            one => one.Spec.PodSelector.MatchLabels.All(jobs[0].Spec.Template.Metadata.Labels.Contains));

        Assert.That(policy.Metadata.Annotations, Contains.Item(
            KeyValuePair.Create("helm.sh/hook", jobs[0].Metadata.Annotations["helm.sh/hook"])));
        Assert.That(WeightOf(policy.Metadata), Is.LessThan(jobs.Min(job => WeightOf(job.Metadata))));
        Assert.That(
            jobs.SelectMany(job => policy.Spec.PodSelector.MatchLabels.Except(job.Spec.Template.Metadata.Labels)),
            Is.Empty);
    }

    [Test]
    public void No_two_objects_have_one_name() =>
        Assert.That(
            chart.Objects.OfType<IKubernetesObject<V1ObjectMeta>>().Select(one => $"{one.Kind} {one.Metadata.Name}")
                .ToList(),
            Has.Count.GreaterThan(10).And.Unique);

    [Test]
    public async Task What_comes_over_http_reaches_no_database_unless_it_finds_sessions_and_rating_knows_whose_it_is()
    {
        var chart = await Chart.Of(example, "ingest.pool=0");
        if (chart.Workers.SingleOrDefault(worker => worker.Metadata.Name.EndsWith("-ingest", StringComparison.Ordinal))
            is not { } ingest)
        {
            Assert.That(example, Is.Not.EqualTo("production"));
            return;
        }

        var given = ingest.Spec.Template.Spec.Containers.Single().Env;
        var sources = given.Where(one => one.Name.StartsWith("Sources__", StringComparison.Ordinal)).ToList();
        Assert.That(given.Select(one => one.Name), Has.None.Contains("Postgres"));
        Assert.That(sources, Is.Not.Empty);
        foreach (var rating in chart.Workers.Select(worker => worker.Spec.Template.Spec.Containers.Single())
            .Where(container => container.Name == "rating"))
        {
            Assert.That(
                rating.Env.Select(one => (one.Name, one.Value)),
                Is.SupersetOf(sources.Select(one => (one.Name, one.Value))));
        }

        var ports = chart.Objects.OfType<V1NetworkPolicy>()
            .Single(policy => policy.Metadata.Name == ingest.Metadata.Name)
            .Spec.Egress.SelectMany(way => way.Ports).Select(port => port.Port.Value);
        Assert.That(ports, Has.None.EqualTo("5432"));
    }

    [Test]
    public async Task What_is_for_operators_of_others_has_their_types() =>
        Assert.That(await ClusterTypes.Faults(chart.Others), Is.Empty);

    private static int WeightOf(V1ObjectMeta metadata) =>
        int.Parse(metadata.Annotations["helm.sh/hook-weight"], CultureInfo.InvariantCulture);
}
