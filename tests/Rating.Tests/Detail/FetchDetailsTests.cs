using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Charging.TestBed;
using Microsoft.AspNetCore.Http;

namespace Charging.Rating.Tests;

/// <summary>The worker as it runs, with bridges that announce only that a session has ended.</summary>
[Category("bed")]
public class FetchDetailsTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private static readonly DateTime Start = Sample.AnHourAgo();

    private readonly X509Certificate2 certificate = TestBridge.SelfSigned();

    private string trusted;
    private TestBridge secure;
    private TestBridge plain;
    private TestBridge away;
    private RunningWorker worker;

    [OneTimeSetUp]
    public async Task Run()
    {
        trusted = Path.GetTempFileName();
        await File.WriteAllTextAsync(trusted, certificate.ExportCertificatePem());
        secure = await TestBridge.Open(certificate);
        (plain, away) = (await TestBridge.Open(), await TestBridge.Open());
        worker = await RunningWorker.Start(new Dictionary<string, string>
        {
            ["SSL_CERT_FILE"] = trusted,
            ["Detail__AllowedHosts__0"] = secure.Host,
            ["Detail__AllowedHosts__1"] = plain.Host,
            ["Detail__AllowedHosts__2"] = away.Host,
            ["Detail__HttpHosts__0"] = plain.Host,
            ["Detail__HttpHosts__1"] = away.Host,
            ["Detail__PrivateNetworks__0"] = "127.0.0.0/8",
            ["Detail__PrivateNetworks__1"] = "::1/128",
            ["Detail__CallTimeout"] = "00:00:02",
            ["Detail__QuickRepeats"] = "0",
            ["Detail__RetryAfter"] = "00:00:02",
            ["Detail__LongestWait"] = "00:00:02",
            ["Detail__BreakDuration"] = "00:00:00.5",
        });
        await worker.Apply(RatingDatabase.PlanFileOf("sample", price: "0.01").Body);
        await worker.Tell("acme", 1, "sample");
    }

    [OneTimeTearDown]
    public async Task Dispose()
    {
        await worker.DisposeAsync();
        await secure.DisposeAsync();
        await plain.DisposeAsync();
        await away.DisposeAsync();
        certificate.Dispose();
        File.Delete(trusted);
    }

    [Test]
    public async Task A_session_is_charged_by_the_legs_that_its_bridge_serves()
    {
        secure.Serves("/charged", Legs(minutes: 2));

        await worker.Tell(Announced("charged", secure));

        var heard = await worker.Heard<UsageRated>("usage-rated", "charged", atLeast: 1);
        Assert.That(heard.DistinctBy(one => one.MessageId).Single().Message.Charge, Is.EqualTo(new Money(120, "EUR")));
        await NothingWaits();
        Assert.That(
            await worker.Process.Metric("charging_detail_fetched_total"), Is.GreaterThan(0),
            "counted before it is kept");
    }

    [Test]
    public async Task An_announcement_that_is_repeated_is_one_usage_and_no_conflict()
    {
        var gate = new TaskCompletionSource();
        plain.Answers["/repeated"] = async context =>
        {
            await gate.Task.WaitAsync(context.RequestAborted);
            await context.Response.WriteAsync(Legs(minutes: 1));
        };
        var session = Announced("repeated", plain);

        await worker.Tell(session);
        await worker.Tell(session with { Attributes = new Dictionary<string, string>() });
        await worker.Counts(1, "select count(1) from rating.details where session::json->>'sessionId' = 'repeated'");
        gate.SetResult();
        await worker.Heard<UsageRated>("usage-rated", "repeated", atLeast: 1);
        await NothingWaits();
        await worker.Tell(session);

        var heard = await worker.Heard<UsageRated>("usage-rated", "repeated", atLeast: 2);
        Assert.That(heard.Select(one => JsonSerializer.Serialize(one, Wire.Json)).Distinct().Count(), Is.EqualTo(1));
        await NothingWaits();
        await worker.Counts(1, "select count(1) from rating.usages where session_id = 'repeated'");
        await worker.Counts(0, "select count(1) from rating.quarantine where session_id = 'repeated'");
    }

    [Test]
    public async Task An_announcement_with_other_content_is_a_conflict_and_the_first_that_was_charged_stays()
    {
        plain.Serves("/first", Legs(minutes: 1));
        plain.Serves("/second", Legs(minutes: 2));
        await worker.Tell(Announced("twofold", plain, "/first"));
        await worker.Heard<UsageRated>("usage-rated", "twofold", atLeast: 1);

        await worker.Tell(Announced("twofold", plain, "/second"));

        var aside = await worker.Heard<SessionQuarantined>("session-quarantined", "twofold", atLeast: 1);
        Assert.That(aside.Select(one => one.Message.Code).Distinct(), Is.EqualTo(new[] { QuarantineCode.Conflict }));
        await NothingWaits();
        await worker.Counts(60, "select charge_minor from rating.usages where session_id = 'twofold'");
    }

    [Test]
    public async Task A_session_that_the_bridge_does_not_know_is_set_aside_as_it_came_and_charged_after_a_replay()
    {
        var body = Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(Announced("unknown", plain), Wire.Json))
            .Replace("{\"source\"", "{ \"unknown to us\": [1, 2],\n\"source\"", StringComparison.Ordinal);
        await worker.Tell(Encoding.UTF8.GetBytes(body));
        var aside = await worker.Heard<SessionQuarantined>("session-quarantined", "unknown", atLeast: 1);
        Assert.That(aside.Select(one => one.Message.Code).Distinct(), Is.EqualTo(new[] { QuarantineCode.NoDetail }));
        Assert.That(aside[0].Message.Detail, Does.Contain($"{plain.Host} answered 404"));
        await NothingWaits();
        Assert.That(
            await worker.Value<byte[]>("select body from rating.quarantine where session_id = 'unknown'"),
            Is.EqualTo(Encoding.UTF8.GetBytes(body)));

        plain.Serves("/unknown", Legs(minutes: 1));
        await worker.Process.Run("quarantine", "replay", "--code", "no-detail");

        await worker.Heard<UsageRated>("usage-rated", "unknown", atLeast: 1);
    }

    [Test]
    public async Task What_cannot_be_fetched_or_charged_is_set_aside_with_its_own_reason()
    {
        plain.Serves("/longer", Legs(minutes: 9));
        secure.Redirects("/downgraded", plain.Address("/downgraded").AbsoluteUri);
        plain.Serves("/downgraded", Legs(minutes: 1));

        await worker.Tell(Announced("longer", plain));
        await worker.Tell(Announced("downgraded", secure));
        await worker.Tell(Announced("elsewhere", plain) with { DetailUri = "https://evil.example/1" });

        foreach (var (sessionId, code) in new[]
        {
            ("longer", QuarantineCode.LegOutsideSession),
            ("elsewhere", QuarantineCode.NoDetail), ("downgraded", QuarantineCode.NoDetail),
        })
        {
            var aside = await worker.Heard<SessionQuarantined>("session-quarantined", sessionId, atLeast: 1);
            Assert.That(aside.Select(one => one.Message.Code).Distinct(), Is.EqualTo(new[] { code }), sessionId);
        }

        Assert.That(plain.Asked, Has.None.EqualTo("/downgraded"));
    }

    [Test]
    public async Task A_bridge_that_is_away_delays_its_own_sessions_and_nothing_else()
    {
        foreach (var i in Enumerable.Range(0, 20)) away.Serves($"/away-{i}", Legs(minutes: 1));
        await away.Close();
        foreach (var i in Enumerable.Range(0, 20)) await worker.Tell(Announced($"away-{i}", away));
        await worker.Counts(20, "select count(1) from rating.details");
        await worker.Counts(1, "select count(distinct host) from rating.details where times_taken > 0");

        var others = Enumerable.Range(0, 100).Select(i => Whole($"other-{i}"));
        await Task.WhenAll(others.Select(worker.Tell));
        await worker.Counts(100, "select count(1) from rating.usages where session_id like 'other-%'");
        Assert.That(await worker.Value<long>("select count(1) from rating.details"), Is.EqualTo(20));

        await away.Open();
        await worker.Counts(20, "select count(1) from rating.usages where session_id like 'away-%'");
        await NothingWaits();
    }

    [Test]
    public async Task An_answer_that_was_kept_when_the_worker_died_is_told_without_asking_again()
    {
        plain.Answer("/kept", HttpStatusCode.ServiceUnavailable);
        await worker.Tell(Announced("kept", plain));
        await worker.Counts(1, "select count(1) from rating.details where times_taken > 0");

        await worker.Execute($"""
            update rating.details
            set    legs = '{JsonSerializer.Serialize(new[] { Leg(minutes: 3) }, Wire.Json)}', due_at = now()
            """);

        await worker.Counts(180, "select coalesce(max(charge_minor), 0) from rating.usages where session_id = 'kept'");
        await NothingWaits();
    }

    [Test]
    public async Task A_worker_that_is_killed_while_it_asks_loses_nothing()
    {
        var asked = 0;
        var hangs = true;
        foreach (var i in Enumerable.Range(0, 40))
        {
            secure.Answers[$"/killed-{i}"] = async context =>
            {
                if (Interlocked.Increment(ref asked) > 0 && Volatile.Read(ref hangs))
                    await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
                await context.Response.WriteAsync(Legs(minutes: 1));
            };
            await worker.Tell(Announced($"killed-{i}", secure));
        }

        await worker.Counts(40, "select count(1) from rating.details");
        await Eventually.Holds(() => Task.FromResult(Volatile.Read(ref asked) > 0), Soon, "the bridge asked");
        await worker.Process.Kill();
        Volatile.Write(ref hangs, false);
        await worker.Process.Start();

        await worker.Counts(40, "select count(1) from rating.usages where session_id like 'killed-%'");
        await NothingWaits();
        await worker.Counts(0, "select count(1) from rating.quarantine where session_id like 'killed-%'");
    }

    private Task NothingWaits() => worker.Counts(0, "select count(1) from rating.details");

    private static SessionEnded Whole(string sessionId) => Sample.Session with
    {
        SessionId = sessionId,
        StartedAt = Start,
        EndedAt = Start.AddMinutes(5),
        Legs = [Leg(minutes: 1)],
    };

    private static SessionEnded Announced(string sessionId, TestBridge bridge, string? path = null) =>
        Whole(sessionId) with { Legs = [], DetailUri = bridge.Address(path ?? $"/{sessionId}").AbsoluteUri };

    private static string Legs(int minutes) =>
        JsonSerializer.Serialize(new { legs = new[] { Leg(minutes) } }, Wire.Json);

    private static Leg Leg(int minutes) =>
        Sample.Leg with { ConnectedAt = Start, DisconnectedAt = Start.AddMinutes(minutes) };
}
