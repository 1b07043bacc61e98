using Charging.Contracts.Tests.Cards;

namespace Charging.Rating.Tests;

public class MaskedSessionTests
{
    private static readonly string[] Names = ["note", "reference", "comment to the bill"];

    private static IEnumerable<string> Kinds => HonestNumbers.Kinds.Select(kind => kind.Kind);

    [Test]
    public void What_people_write_is_masked_and_the_rest_is_what_it_was()
    {
        const string card = "4111111111111111";
        var session = Sample.Session with
        {
            SessionId = card,
            CustomerId = "4111 1111 1111 1111",
            Legs = [Sample.Leg with { LegId = card, Address = card, Role = card }],
            Attributes = new Dictionary<string, string>
            {
                ["note"] = "paid with 4111 1111 1111 1111", ["orderNumber"] = "4111111111111111", ["a"] = "1",
            },
        };

        var masked = MaskedSession.Of(session);

        Assert.That(masked.Where, Is.EqualTo("legs[0].role"));
        Assert.That(Sample.Json(masked.Session), Is.EqualTo(Sample.Json(session with
        {
            Legs = [session.Legs[0] with { Role = "************1111" }],
            Attributes = new Dictionary<string, string>
            {
                ["note"] = "paid with **** **** **** 1111", ["orderNumber"] = "4111111111111111", ["a"] = "1",
            },
        })));
    }

    [Test]
    public void What_platforms_name_in_one_word_is_an_identifier(
        [Values("callerid", "uniqueid", "linkedid", "roomid", "src", "dst", "channel", "P-Asserted-Identity")]
        string name)
    {
        var session = With((name, "4111111111111111"));

        Assert.That(MaskedSession.Of(session).Session, Is.SameAs(session));
    }

    [TestCase("paid")]
    [TestCase("prepaid")]
    [TestCase("cardid")]
    public void What_is_paid_with_is_none(string name) =>
        Assert.That(MaskedSession.Of(With((name, "4111111111111111"))).Where, Is.EqualTo($"attribute '{name}'"));

    [Test]
    public void A_session_without_a_card_number_is_the_very_same() =>
        Assert.That(MaskedSession.Of(Sample.Session).Session, Is.SameAs(Sample.Session));

    [Test]
    public void Names_that_look_alike_once_they_are_masked_stay_apart()
    {
        var session = With(("4111111111111111", "a"), ("4000000000061111", "b"));

        Assert.That(MaskedSession.Of(session).Session.Attributes, Is.EqualTo(new Dictionary<string, string>
        {
            ["************1111"] = "a", ["************1111 2"] = "b",
        }));
        Assert.That(MaskedSession.Of(session).Where, Is.EqualTo("the name of an attribute"));
    }

    [Test]
    public void Of_thousands_of_names_that_all_look_alike_none_is_counted_from_the_first()
    {
        const int count = 5_000;
        var session = With([.. CardsThatEndAlike().Take(count).Select(card => (card, "a"))]);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var masked = MaskedSession.Of(session).Session;

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(count * 1_000L));
        Assert.That(masked.Attributes, Has.Count.EqualTo(count).And.ContainKey($"************1111 {count}"));
    }

    [Test]
    public void What_is_missing_is_left_to_the_screening()
    {
        var session = With(("a", null!), ("note", "4111111111111111")) with { Legs = [null!, Sample.Leg] };

        Assert.That(Screening.Check(MaskedSession.Of(session).Session)?.Code, Is.EqualTo(QuarantineCode.MissingField));
    }

    [Test]
    public void A_masked_session_and_its_masked_bytes_say_the_same()
    {
        foreach (var text in TestCards.Texts(1_000))
        {
            var session = With(("note", text), ("callId", text), ("source", text), ($"name {text}", "1")) with
            {
                SessionId = text,
                Legs = [Sample.Leg with { Role = text, Address = text }],
            };

            var masked = MaskedSession.Of(session).Session;

            Assert.That(Sample.ReadMasked(session), Is.EqualTo(Sample.Json(masked)));
            Assert.That(MaskedSession.Of(masked).Where, Is.Null);
            Assert.That((masked.SessionId, masked.Legs[0].Address), Is.EqualTo((text, text)));
        }
    }

    [TestCaseSource(nameof(Kinds))]
    public void A_thousand_honest_numbers_of_a_kind_are_neither_masked_nor_set_aside_wherever_they_stand(string kind)
    {
        var draw = HonestNumbers.Kinds.Single(one => one.Kind == kind).Draw;
        var random = new Random(20261129);
        for (var i = 0; i < 1_000; i++)
        {
            var number = draw(random, i);
            var session = With([.. Names.Select(name => (name, number)), (number, "a name")]) with
            {
                SessionId = number,
                CustomerId = number,
                Legs = [Sample.Leg with { LegId = number, Address = number, Role = number }],
            };

            Assert.That(MaskedSession.Of(session).Session, Is.SameAs(session), number);
            Assert.That(Screening.Check(session), Is.Null, number);
        }
    }

    [TestCase("imei", "490154203237518")]
    [TestCase("device.IMSI", "340010123456789")]
    [TestCase("SIRET", "38398252822998")]
    [TestCase("X-Caller-Number", "4915 1330 6930 3")]
    [TestCase("ticket_no", "4881257115685200")]
    [TestCase("Bestellnummer", "4881257115685200")]
    public void A_field_that_is_meant_for_identifiers_may_hold_what_looks_like_a_card(string name, string value) =>
        Assert.That(MaskedSession.Of(With((name, value))).Where, Is.Null);

    [TestCase("cardNumber", "4111111111111111")]
    [TestCase("ticket_no", "by card 4111111111111111")]
    [TestCase("payment reference", "4111111111111111")]
    [TestCase("pan", "4111111111111111")]
    [TestCase("number", "4111111111111111")]
    public void But_not_a_card(string name, string value) =>
        Assert.That(MaskedSession.Of(With((name, value))).Where, Is.EqualTo($"attribute '{name}'"));

    private static IEnumerable<string> CardsThatEndAlike() =>
        from number in Enumerable.Range(0, 10_000_000)
        from digit in Enumerable.Range(0, 10)
        let body = $"400{number:D8}{digit}111"
        where TestCards.CheckDigit(body) == 1
        select $"{body}1";

    private static SessionEnded With(params (string Name, string Value)[] attributes) =>
        Sample.Session with { Attributes = attributes.ToDictionary(one => one.Name, one => one.Value) };
}
