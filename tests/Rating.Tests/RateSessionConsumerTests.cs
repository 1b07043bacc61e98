using System.Text.Json;
using Charging.TestBed;

namespace Charging.Rating.Tests;

/// <summary>The worker as it runs: told by strangers over AMQP, operated by its commands.</summary>
[Category("bed")]
public class RateSessionConsumerTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private static readonly DateTime Start = Sample.AnHourAgo();

    private RunningWorker worker;

    [OneTimeSetUp]
    public async Task Run() =>
        worker = await RunningWorker.Start(RatingDatabase.PlanFileOf("sample", price: "0.01").Body, "acme");

    [OneTimeTearDown]
    public async Task Dispose() => await worker.DisposeAsync();

    [Test]
    public async Task A_session_told_twice_is_rated_once_and_told_twice_alike()
    {
        var session = Session("twice");
        await worker.Tell(session);
        await worker.Heard<UsageRated>("usage-rated", "twice", atLeast: 1);

        await worker.Tell(session with { Attributes = new Dictionary<string, string>() });

        var heard = await worker.Heard<UsageRated>("usage-rated", "twice", atLeast: 2);
        Assert.That(heard.Select(one => JsonSerializer.Serialize(one, Wire.Json)).Distinct().Count(), Is.EqualTo(1));
        Assert.That(heard.Select(one => one.MessageId).Distinct().Count(), Is.EqualTo(1));
        Assert.That(heard[0].Message.Charge, Is.EqualTo(new Money(60, "EUR")));
    }

    [Test]
    public async Task Other_content_under_the_same_key_is_set_aside_as_a_conflict()
    {
        await worker.Tell(Session("conflict"));
        await worker.Heard<UsageRated>("usage-rated", "conflict", atLeast: 1);

        await worker.Tell(Session("conflict") with { CustomerId = "other-customer" });
        await worker.Tell(Session("conflict") with { EndedAt = Start.AddMinutes(2) });

        var aside = await worker.Heard<SessionQuarantined>("session-quarantined", "conflict", atLeast: 2);
        Assert.That(aside.Select(one => one.Message.Code).Distinct(),
            Is.EquivalentTo([QuarantineCode.UnknownCustomer, QuarantineCode.Conflict]));
        var rated = await worker.Heard<UsageRated>("usage-rated", "conflict", atLeast: 1);
        Assert.That(rated.DistinctBy(one => one.MessageId).Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task What_was_set_aside_is_rated_when_it_is_replayed_after_the_cause_was_mended()
    {
        var session = Session("early") with { CustomerId = "newcomer" };
        await worker.Tell(session);
        var aside = await worker.Heard<SessionQuarantined>("session-quarantined", "early", atLeast: 1);
        Assert.That(aside[0].Message.Code, Is.EqualTo(QuarantineCode.UnknownCustomer));

        await worker.Tell("newcomer", 1, "sample");
        var id = QuarantinedSession.Of(
            session, new(QuarantineCode.UnknownCustomer, ""), JsonSerializer.SerializeToUtf8Bytes(session, Wire.Json),
            default).QuarantineId;
        await worker.Process.Run("quarantine", "replay", "--id", $"{id}");

        var heard = await worker.Heard<UsageRated>("usage-rated", "early", atLeast: 1);
        Assert.That(heard[0].Message.CustomerId, Is.EqualTo("newcomer"));
    }

    [Test]
    public async Task What_a_person_closed_is_rated_all_the_same_when_it_is_sent_again_and_can_be()
    {
        var session = Session("closed") with { CustomerId = "latecomer" };
        await worker.Tell(session);
        await worker.Heard<SessionQuarantined>("session-quarantined", "closed", atLeast: 1);
        var id = await worker.Value<Guid>("select quarantine_id from rating.quarantine where session_id = 'closed'");
        await worker.Process.Run("quarantine", "close", "--id", $"{id}", "--reason", "nobody knows them");

        await worker.Tell("latecomer", 1, "sample");
        await worker.Tell(session);

        await worker.Heard<UsageRated>("usage-rated", "closed", atLeast: 1);
        await worker.Counts(
            1, "select count(*) from rating.quarantine where session_id = 'closed' and closed_at is not null");
    }

    [Test]
    public async Task A_session_that_costs_nothing_is_rated_and_told_all_the_same()
    {
        await worker.Tell(Session("free") with
        {
            EndedAt = Start,
            Legs = [Sample.Leg with { ConnectedAt = Start, DisconnectedAt = Start }],
        });

        var heard = await worker.Heard<UsageRated>("usage-rated", "free", atLeast: 1);
        Assert.That(heard[0].Message.Charge, Is.EqualTo(new Money(0, "EUR")));
    }

    [Test]
    public async Task A_plan_that_is_applied_while_the_worker_runs_rates_the_next_session()
    {
        await worker.Apply(RatingDatabase.PlanFileOf("another", price: "0.02").Body);
        await worker.Tell("hopper", 1, "another");

        await worker.Tell(Session("next") with { CustomerId = "hopper" });

        var heard = await worker.Heard<UsageRated>("usage-rated", "next", atLeast: 1);
        Assert.That((heard[0].Message.PlanCode, heard[0].Message.Charge.Minor), Is.EqualTo(("another", 120)));
    }

    [Test]
    public async Task A_bad_plan_is_refused_with_its_line_and_nothing_is_applied()
    {
        Assert.That(
            () => worker.Apply("code: bad\ncurrency: EUX"),
            Throws.InvalidOperationException.With.Message.Contains("ended with 1"));
        Assert.That(await worker.Output(), Does.Contain("plan.yaml:2: currency: 'EUX' is not a currency"));
    }

    [Test]
    public async Task Sessions_are_counted_by_outcome()
    {
        await worker.Tell(Session("counted"));
        await worker.Heard<UsageRated>("usage-rated", "counted", atLeast: 1);

        // It is counted just after it is told.
        await Eventually.Becomes(
            () => worker.Process.Metric("charging_sessions_total"), count => count > 0, Soon, "a session counted");
    }

    private static SessionEnded Session(string sessionId) => Sample.Session with
    {
        SessionId = sessionId,
        StartedAt = Start,
        EndedAt = Start.AddMinutes(1),
        Legs = [Sample.Leg with { ConnectedAt = Start, DisconnectedAt = Start.AddMinutes(1) }],
    };
}
