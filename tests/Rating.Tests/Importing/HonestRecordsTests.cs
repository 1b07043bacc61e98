using System.Text;
using Charging.Contracts.Tests.Cards;

namespace Charging.Rating.Tests.Importing;

/// <summary>
/// Meetings and calls as platforms tell them, with numbers in them that are as long as a card's: each is a session that
/// is charged as it came.
/// </summary>
public class HonestRecordsTests
{
    private static readonly StoredRecord Meeting = StoredRecord.Of<BigBlueButtonMeeting>();
    private static readonly StoredRecord Room = StoredRecord.Of<JitsiMeeting>();
    private static readonly StoredRecord Call = StoredRecord.Of<FreeSwitchHangup>();
    private static readonly StoredRecord Sip = StoredRecord.Of<KamailioCdr>();

    private static readonly string[] Cases =
        ["bigbluebutton-ids.jsonl", "freeswitch-caller-e164.jsonl", "freeswitch-called-00.jsonl"];

    private static IEnumerable<TestCaseData> Records()
    {
        yield return Case("a BigBlueButton meeting",
            text => Meeting.With(json => (json["internal_meeting_id"], json["meeting_id"]) = (text, text)));
        yield return Case("a Jitsi room with milliseconds", text => Room.With(json =>
            (json["room_jid"], json["room_name"]) = ($"[acme]{text}@conference.meet.example", text)));
        foreach (var kind in (string[])["a caller in Germany", "a caller in Brazil", "a German number without a plus"])
            yield return Case(kind, text => Call.With(json => json["Caller-Caller-ID-Number"] = text));
        yield return Case("a German number with zeros",
            text => Call.With(json => json["Caller-Destination-Number"] = text));
        yield return Case("a German number without a plus",
            text => Call.With(json => json["Caller-Destination-Number"] = text));
        yield return Case("a SIP address", text => Sip.With(json => (json["caller"], json["callee"]) = (text, text)));
        foreach (var kind in (string[])["a Call-ID", "a Call-ID with milliseconds", "a UUID of digits"])
            yield return Case(kind, text => Sip.With(json => json["callid"] = text));
    }

    [TestCaseSource(nameof(Records))]
    public void A_thousand_of_a_kind_are_all_charged_as_they_came(string kind, object format)
    {
        var record = (Func<string, StoredRecord>)format;
        var draw = HonestNumbers.Kinds.Single(one => one.Kind == kind).Draw;
        var random = new Random(20261129);
        for (var i = 0; i < 1_000; i++)
        {
            var number = draw(random, i);
            AssertCharged(record(number).Session(), number);
        }
    }

    [TestCaseSource(nameof(Cases))]
    public void What_was_taken_for_a_card_number_before_is_charged_as_it_came(string name)
    {
        if (SharedCases.Find(Path.Combine("card-numbers", name)) is not { } file)
        {
            Assert.Ignore(SharedCases.Absent);
            return;
        }

        var isMeeting = name.StartsWith("big", StringComparison.Ordinal);
        var record = isMeeting ? Meeting : Call;
        var lines = File.ReadAllLines(file);
        Assert.That(lines, Is.Not.Empty);
        foreach (var line in lines)
            AssertCharged((record with { Bytes = Encoding.UTF8.GetBytes(line) }).Session(), line);
    }

    private static void AssertCharged(SessionEnded session, string what)
    {
        Assert.That(MaskedSession.Of(session).Session, Is.SameAs(session), what);
        Assert.That(Screening.Check(session), Is.Null, what);
        Assert.That(Sample.ReadMasked(session), Is.EqualTo(Sample.Json(session)), what);
    }

    private static TestCaseData Case(string kind, Func<string, StoredRecord> record) =>
        new TestCaseData(kind, record).SetArgDisplayNames(kind);
}
