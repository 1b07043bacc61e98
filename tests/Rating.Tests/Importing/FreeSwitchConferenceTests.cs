using System.Text;
using System.Text.Json.Nodes;

namespace Charging.Rating.Tests.Importing;

public class FreeSwitchConferenceTests
{
    private static readonly StoredRecord Record = StoredRecord.Of<FreeSwitchConference>();

    private static readonly DateTime Ten = new(2026, 11, 20, 9, 0, 0, DateTimeKind.Utc);

    [Test]
    public void Every_caller_is_a_leg_and_one_whose_leave_is_missing_stayed_to_the_end()
    {
        var session = Record.Session();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((session.Source, session.SessionId, session.CustomerId, session.Service), Is.EqualTo(
                ("bridge-7.prague.example", "3000-acme.example/1795165200", "acme.example", Service.Conference)));
            Assert.That((session.StartedAt, session.EndedAt), Is.EqualTo((Ten, Ten.AddMinutes(20))));
            Assert.That(
                session.Legs.Select(leg => (leg.Role, leg.Address, leg.ConnectedAt, leg.DisconnectedAt)),
                Is.EqualTo(new (string?, string?, DateTime?, DateTime?)[]
                {
                    ("participant", "+33199003488", Ten.AddMinutes(1), Ten.AddMinutes(20)),
                    ("moderator", "+420222333444", Ten, Ten.AddSeconds(1190)),
                }),
                "the recording is nobody");
            Assert.That(session.Attributes["conferenceRoom"], Is.EqualTo("3000-acme.example"));
            Assert.That(Screening.Check(session), Is.Null);
        }
    }

    [Test]
    public void The_event_with_the_record_as_its_content_is_the_same_session()
    {
        var told = Event(new JsonObject { ["Event-Subclass"] = "conference::cdr", ["_body"] = Record.Text });

        Assert.That(Sample.Json(told.Session()), Is.EqualTo(Sample.Json(Record.Session())));
    }

    [Test]
    public void Other_events_are_skipped_and_one_with_only_a_path_is_refused()
    {
        Assert.That(Event(new JsonObject { ["Event-Subclass"] = "conference::maintenance" }).Skipped(),
            Does.Contain("only conference::cdr"));
        Assert.That(Event(new JsonObject { ["Event-Subclass"] = "conference::cdr", ["CDR-Path"] = "/a" }).Refused(),
            Does.Contain("cdr-event-mode"));
    }

    [Test]
    public void The_customer_may_be_an_element_of_the_moderators_profile()
    {
        Assert.That(Record.Session(("Customer", "username")).CustomerId, Is.EqualTo("novak"));
        Assert.That(Record.With("<username>novak</username>", "").Refused(("Customer", "username")),
            Does.Contain("'username'"), "the others do not agree with the moderator, who has none");
    }

    [Test]
    public void A_room_without_a_domain_is_refused_with_the_setting() =>
        Assert.That(Record.With("3000-acme.example", "3000").Refused(),
            Does.Contain("'domain'").And.Contain("Import__FreeSwitchConference__Customer"));

    [Test]
    public void A_conference_without_anybody_is_skipped()
    {
        Assert.That(Record.With("type=\"caller\"", "type=\"recording_node\"").Skipped(),
            Is.EqualTo("nobody was in it"));
        Assert.That(Record.With("<is_ghost>false", "<is_ghost>true").Skipped(), Is.EqualTo("nobody was in it"));
    }

    [TestCase("<start_time type=\"UNIX-epoch\">1795165200", "<start_time>", "start_time is missing")]
    [TestCase("1795166400</end_time>", "2026-11-20 10:20:00</end_time>", "end_time is '2026-11-20 10:20:00'")]
    [TestCase("1795165260</join_time>", "0</join_time>", "join_time is '0'")]
    [TestCase("1795166390</leave_time>", "soon</leave_time>", "leave_time is 'soon'")]
    public void A_time_that_is_none_is_refused(string text, string instead, string reason) =>
        Assert.That(Record.With(text, instead).Refused(), Does.StartWith(reason));

    [TestCase("utf-7")]
    [TestCase("utf-16")]
    [TestCase("IBM037")]
    [TestCase("nothing")]
    public void An_encoding_that_the_bytes_do_not_have_is_refused(string encoding) =>
        Assert.That(Record.With("version=\"1.0\"", $"version=\"1.0\" encoding=\"{encoding}\"").Refused(),
            Does.Contain("not XML"));

    [Test]
    public void An_entity_is_never_resolved() =>
        Assert.That(
            Record.With("<cdr>", "<!DOCTYPE cdr [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><cdr>").Refused(),
            Does.Contain("not XML"));

    private static StoredRecord Event(JsonObject json) =>
        Record with { Bytes = Encoding.UTF8.GetBytes(json.ToJsonString()) };
}
