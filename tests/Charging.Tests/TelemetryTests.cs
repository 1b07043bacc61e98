using System.Net;
using Charging.TestBed;

namespace Charging.Tests;

/// <summary>What an operator can see of the workers from outside.</summary>
[Category("bed")]
public class TelemetryTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private TraceCollector collector = null!;
    private Chain chain = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        collector = new TraceCollector();
        chain = await Chain.Start(new ChainOptions
        {
            Customers = [new SampleCustomer("declines-twice", "tok_declines_2")],
            Settings = new Dictionary<string, string>(collector.Settings)
            {
                ["Retry__Later__0"] = "00:00:01",
                ["Retry__Later__1"] = "00:00:01",
            },
        });
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        await chain.Close();
        await collector.DisposeAsync();
    }

    [Test]
    public async Task One_trace_leads_from_the_session_over_two_retries_to_the_receipt()
    {
        await chain.Publish(SampleSession.Many(1, chain.Customers));
        await chain.AllCharged(1, Limit);

        Assert.That(await chain.Database.Value<long>("select count(*) from payment.attempts"), Is.EqualTo(3));
        var end = await Eventually.Becomes(
            () => Task.FromResult(collector.Received.FirstOrDefault(span => span.Name.Contains("receipt-sent"))),
            span => span is not null,
            Limit,
            "a span for receipt-sent");
        var trace = await Eventually.Becomes(
            () => Task.FromResult(collector.Received.Where(span => span.TraceId == end!.TraceId).ToList()),
            spans => Roots(spans) == 1,
            Limit,
            "one trace whose spans all hang together");

        Assert.That(trace.Select(span => span.Service).Distinct(),
            Is.EquivalentTo(["charging-rating", "charging-invoicing", "charging-payment"]));
        Assert.That(trace.Select(span => span.Name), Has.Some.Contains("rating-rate-session"));
        Assert.That(trace.Select(span => span.Name), Has.Some.Contains("invoicing-create-invoice"));
        Assert.That(trace.Select(span => span.Name), Has.Some.Contains("payment-send-receipt"));
    }

    [Test]
    public async Task Every_worker_tells_its_health_and_its_metrics()
    {
        foreach (var worker in chain.All)
        {
            Assert.That(await worker.Status("/health/live"), Is.EqualTo(HttpStatusCode.OK), worker.Name);
            Assert.That(await worker.Status("/health/ready"), Is.EqualTo(HttpStatusCode.OK), worker.Name);
            Assert.That(await worker.Metric("messaging_masstransit_receive_ea_total"), Is.Positive, worker.Name);
        }
    }

    [Test]
    public async Task A_worker_that_died_is_not_shown_as_consuming_and_the_status_is_wrong()
    {
        var before = await chain.TryOperate("status");
        await chain.Invoicing[0].Kill();
        var after = await Eventually.Becomes(
            () => chain.TryOperate("status"), seen => seen.ExitCode != 0, Limit, "a queue that nobody consumes");
        await chain.Invoicing[0].Start();

        Assert.That(before.ExitCode, Is.Zero, before.Printed);
        Assert.That(before.Printed, Does.Contain("Seen at 20").And.Not.Contain("wrong:"));
        Assert.That(after.Printed, Does.Contain("wrong: No worker takes from invoicing-create-invoice (0 wait)"));
    }

    [TestCase("ConnectionStrings__Postgres", "Host=127.0.0.1;Port=1;Username=x;Password=y", "The database", "rating-")]
    [TestCase("ConnectionStrings__RabbitMq", "amqp://x:y@127.0.0.1:1/charging", "The broker", "mails sent")]
    public async Task The_status_works_where_a_server_is_away(string setting, string away, string server, string seen)
    {
        var settings = new Dictionary<string, string>(chain.OperatorSettings()) { [setting] = away };

        var status = await CommandRun.Of("Operator", settings, "status");

        Assert.That(status.Code, Is.EqualTo(1));
        Assert.That(status.Text, Does.Contain($"wrong: {server} does not answer").And.Contain(seen));
    }

    /// <summary>Spans whose parent is not in the trace.</summary>
    private static int Roots(IReadOnlyCollection<Span> trace)
    {
        var ids = trace.Select(span => span.SpanId).ToHashSet();
        return trace.Count(span => span.ParentId is null || !ids.Contains(span.ParentId));
    }
}
