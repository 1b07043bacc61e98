namespace Charging.Rating.Tests;

/// <summary>The worker as it runs, with little patience for a bridge that never comes back.</summary>
[Category("bed")]
public class AbsentBridgeTests
{
    [Test]
    public async Task A_bridge_that_does_not_come_back_in_time_sets_its_sessions_aside()
    {
        await using var bridge = await TestBridge.Open();
        await bridge.Close();
        await using var worker = await RunningWorker.Start(new Dictionary<string, string>
        {
            ["Detail__AllowedHosts__0"] = bridge.Host,
            ["Detail__HttpHosts__0"] = bridge.Host,
            ["Detail__PrivateNetworks__0"] = "127.0.0.0/8",
            ["Detail__PrivateNetworks__1"] = "::1/128",
            ["Detail__CallTimeout"] = "00:00:00.5",
            ["Detail__QuickRepeats"] = "0",
            ["Detail__RetryAfter"] = "00:00:01",
            ["Detail__LongestWait"] = "00:00:01",
            ["Detail__GiveUpAfter"] = "00:00:01",
        });
        var start = Sample.AnHourAgo();

        foreach (var sessionId in Enumerable.Range(1, 29).Select(i => $"given-up-{i}").Append("given-up"))
        {
            await worker.Tell(Sample.Session with
            {
                SessionId = sessionId,
                StartedAt = start,
                EndedAt = start.AddMinutes(1),
                Legs = [],
                DetailUri = bridge.Address("/1").AbsoluteUri,
            });
        }

        var aside = await worker.Heard<SessionQuarantined>("session-quarantined", "given-up", atLeast: 1);
        Assert.That(aside.Select(one => one.Message.Code).Distinct(), Is.EqualTo(new[] { QuarantineCode.NoDetail }));
        Assert.That(aside[0].Message.Detail, Does.Contain("has not served").And.Contain("then replay"));
        await worker.Counts(30, "select count(1) from rating.quarantine where code = 'no-detail'");
        await worker.Counts(0, "select count(1) from rating.details");
    }
}
