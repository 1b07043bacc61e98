using System.Globalization;
using k8s.Models;

namespace Charging.Tests.Rollout;

/// <summary>Who reaches whom, by what the chart is told.</summary>
public class ChartNetworkTests
{
    [Test]
    public async Task Two_workers_that_collect_hear_the_gateway_by_one_service()
    {
        var chart = await Chart.Of(
            "roles-apart", "webhook.enabled=true", "workers.import.service=payment", "workers.import.roles=collect");
        var selector = WebhookOf(chart).Spec.Selector;

        Assert.That(
            chart.Workers.Where(worker => selector.All(worker.Spec.Template.Metadata.Labels.Contains))
                .Select(worker => worker.Metadata.Name),
            Is.EquivalentTo(["charging-collect", "charging-import"]));
        Assert.That(
            chart.Workers.Where(worker => selector.All(worker.Spec.Template.Metadata.Labels.Contains))
                .SelectMany(worker => worker.Spec.Template.Spec.Containers.Single().Ports)
                .Count(port => port.Name == WebhookOf(chart).Spec.Ports.Single().TargetPort),
            Is.EqualTo(2));
    }

    [Test]
    public async Task The_payment_page_is_payment_in_that_role_and_the_mails_have_its_links()
    {
        var chart = await Chart.Of("roles-apart");
        var page = chart.Workers.Single(worker => worker.Metadata.Name == "charging-pay").Spec.Template.Spec.Containers
            .Single();
        var policy = chart.Objects.OfType<V1NetworkPolicy>().Single(one => one.Metadata.Name == "charging-pay");
        var service = chart.Objects.OfType<V1Service>().Single(one => one.Metadata.Name == "charging-pay");

        Assert.That(page.Env.Single(one => one.Name == "Payment__Roles").Value, Is.EqualTo("pay"));
        Assert.That(
            page.Ports.Single(port => port.Name == service.Spec.Ports.Single().TargetPort).ContainerPort,
            Is.EqualTo(int.Parse(
                page.Env.Single(one => one.Name == "Paying__Page__Port").Value, CultureInfo.InvariantCulture)));
        Assert.That(
            policy.Spec.Ingress.SelectMany(way => way.Ports).Select(port => port.Port.Value),
            Is.EquivalentTo(["management", "page"]));
        Assert.That(
            policy.Spec.Egress.SelectMany(way => way.Ports).Select(port => port.Port.Value), Contains.Item("443"));
        Assert.That(
            chart.Workers.Where(worker => worker.Spec.Template.Spec.Containers.Single().Env
                    .Any(one => one is { Name: "Paying__Keys__0", ValueFrom.SecretKeyRef.Name: "charging-pay" }))
                .Select(worker => worker.Metadata.Name),
            Is.EquivalentTo(["charging-pay", "charging-receipts"]));
    }

    [Test]
    public async Task What_the_payment_page_takes_of_the_database_is_counted()
    {
        var (code, _, complaint) = await Chart.Render(
            "small", "pay.enabled=true", "pay.url=https://pay.example", "secrets.gateway=gateway", "pay.pool=6");

        Assert.That(code, Is.Not.Zero);
        Assert.That(complaint, Does.Contain("pay (2 + 1) x 6"));
    }

    [Test]
    public async Task A_webhook_that_nobody_hears_is_refused()
    {
        var (code, _, complaint) = await Chart.Render(
            "small", "webhook.enabled=true", "secrets.gateway=gateway", "workers.payment.roles=receipts");

        Assert.That(code, Is.Not.Zero);
        Assert.That(complaint, Does.Contain("webhook.enabled, and no worker of payment collects"));
    }

    [Test]
    public async Task Names_are_asked_after_where_the_cluster_answers()
    {
        var chart = await Chart.Of("production", "network.names.ports={5353}");
        var policies = chart.Objects.OfType<V1NetworkPolicy>().ToList();

        Assert.That(policies, Has.Count.EqualTo(6));
        foreach (var policy in policies)
        {
            Assert.That(
                policy.Spec.Egress.SelectMany(way => way.Ports)
                    .Select(port => $"{port.Port.Value} {port.Protocol ?? "TCP"}"),
                Is.SupersetOf(["5353 UDP", "5353 TCP"]).And.No.Member("53 UDP").And.No.Member("53 TCP"),
                policy.Metadata.Name);
        }
    }

    [Test]
    public async Task What_goes_to_a_collector_gets_there_with_its_token()
    {
        var chart = await Chart.Of("production");

        Assert.That(
            chart.Objects.OfType<V1NetworkPolicy>().Where(policy => policy.Metadata.Name != "charging-before")
                .Select(policy => policy.Spec.Egress.SelectMany(way => way.Ports).Select(port => port.Port.Value))
                .ToList(),
            Has.Count.EqualTo(5).And.All.Contains("4317"));
        Assert.That(
            chart.Workers.Select(worker => worker.Spec.Template.Spec.Containers.Single().Env
                .Single(one => one.Name == "OTEL_EXPORTER_OTLP_HEADERS").ValueFrom.SecretKeyRef)
                .Select(secret => $"{secret.Name} {secret.Key}").ToList(),
            Has.Count.EqualTo(5).And.All.EqualTo("charging-collector headers"));
    }

    [Test]
    public async Task What_finds_sessions_reaches_the_database_by_a_login_of_its_own()
    {
        var chart = await Chart.Of("production");
        var ingest = chart.Workers.Single(worker => worker.Metadata.Name == "charging-ingest");
        var given = ingest.Spec.Template.Spec.Containers.Single().Env;
        var policy = chart.Objects.OfType<V1NetworkPolicy>().Single(one => one.Metadata.Name == "charging-ingest");

        Assert.That(given.Single(one => one.Name == "DATABASE").ValueFrom.SecretKeyRef.Key, Is.EqualTo("ingest"));
        Assert.That(given.Single(one => one.Name == "ConnectionStrings__Postgres").Value,
            Is.EqualTo("$(DATABASE);Maximum Pool Size=4"));
        Assert.That(
            policy.Spec.Egress.SelectMany(way => way.Ports).Select(port => port.Port.Value), Has.Member("5432"));
    }

    [Test]
    public async Task What_finds_sessions_is_counted_among_the_databases_connections()
    {
        var (code, _, complaint) = await Chart.Render(
            "small", "ingest.enabled=true", "ingest.platforms.vienna={switch-1}", "ingest.pool=4");

        Assert.That(code, Is.Not.Zero);
        Assert.That(complaint, Does.Contain("could take 102 connections").And.Contain("ingest (2 + 1) x 4, invoicing"));
    }

    [Test]
    public async Task A_workers_own_setting_counts_also_where_it_is_no()
    {
        var chart = await Chart.Of(
            "small", "settings.Some__Switch=true", "workers.payment.settings.Some__Switch=false",
            "workers.invoicing.settings=null");

        Assert.That(
            chart.Workers.Select(worker => worker.Spec.Template.Spec.Containers.Single())
                .Select(one => $"{one.Name} {one.Env.Single(given => given.Name == "Some__Switch").Value}"),
            Is.EquivalentTo(["payment false", "invoicing true", "rating true"]));
    }

    private static V1Service WebhookOf(Chart chart) =>
        chart.Objects.OfType<V1Service>().Single(one => one.Metadata.Name == "charging-webhook");
}
