namespace Charging.Rating.Tests.Numbers;

/// <summary>The worker as it runs, with an operator's settings.</summary>
[Category("bed")]
public class NumberWorkerTests
{
    private static readonly DateTime Start = Sample.AnHourAgo();

    private RunningWorker worker;

    [OneTimeSetUp]
    public async Task Run()
    {
        worker = await RunningWorker.Start(new Dictionary<string, string>
        {
            ["Numbers__0__Source"] = "bridge-*",
            ["Numbers__0__International"] = "00",
            ["Ceiling__EUR"] = "5",
        });
        await worker.Apply("""
            code: sample
            currency: EUR
            timeZone: Europe/Prague
            validFrom: 2020-01-01
            prices:
              - { service: voice, destinations: ["+420"], steps: [{ from: 0s, price: 0.90, per: 60s, increment: 60s }] }
              - { service: voice, destinations: ["*"], steps: [{ from: 0s, price: 0.01, per: 60s, increment: 60s }] }
            """);
        await worker.Tell("acme", 1, "sample");
    }

    [OneTimeTearDown]
    public async Task Dispose() => await worker.DisposeAsync();

    [Test]
    public async Task A_number_in_another_form_costs_what_it_costs_and_what_is_none_is_set_aside()
    {
        await worker.Tell(Session("dialled", "00420601234567"));
        await worker.Tell(Session("unread", "601234567"));

        var rated = await worker.Heard<UsageRated>("usage-rated", "dialled", atLeast: 1);
        var aside = await worker.Heard<SessionQuarantined>("session-quarantined", "unread", atLeast: 1);

        Assert.That(rated[0].Message.Charge, Is.EqualTo(new Money(90, "EUR")));
        Assert.That(aside[0].Message.Code, Is.EqualTo(QuarantineCode.BadAddress));
        Assert.That(aside[0].Message.Detail, Does.Contain("Numbers__0__WithoutPlus=true"));
    }

    [Test]
    public async Task What_costs_more_than_one_session_may_is_set_aside()
    {
        await worker.Tell(Session("long", "+420601234567", minutes: 6));

        var aside = await worker.Heard<SessionQuarantined>("session-quarantined", "long", atLeast: 1);

        Assert.That((aside[0].Message.Code, aside[0].Message.Detail.Contains("5.40 EUR", StringComparison.Ordinal)),
            Is.EqualTo((QuarantineCode.OverCeiling, true)));
    }

    private static SessionEnded Session(string sessionId, string address, int minutes = 1) => Sample.Session with
    {
        SessionId = sessionId,
        StartedAt = Start,
        EndedAt = Start.AddMinutes(minutes),
        Legs = [Sample.Leg with { Address = address, ConnectedAt = Start, DisconnectedAt = Start.AddMinutes(minutes) }],
    };
}
