using System.Diagnostics;
using System.Net;
using Charging.TestBed;
using static Charging.Ingest.Tests.Running.IngestBed;

namespace Charging.Ingest.Tests.Running;

/// <summary>What is answered 202 lies in Rating's queue, whatever happens around it.</summary>
[Category("bed")]
public class SafetyTests : OnIngest
{
    [Test]
    public async Task While_the_broker_holds_publishers_back_it_is_said_with_when_to_come_again()
    {
        var ids = Ids(3);
        await Bed.BlockPublishers();
        try
        {
            var watch = Stopwatch.StartNew();
            using var first = await Ingest.Send(Sample.Lines(ids, JustNow));
            using var second = await Ingest.Send(Sample.Lines(ids, JustNow));

            Assert.That((first.StatusCode, second.StatusCode),
                Is.EqualTo((HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable)));
            Assert.That(second.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(5)));
            Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(5)), "the broker itself says it");
        }
        finally
        {
            await Bed.LetPublish();
        }

        await Eventually.Becomes(
            async () => (await Ingest.Post(Sample.Lines(ids, JustNow))).Status, status => status == 202, Soon,
            "sessions taken again");
        Assert.That(await Ingest.Queued(), Is.SupersetOf(ids));
    }

    [Test]
    public async Task A_broker_that_stops_and_starts_costs_none_of_what_was_accepted()
    {
        await using var load = new Calls(Ingest);
        await load.Has(20, 202);
        await Bed.StopBroker();
        await load.Has(1, 503);
        await Eventually.Becomes(
            async () => (await Ingest.Process.Status("/health/ready")).ToString(),
            status => status == nameof(HttpStatusCode.ServiceUnavailable), Soon, "not ready");
        await Bed.StartBroker();
        await load.Has(20, 202);
        await load.End();

        Assert.That(await Ingest.Queued(), Is.SupersetOf(load.Accepted));
    }

    [Test]
    public async Task Whoever_is_answered_while_it_is_stopped_has_its_sessions_in_the_queue()
    {
        await using var load = new Calls(Ingest);
        await load.Has(20, 202);
        await Ingest.Process.Stop();
        await load.End();
        await Ingest.Process.Start();

        Assert.That(load.Accepted, Is.Not.Empty);
        Assert.That(await Ingest.Queued(), Is.SupersetOf(load.Accepted));
    }
}
