using System.Globalization;
using System.Text.RegularExpressions;
using Charging.TestBed;
using k8s.Models;

namespace Charging.Tests.Rollout;

/// <summary>What the chart is told, and what it refuses to be told.</summary>
public class ChartValuesTests
{
    [TestCase("mail.hots=mail.example", "additional properties 'hots' not allowed")]
    [TestCase("workers.rating.instances=1", "got 1, want 2")]
    [TestCase("settings.Receipts__Smtp__Password=x", "'not' failed")]
    [TestCase("settings.ConnectionStrings__Postgres=x", "'not' failed")]
    [TestCase("settings.Audit__As=x", "'not' failed", Description = "The chart sets it itself.")]
    [TestCase("workers.payment.settings.Receipts__Folder=x", "'not' failed")]
    [TestCase("ingest.settings.Ingest__Keys__vienna=x", "'not' failed")]
    [TestCase("workers.ingest.service=rating", "'not' failed", Description = "There is one of that name.")]
    [TestCase("webhook.enabled=true", "minLength: got 0, want 1")]
    [TestCase("image.registry=", "minLength: got 0, want 1")]
    [TestCase("workers.rating.service=operator", "value must be one of")]
    [TestCase("image.tag=", "No image.tag: the chart was not packaged as a release")]
    [TestCase("mail.claim=", "there is neither mail.host nor mail.claim: mails would be lost with the pod")]
    [TestCase("workers.rating.roles=collect", "workers.rating.roles: only payment has roles")]
    [TestCase("settings.OTEL_EXPORTER_OTLP_ENDPOINT=http://collector:4317", "network.collector.ports names no port")]
    [TestCase("settings.OTEL_EXPORTER_OTLP_HEADERS=x", "'not' failed", Description = "It has a token.")]
    [TestCase("settings.Paying__Keys__0=x", "'not' failed")]
    [TestCase("settings.Paying__Url=https://pay.example", "'not' failed", Description = "The chart sets it itself.")]
    [TestCase("workers.pay.service=payment", "'not' failed", Description = "There is one of that name.")]
    [TestCase("pay.enabled=true", "secrets.gateway is empty: the gateway that draws nothing real has no page")]
    [TestCase("pay.url=http://pay.example", "does not match pattern")]
    [TestCase("secrets.collector=x", "no OTEL_EXPORTER_OTLP_ENDPOINT names one")]
    public async Task A_value_that_makes_no_sense_is_refused_with_its_reason(string value, string reason)
    {
        var (code, _, complaint) = await Chart.Render("small", value);

        Assert.That(code, Is.Not.Zero);
        Assert.That(complaint, Does.Contain(reason));
    }

    [Test]
    public async Task Pools_that_the_database_has_no_connections_for_are_refused_with_the_sum()
    {
        var (code, _, complaint) = await Chart.Render("small", "workers.payment.pool=20");

        Assert.That(code, Is.Not.Zero);
        Assert.That(complaint, Does.Contain(
            "The workers could take 120 connections to the database, and 100 less a reserve of 10 leaves 90: " +
            "invoicing (2 + 1) x 10, payment (2 + 1) x 20, rating (2 + 1) x 10."));
    }

    [Test]
    public async Task A_platforms_sources_are_said_once()
    {
        var (code, _, complaint) = await Chart.Render("production", "workers.rating.settings.Sources__prague__0=x");

        Assert.That(code, Is.Not.Zero);
        Assert.That(complaint, Does.Contain(
            "Sources__prague__0 is set twice: ingest.platforms.prague says it already."));
    }

    [Test]
    public async Task Scaling_ends_where_the_connections_do()
    {
        const int free = 600 - 100 - (2 + 1) * 4; // less what ingest may take
        var chart = await Chart.Of("production");
        var most = chart.Others.Where(one => (string)one["kind"] == "ScaledObject")
            .Select(one => (IDictionary<object, object>)one["spec"])
            .ToDictionary(
                spec => (string)((IDictionary<object, object>)spec["scaleTargetRef"])["name"],
                spec => Convert.ToInt32(spec["maxReplicaCount"], CultureInfo.InvariantCulture));
        var workers = chart.Workers.Where(worker => worker.Metadata.Name is not "charging-ingest").ToList();
        var taken = workers.Sum(worker => (most[worker.Metadata.Name] + 1) * PoolOf(worker));

        Assert.That(most.Keys, Is.EqualTo(workers.Select(worker => worker.Metadata.Name)));
        Assert.That(taken, Is.LessThanOrEqualTo(free));
        Assert.That(most, Contains.Item(KeyValuePair.Create("charging-receipts", 3)), "It is said so.");
        Assert.That(most["charging-collect"], Is.EqualTo(free / 80 - 1), "An even share among four pools of 20.");
    }

    [Test]
    public async Task What_an_operator_of_others_would_not_take_is_noticed()
    {
        var scaled = (await Chart.Of("production")).Others.First(one => (string)one["kind"] == "ScaledObject");
        ((IDictionary<object, object>)scaled["spec"])["maxReplicaCount"] = "three";

        Assert.That(await ClusterTypes.Faults([scaled]), Does.StartWith("ScaledObject").And.Contain("maxReplicaCount"));
    }

    [Test]
    public async Task The_brokers_users_and_rights_are_those_of_the_data()
    {
        var chart = await Chart.Of("production");
        var permissions = chart.Objects.OfType<BrokerPermission>().ToList();

        Assert.That(
            permissions.Select(one => new BrokerRights(
                one.Metadata.Name["charging-".Length..], one.Spec.Permissions.Configure, one.Spec.Permissions.Write,
                one.Spec.Permissions.Read)),
            Is.EquivalentTo(BrokerRights.All));
        Assert.That(permissions.Select(one => one.Spec.UserReference!.Name),
            Is.EqualTo(chart.Objects.OfType<BrokerUser>().Select(user => user.Metadata.Name)));
        Assert.That(
            chart.Objects.OfType<BrokerUser>().Where(user => user.Spec.Tags.Count > 0)
                .Select(user => $"{user.Metadata.Name} {string.Join(' ', user.Spec.Tags)}"),
            Is.EqualTo(["charging-operator management"]));
    }

    [Test]
    public async Task The_manifests_for_those_without_Helm_are_the_charts()
    {
        var kept = Path.Combine(Bed.Root, "deploy", "kubernetes");
        var made = Directory.CreateTempSubdirectory("charging-").FullName;
        var (code, _, complaint) = await Tool.Run(Path.Combine(kept, "render"), made);

        Assert.That(code, Is.Zero, complaint);
        foreach (var name in (string[])["before.yaml", "charging.yaml"])
            Assert.That(await File.ReadAllTextAsync(Path.Combine(kept, name)),
                Is.EqualTo(await File.ReadAllTextAsync(Path.Combine(made, name))),
                "Write them anew: deploy/kubernetes/render");
        Directory.Delete(made, recursive: true);
    }

    private static int PoolOf(V1Deployment worker) => int.Parse(
        Regex.Match(
            worker.Spec.Template.Spec.Containers.Single().Env
                .Single(one => one.Name == "ConnectionStrings__Postgres").Value,
            "Maximum Pool Size=([0-9]+)").Groups[1].Value,
        CultureInfo.InvariantCulture);
}
