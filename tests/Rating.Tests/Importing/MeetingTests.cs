using System.Text.Json.Nodes;

namespace Charging.Rating.Tests.Importing;

/// <summary>BigBlueButton and Jitsi Meet.</summary>
public class MeetingTests
{
    private static readonly StoredRecord BigBlueButton = StoredRecord.Of<BigBlueButtonMeeting>();
    private static readonly StoredRecord Jitsi = StoredRecord.Of<JitsiMeeting>();

    private static readonly DateTime Ten = new(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc);

    [Test]
    public void An_attendee_of_BigBlueButton_is_charged_once_for_two_windows_and_to_the_end_if_no_left_came()
    {
        var session = BigBlueButton.Session();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((session.Source, session.CustomerId, session.Service, session.Attributes["conferenceRoom"]),
                Is.EqualTo(("bigbluebutton", "univerzita", Service.Conference, "lecture-algebra")));
            Assert.That(session.SessionId, Does.EndWith("-1795165200123"));
            Assert.That((session.StartedAt, session.EndedAt), Is.EqualTo((Ten, Ten.AddMilliseconds(1_200_250))));
            Assert.That(
                session.Legs.Select(leg => (leg.LegId, leg.Role, leg.ConnectedAt, leg.DisconnectedAt)),
                Is.EqualTo(new (string, string?, DateTime?, DateTime?)[]
                {
                    ("teacher-1", "moderator", Ten.AddSeconds(5.5), Ten.AddMinutes(10)),
                    ("teacher-1/2", "moderator", Ten.AddMinutes(15), Ten.AddMilliseconds(1_200_250)),
                    ("student-7", "participant", Ten.AddMinutes(1), Ten.AddSeconds(1170.75)),
                }));
            Assert.That(Screening.Check(session), Is.Null);
        }
    }

    [Test]
    public void Without_sessions_the_joins_and_leaves_of_the_attendee_are_taken()
    {
        var student = BigBlueButton.With(r => r["data"]!["attendees"]![1]!.AsObject().Remove("sessions"))
            .Session().Legs[2];

        Assert.That((student.ConnectedAt, student.DisconnectedAt),
            Is.EqualTo(((DateTime?)Ten.AddMinutes(1), (DateTime?)Ten.AddSeconds(1170.75))));
    }

    [TestCase("\"true\"")]
    [TestCase("\"True\"")]
    [TestCase("true")]
    [TestCase("\"1\"")]
    public void A_breakout_of_BigBlueButton_is_a_part_of_its_meeting_unless_a_setting_wants_it(string isBreakout)
    {
        var breakout = BigBlueButton.With("\"is_breakout\": \"false\"", $"\"is_breakout\": {isBreakout}");

        Assert.That(breakout.Read(), Is.TypeOf<Imported.Skipped>().With.Property("IsBreakout").True);
        Assert.That(breakout.Skipped(), Does.StartWith("a breakout room"));
        Assert.That(breakout.Session(("Breakouts", "true")).CustomerId, Is.EqualTo("univerzita"));
        Assert.That(() => breakout.Read(("Breakouts", "yes")),
            Throws.InvalidOperationException.With.Message.Contains("Import__BigBlueButtonMeeting__Breakouts is 'yes'"));
    }

    [Test]
    public void A_webhook_of_BigBlueButton_is_skipped_because_it_does_not_say_who_was_there() =>
        Assert.That(
            BigBlueButton.With(r =>
            {
                r.Clear();
                r["data"] = new JsonObject { ["id"] = "meeting-ended", ["event"] = new JsonObject { ["ts"] = 1 } };
            }).Skipped(),
            Does.Contain("analytics callback"));

    [TestCase("2026-11-20T10:00:00.000+01:00", "2026-11-20T10:00:00.000", "data.start")]
    [TestCase("2026-11-20T10:01:00.000+01:00", "2026-11-20 10:01:00", "a join or left")]
    public void A_time_without_its_offset_is_refused(string text, string instead, string where) =>
        Assert.That(BigBlueButton.With(text, instead).Refused(), Does.StartWith(where).And.Contain($"'{instead}'"));

    [Test]
    public void A_room_of_Jitsi_is_charged_to_its_tenant_and_whoever_did_not_leave_stayed_to_the_end()
    {
        var session = Jitsi.Session();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((session.Source, session.SessionId, session.CustomerId), Is.EqualTo(
                ("conference.meet.example", "[acme]standup@conference.meet.example/1795165200", "acme")));
            Assert.That((session.StartedAt, session.EndedAt), Is.EqualTo((Ten, Ten.AddMinutes(20))));
            Assert.That(
                session.Legs.Select(leg => (leg.LegId, leg.ConnectedAt, leg.DisconnectedAt)),
                Is.EqualTo(new (string, DateTime?, DateTime?)[]
                {
                    ("5b0f3a9e@meet.example/OWhl8jSh", Ten, Ten.AddMinutes(10)),
                    ("8c11d2aa@meet.example/q2Tt7xZa", Ten.AddMinutes(1), Ten.AddMinutes(20)),
                }));
            Assert.That(Screening.Check(session), Is.Null);
        }
    }

    [Test]
    public void A_breakout_room_is_a_meeting_of_its_own() =>
        Assert.That(
            Jitsi.With(e => (e["is_breakout"], e["breakout_room_id"]) = (true, "b-17")).Session().SessionId,
            Is.EqualTo("b-17/1795165200"));

    [Test]
    public void A_field_of_the_occupants_may_name_the_customer_if_they_name_one_only()
    {
        Assert.That(Jitsi.Session(("Customer", "customer")).CustomerId, Is.EqualTo("acme-labs"));
        Assert.That(
            Jitsi.With(e => e["all_occupants"]![1]!["customer"] = "other").Refused(("Customer", "customer")),
            Does.Contain("Import__JitsiMeeting__Customer"));
    }

    [Test]
    public void A_meeting_without_its_customer_is_refused_with_the_setting()
    {
        Assert.That(Jitsi.With("[acme]", "").Refused(),
            Does.Contain("'tenant'").And.Contain("Import__JitsiMeeting__Customer"));
        Assert.That(BigBlueButton.With("customer_id", "client_id").Refused(),
            Does.Contain("'customer_id'").And.Contain("Import__BigBlueButtonMeeting__Customer"));
    }

    [Test]
    public void A_meeting_without_anybody_is_skipped()
    {
        Assert.That(Jitsi.With(e => e["all_occupants"] = new JsonObject()).Skipped(), Is.EqualTo("nobody was in it"));
        Assert.That(BigBlueButton.With(r => r["data"]!["attendees"] = new JsonArray()).Skipped(),
            Is.EqualTo("nobody was in it"));
    }

    [Test]
    public void A_join_of_Jitsi_is_skipped_and_a_time_that_is_none_refused()
    {
        Assert.That(Jitsi.With(e => e["event_name"] = "muc-occupant-joined").Skipped(),
            Does.Contain("muc-room-destroyed"));
        Assert.That(Jitsi.With(e => e["created_at"] = "2026-11-20 10:00").Refused(), Does.StartWith("created_at is"));
        Assert.That(Jitsi.With(e => e["all_occupants"]![0]!["left_at"] = "x").Refused(),
            Does.StartWith("left_at is 'x'"));
        Assert.That(Jitsi.With(e => e["all_occupants"]![0]!["joined_at"] = null).Refused(),
            Does.StartWith("joined_at is missing"));
    }
}
