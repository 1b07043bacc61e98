using System.Text.Json.Nodes;

namespace Charging.Rating.Tests.Importing;

public class FreeSwitchCallTests
{
    private static readonly StoredRecord Hangup = StoredRecord.Of<FreeSwitchHangup>();
    private static readonly StoredRecord Cdr = StoredRecord.Of<FreeSwitchCdr>();

    private static readonly DateTime Ten = new(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc);

    [Test]
    public void A_call_is_charged_from_its_answer_to_its_end_by_the_microseconds()
    {
        var session = Hangup.Session();
        var leg = session.Legs.Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((session.Source, session.SessionId, session.CustomerId, session.Service), Is.EqualTo(
                ("switch-2.vienna.example", "b2d0a0c4-0f5e-4ad5-8bb3-2a9c2f7f7d01", "novak", Service.Voice)));
            Assert.That((session.StartedAt, session.EndedAt),
                Is.EqualTo((Ten.AddMilliseconds(999), Ten.AddMilliseconds(65_001))), "billsec says 65 s");
            Assert.That((leg.ConnectedAt, leg.DisconnectedAt), Is.EqualTo((session.StartedAt, session.EndedAt)));
            Assert.That((leg.Address, session.Attributes["callingLine"]),
                Is.EqualTo(("+420222427451", "+420226696398")));
            Assert.That(Screening.Check(session), Is.Null);
        }
    }

    [Test]
    public void A_call_that_is_told_in_both_ways_is_the_same_session() =>
        Assert.That(Sample.Json(Cdr.Session()), Is.EqualTo(Sample.Json(Hangup.Session())));

    [Test]
    public void A_B_leg_is_skipped_because_its_A_leg_is_charged()
    {
        Assert.That(Hangup.With(e => e["Other-Type"] = "originator").Skipped(), Does.StartWith("a B leg"));
        Assert.That(Hangup.With(e => e["variable_originator"] = "e90c3c1b").Skipped(), Does.StartWith("a B leg"));
        Assert.That(Cdr.With(r => r["variables"]!["originating_leg_uuid"] = "e90c3c1b").Skipped(),
            Does.StartWith("a B leg"));
        Assert.That(Cdr.With(r => r["callflow"]![0]!["caller_profile"]!["originator"] = new JsonObject()).Skipped(),
            Does.StartWith("a B leg"));
    }

    [Test]
    public void The_first_leg_of_a_call_that_the_switch_has_originated_is_charged() =>
        Assert.That(Hangup.With("\"inbound\"", "\"outbound\"").Session().CustomerId, Is.EqualTo("novak"));

    [Test]
    public void A_call_that_was_not_answered_is_skipped_whatever_duration_it_has()
    {
        Assert.That(Hangup.With(e => e["variable_answer_uepoch"] = "0").Skipped(), Is.EqualTo("not answered"));
        Assert.That(Cdr.With(r => r["variables"]!["answer_uepoch"] = "0").Skipped(), Is.EqualTo("not answered"));
    }

    [Test]
    public void A_loopback_channel_and_a_participant_of_a_conference_are_skipped()
    {
        Assert.That(Hangup.With(e => e["Channel-Name"] = "loopback/3000-b").Skipped(), Does.Contain("loopback"));
        Assert.That(Hangup.With(e => e["variable_conference_member_id"] = "7").Skipped(), Does.Contain("conference"));
        Assert.That(Cdr.With("sofia/internal/1000@acme.example", "loopback/3000-a").Skipped(),
            Does.Contain("loopback"));
    }

    [Test]
    public void An_event_that_is_not_the_end_of_a_call_is_skipped() =>
        Assert.That(Hangup.With(e => e["Event-Name"] = "CHANNEL_HANGUP").Skipped(),
            Does.Contain("only CHANNEL_HANGUP_COMPLETE"));

    [Test]
    public void A_local_time_without_a_zone_is_not_taken_for_a_missing_one()
    {
        Assert.That(Hangup.With(e => e.Remove("variable_answer_uepoch")).Refused(),
            Does.StartWith("answer_uepoch is missing").And.Contain("zone"));
        Assert.That(Cdr.With(r => r["variables"]!["end_uepoch"] = "2026-11-20 10:01:05").Refused(),
            Does.StartWith("end_uepoch is '2026-11-20 10:01:05'"));
    }

    [Test]
    public void A_call_without_its_customer_is_refused_with_the_setting()
    {
        Assert.That(Hangup.With(e => e["variable_accountcode"] = " ").Refused(),
            Does.Contain("'accountcode' is missing or empty").And.Contain("Import__FreeSwitchHangup__Customer"));
        Assert.That(Cdr.With(r => r["variables"]!["accountcode"] = null).Refused(), Does.Contain("'accountcode'"));
    }

    [Test]
    public void Another_variable_may_name_the_customer()
    {
        var session = Cdr.With(r => r["variables"]!["domain_name"] = "acme%2Eexample")
            .Session(("Customer", "domain_name"));

        Assert.That(session.CustomerId, Is.EqualTo("acme.example"), "decoded");
    }

    [Test]
    public void The_host_stands_in_for_the_switchs_name_and_the_setting_for_both()
    {
        var nameless = Hangup.With(e => e.Remove("FreeSWITCH-Switchname"));
        Assert.That(nameless.Session().Source, Is.EqualTo("switch-2.vienna.example"));
        Assert.That(nameless.With(e => e.Remove("FreeSWITCH-Hostname")).Session(("Source", "vienna")).Source,
            Is.EqualTo("vienna"));
    }

    [Test]
    public void What_is_no_record_is_refused()
    {
        Assert.That(Hangup.With(e => e.Remove("Event-Name")).Refused(), Does.Contain("Event-Name"));
        Assert.That(Cdr.With(r => r.Remove("variables")).Refused(), Does.Contain("mod_json_cdr"));
        Assert.That(Cdr.With(r => r["variables"]!["uuid"] = null).Refused(), Does.Contain("no uuid"));
    }
}
