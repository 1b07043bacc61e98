using System.Text;
using System.Text.Json;
using Charging.Contracts.Cards;

namespace Charging.Contracts.Tests.Cards;

public class CardMaskTests
{
    private const int EightMebibytes = 8 * 1024 * 1024;

    [Test]
    public void What_people_write_freely_is_masked_in_its_place_and_all_else_stays_to_the_byte()
    {
        const string body = """
            { "legs":[{"role":"\u0034111111111111111"}], "extra":{"4111 1111 1111 1111":
              [true,null,-1.50e3,"č 4111\u00a01111 1111-1111"]},  "quantity":4111111111111111 }
            """;

        const string masked = """
            { "legs":[{"role":"\u002a***********1111"}], "extra":{"**** **** **** 1111":
              [true,null,-1.50e3,"č ****\u00a0**** ****-1111"]},  "quantity":4111111111111111 }
            """;

        Assert.That(Masked(body), Is.EqualTo(masked));
    }

    [TestCase("""{"source":"4111111111111111","sessionId":"4111 1111 1111 1111","customerId":"4111-1111-1111-1111"}""")]
    [TestCase("""{"legs":[{"legId":"4111111111111111","address":"4111111111111111","role":"a"}]}""")]
    [TestCase("""{"detailUri":"https://bridge.example/4111111111111111"}""")]
    [TestCase("""{"attributes":{"orderNumber":"4111111111111111","callingLine":"4111111111111111"}}""")]
    [TestCase("""{"attributes":{"a":"1"},"sessionId":"4111 1111 1111 1111"}""")]
    [TestCase("""{"session\u0049d":"4111 1111 1111 1111"}""")]
    [TestCase("""{ "sessionId" : "1",  "note": "č" }""")]
    public void A_key_an_address_or_an_identifier_is_not_masked(string json)
    {
        var body = Encoding.UTF8.GetBytes(json);

        Assert.That(CardMask.Of(body), Is.SameAs(body));
    }

    [TestCase("""{"attributes":{"source":"4111 1111 1111 1111"}}""")]
    [TestCase("""{"attributes":{"orderNumber":"by card 4111 1111 1111 1111"}}""")]
    [TestCase("""{"attributes":{"cardNumber":"4111111111111111"}}""")]
    [TestCase("""{"sources":"4111 1111 1111 1111"}""")]
    [TestCase("""{"card":{"number":"4111111111111111"}}""", Description = "of no contract, so nobody needs it")]
    [TestCase("""["4111 1111 1111 1111"]""")]
    [TestCase("""{"broken":"\ud800 4111 1111 1111 1111"}""")]
    public void Anywhere_else_it_is(string json) =>
        Assert.That(Masked(json), Does.Not.Contain("4111").And.Contain("1111"));

    [Test]
    public void A_digit_of_another_script_becomes_as_many_asterisks_as_it_has_bytes()
    {
        var wide = string.Concat("4111111111111111".Select(digit => (char)(digit - '0' + '\uFF10')));
        var arabic = string.Concat("4111111111111111".Select(digit => (char)(digit - '0' + '\u0660')));

        Assert.That(Masked($"[\"{wide}\"]"), Is.EqualTo($"[\"{new string('*', 36)}{wide[12..]}\"]"));
        Assert.That(Masked($"[\"a {arabic}\"]"), Is.EqualTo($"[\"a {new string('*', 24)}{arabic[12..]}\"]"));
        Assert.That(CardNumber.Masked($"pan {wide}"), Is.EqualTo($"pan {new string('*', 12)}{wide[12..]}"));
    }

    [Test]
    public void For_people_also_what_is_no_JSON_is_masked()
    {
        Assert.That(CardMask.Shown("not JSON: 4111111111111111"u8), Is.EqualTo("not JSON: ************1111"));
        Assert.That(CardMask.Shown("""{"sessionId":"4111111111111111"}"""u8), Does.Contain("4111111111111111"));
        Assert.That(() => CardMask.Of("not JSON"u8.ToArray()), Throws.InstanceOf<JsonException>());
    }

    [Test]
    public void A_long_name_is_not_read_again_for_each_text_below_it()
    {
        var texts = string.Join(',', Enumerable.Repeat("\"4111111111111111\"", 25_000));
        var body = Encoding.UTF8.GetBytes($$"""{"{{new string('x', 500_000)}}":[{{texts}}]}""");

        var before = GC.GetAllocatedBytesForCurrentThread();
        var masked = CardMask.Of(body);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4 * body.Length));
        Assert.That(Encoding.UTF8.GetString(masked), Does.Not.Contain("4111111111111111"));
    }

    [TestCase("x")]
    [TestCase("4")]
    [TestCase("4 ")]
    [TestCase("4111 1111 1111 1112 ")]
    [TestCase("4111 1111 1111 1111, ")]
    [TestCase("DE89 3704 ")]
    public void A_long_text_takes_no_more_room_than_it_has_itself_three_times(string repeated)
    {
        var text = string.Concat(Enumerable.Repeat(repeated, EightMebibytes / repeated.Length));
        var body = Encoding.UTF8.GetBytes($$"""{"attributes": { "note": "{{text}}" } }""");
        CardMask.Of("{}"u8.ToArray());
        var before = GC.GetAllocatedBytesForCurrentThread();

        var masked = CardMask.Of(body);

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(3L * EightMebibytes));
        Assert.That(masked, Has.Length.EqualTo(body.Length));
    }

    private static string Masked(string body) => Encoding.UTF8.GetString(CardMask.Of(Encoding.UTF8.GetBytes(body)));
}
