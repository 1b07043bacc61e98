using System.Text;

namespace Charging.Rating.Tests;

public class CardMaskTests
{
    [Test]
    public void In_a_body_every_text_is_masked_known_to_the_contract_or_not()
    {
        const string body = """
            {"sessionId":"4111111111111111","legs":[{"address":"+378282246310005","role":"\u0034111111111111111"}],
             "extra":{"4111 1111 1111 1111":[true,null,-1.50e3,"4111111111111111"]},"quantity":4111111111111111}
            """;

        const string masked = """
            {"sessionId":"************1111","legs":[{"address":"+378282246310005","role":"************1111"}],
            "extra":{"**** **** **** 1111":[true,null,-1.50e3,"************1111"]},"quantity":4111111111111111}
            """;

        Assert.That(
            Encoding.UTF8.GetString(CardMask.Of(Encoding.UTF8.GetBytes(body))),
            Is.EqualTo(masked.Replace("\n", "", StringComparison.Ordinal)));
    }

    [Test]
    public void A_body_without_a_card_number_is_kept_to_the_byte()
    {
        var body = Encoding.UTF8.GetBytes("""{ "sessionId" : "1",  "note": "č" }""");

        Assert.That(CardMask.Of(body), Is.SameAs(body));
    }
}
