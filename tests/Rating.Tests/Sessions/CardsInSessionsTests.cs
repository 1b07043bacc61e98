using System.Text.Json;

namespace Charging.Rating.Tests;

/// <summary>What becomes of a session with a card number in it, from the queue to what is told.</summary>
[Category("bed")]
public class CardsInSessionsTests
{
    private static readonly DateTime Start = Sample.AnHourAgo();

    private RunningWorker worker;
    private TestBridge bridge;

    [OneTimeSetUp]
    public async Task Run()
    {
        bridge = await TestBridge.Open();
        worker = await RunningWorker.Start(new Dictionary<string, string>
        {
            ["Detail__AllowedHosts__0"] = bridge.Host,
            ["Detail__HttpHosts__0"] = bridge.Host,
            ["Detail__PrivateNetworks__0"] = "127.0.0.0/8",
            ["Detail__PrivateNetworks__1"] = "::1/128",
        });
        await worker.Apply(RatingDatabase.PlanFileOf("sample", price: "0.01").Body);
        await worker.Tell("acme", 1, "sample");
    }

    [OneTimeTearDown]
    public async Task Dispose()
    {
        await worker.DisposeAsync();
        await bridge.DisposeAsync();
    }

    [Test]
    public async Task A_session_with_a_card_number_in_a_text_is_rated_once_and_the_number_is_nowhere()
    {
        var session = Session("card") with
        {
            Attributes = new Dictionary<string, string>
            {
                ["pan"] = "4111111111111111", ["callingLine"] = "4915133069303",
            },
        };
        await worker.Tell(session);
        await worker.Heard<UsageRated>("usage-rated", "card", atLeast: 1);

        await worker.Tell(session);

        var heard = await worker.Heard<UsageRated>("usage-rated", "card", atLeast: 2);
        Assert.That(heard.Select(one => JsonSerializer.Serialize(one, Wire.Json)).Distinct().Count(), Is.EqualTo(1));
        Assert.That(heard[0].Message.Attributes, Is.EqualTo(new Dictionary<string, string>
        {
            ["pan"] = "************1111", ["callingLine"] = "4915133069303",
        }));
        await worker.Counts(1, "select count(1) from rating.usages where attributes->>'pan' = '************1111'");
        await worker.Process.Says("A card number stood in attribute 'pan' of session card");
        Assert.That(await worker.Output(), Does.Not.Contain("4111111111111111"));
    }

    [Test]
    public async Task A_session_set_aside_with_a_card_number_in_a_text_keeps_its_key_and_is_rated_when_it_is_replayed()
    {
        const string key = "4111 1111 1111 1111";
        var text = new Dictionary<string, string> { ["note"] = "card 4111 1111 1111 1111" };
        await worker.Tell(Session(key) with { CustomerId = "later", Attributes = text });
        var aside = await worker.Heard<SessionQuarantined>("session-quarantined", key, atLeast: 1);
        Assert.That(aside[0].Message.Code, Is.EqualTo(QuarantineCode.UnknownCustomer));

        await worker.Tell("later", 1, "sample");
        await worker.Process.Run("quarantine", "replay", "--code", "unknown-customer");
        await worker.Heard<UsageRated>("usage-rated", key, atLeast: 1);
        await worker.Tell(Session(key) with { CustomerId = "later", Attributes = text });

        var heard = await worker.Heard<UsageRated>("usage-rated", key, atLeast: 2);
        Assert.That(heard.Select(one => one.Message.Attributes["note"]), Is.All.EqualTo("card **** **** **** 1111"));
        await worker.Counts(0, "select count(1) from rating.quarantine where code = 'conflict'");
    }

    [Test]
    public async Task What_an_earlier_release_took_for_a_card_is_replayed_or_told_again_and_then_closed()
    {
        var (whole, lost) = (Session("whole"), Session("09628f80ec4d-1552664944021"));
        whole = whole with { Attributes = new Dictionary<string, string> { ["callingLine"] = "+*********1815" } };
        await SetAsideBefore(whole);
        await SetAsideBefore(lost with { SessionId = "09628f80ec4d-*********4021" });
        await worker.Process.Kill();
        await worker.Process.Start();
        await worker.Process.Run("quarantine", "replay", "--code", "card-number");

        await worker.Heard<UsageRated>("usage-rated", "whole", atLeast: 1);
        Assert.That(await worker.Output(), Does.Contain("1 session(s) replayed: 1 taken").And.Contain(
            "1 session(s) with a masked key cannot be replayed"));

        var caller = new Dictionary<string, string> { ["callingLine"] = "+4915152601815" };
        await worker.Tell(whole with { Attributes = caller });
        await worker.Tell(lost);

        await worker.Heard<UsageRated>("usage-rated", "whole", atLeast: 2);
        await worker.Heard<UsageRated>("usage-rated", lost.SessionId, atLeast: 1);
        var usage = new SessionKey(lost.Source, lost.SessionId).UsageId;
        await worker.Counts(1, $"select count(1) from rating.quarantine where superseded_by = '{usage}'");
        await worker.Counts(0, "select count(1) from rating.quarantine where replayed_at is null");
    }

    [Test]
    public async Task A_card_number_in_what_is_announced_or_served_by_a_bridge_is_masked_and_the_session_rated_once()
    {
        var leg = Sample.Leg with
        {
            Role = "card 4111 1111 1111 1111",
            ConnectedAt = Start,
            DisconnectedAt = Start.AddMinutes(1),
        };
        bridge.Serves("/1", JsonSerializer.Serialize(new { legs = new[] { leg } }, Wire.Json));
        var session = Session("announced") with
        {
            Legs = [],
            DetailUri = bridge.Address("/1").AbsoluteUri,
            Attributes = new Dictionary<string, string> { ["note"] = "card 4111111111111111" },
        };
        await worker.Tell(session);
        await worker.Heard<UsageRated>("usage-rated", "announced", atLeast: 1);
        await worker.Counts(0, "select count(1) from rating.details");

        await worker.Tell(session);

        var heard = await worker.Heard<UsageRated>("usage-rated", "announced", atLeast: 2);
        Assert.That(heard.Select(one => one.Message.Attributes["note"]), Is.All.EqualTo("card ************1111"));
        await worker.Counts(0, "select count(1) from rating.details");
        await worker.Counts(1, "select count(1) from rating.usages where session::text like '%card **** ****%'");
        await worker.Counts(0, "select count(1) from rating.quarantine where session_id = 'announced'");
    }

    private static SessionEnded Session(string sessionId) => Sample.Session with
    {
        SessionId = sessionId,
        StartedAt = Start,
        EndedAt = Start.AddMinutes(1),
        Legs = [Sample.Leg with { ConnectedAt = Start, DisconnectedAt = Start.AddMinutes(1) }],
    };

    /// <summary>As the release before kept it.</summary>
    private Task SetAsideBefore(SessionEnded masked) => worker.Execute($"""
        insert into rating.quarantine (quarantine_id, source, session_id, code, detail, body, quarantined_at)
        values (gen_random_uuid(), '{masked.Source}', '{masked.SessionId}', 'card-number', 'A card number is in it.',
                '\x{Convert.ToHexString(JsonSerializer.SerializeToUtf8Bytes(masked, Wire.Json))}',
                now() - interval '1 day')
        """);
}
