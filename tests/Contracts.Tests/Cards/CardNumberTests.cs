using Charging.Contracts.Cards;

namespace Charging.Contracts.Tests.Cards;

public class CardNumberTests
{
    [TestCase("4222222222222", Description = "13 digits")]
    [TestCase("30569309025904", Description = "14 digits")]
    [TestCase("378282246310005", Description = "15 digits")]
    [TestCase("4111111111111111", Description = "16 digits")]
    [TestCase("6304000000000000000", Description = "19 digits")]
    [TestCase("4111 1111 1111 1111")]
    [TestCase("4111-1111-1111-1111")]
    [TestCase("3782 822463 10005")]
    [TestCase("4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1")]
    [TestCase("41111111 11111111")]
    [TestCase("4111 - 1111 - 1111 - 1111")]
    [TestCase("paid with 4111111111111111, thanks")]
    [TestCase("pan4111111111111111x")]
    [TestCase("room 12 4111 1111 1111 1111 22 people", Description = "among other groups of digits")]
    [TestCase("12-4111111111111111")]
    [TestCase("\u00a04111\u00a01111\u00a01111\u00a01111")]
    [TestCase("4111\u202f1111\u202f1111\u202f1111", Description = "narrow blanks, as French has them")]
    [TestCase("4111\u20091111\u20091111\u20091111", Description = "thin blanks")]
    [TestCase("4111\u20131111\u20131111\u20131111", Description = "en dashes")]
    [TestCase("4111\u20111111\u20111111\u20111111", Description = "dashes that do not break")]
    [TestCase("4111\u200b1111\u200b1111\u200b1111", Description = "blanks of no width")]
    [TestCase(
        "\uff14\uff11\uff11\uff11\uff11\uff11\uff11\uff11"
        + "\uff11\uff11\uff11\uff11\uff11\uff11\uff11\uff11",
        Description = "digits of full width")]
    [TestCase(
        "\u0664\u0661\u0661\u0661 \u0661\u0661\u0661\u0661 " +
        "\u0661\u0661\u0661\u0661 \u0661\u0661\u0661\u0661",
        Description = "Arabic digits")]
    [TestCase("4111 1111 1111 \uff11\uff11\uff11\uff11", Description = "of two scripts")]
    [TestCase("4111 1111\n1111 1111", Description = "on two lines")]
    [TestCase("4222 222 222 222")]
    [TestCase("3056 930902 5904")]
    [TestCase("6250947000000014", Description = "UnionPay")]
    [TestCase("2223003122003222", Description = "Mastercard's second range")]
    [TestCase("6759649826438453", Description = "Maestro")]
    [TestCase("Visa4111 1111 1111 1111")]
    [TestCase("cc4111111111111111")]
    [TestCase("+420 222 333 444 4111 1111 1111 1111", Description = "after a telephone number")]
    [TestCase("call +420222333444 card 378282246310005")]
    [TestCase("+4111111111111111", Description = "too long for a telephone number")]
    public void A_card_number_is_found(string text) => Assert.That(CardNumber.IsIn(text), Is.True);

    [TestCase("")]
    [TestCase("411111111111", Description = "12 digits")]
    [TestCase("4111111111111112", Description = "the check digit is wrong")]
    [TestCase("63040000000000000000", Description = "20 digits")]
    [TestCase("4111.1111.1111.1111", Description = "points are no separators")]
    [TestCase("12345678-1234-4123-8123-123456789017", Description = "a UUID")]
    [TestCase("4222222222222abc", Description = "16 hexadecimal digits")]
    [TestCase("session/0a4111111111111111000000000000ff", Description = "32 hexadecimal digits")]
    [TestCase("2026-11-20 4711 0012", Description = "begins with a date")]
    [TestCase("1000000000000008", Description = "no issuer's")]
    [TestCase("411111111111116", Description = "Visa has no 15 digits")]
    [TestCase("+378282246310005", Description = "a telephone number with its plus")]
    [TestCase("+37 (828) 224 631 0005", Description = "with brackets and blanks")]
    [TestCase("tel:378282246310005")]
    [TestCase("SIP:378282246310005@example.org")]
    [TestCase("sip:%2B378282246310005@example.org")]
    [TestCase("4915133069303", Description = "a German telephone number without its plus")]
    [TestCase("49 151 33069303")]
    [TestCase("4915 1330 6930 3")]
    [TestCase("4012345000009", Description = "a German article's number")]
    [TestCase("1733912345-4009995981328@10.0.0.1", Description = "a Call-ID")]
    [TestCase("1733912345-4009995981328", Description = "the same without its host")]
    [TestCase("732 829 320 00074", Description = "a SIRET as it is printed")]
    [TestCase("35-209900-176148-1", Description = "an IMEI as it is printed")]
    [TestCase("x7Yk24111111111111111b9", Description = "drawn")]
    [TestCase("DE89 3704 0044 0532 0130 00")]
    [TestCase("IBAN: FR76 3000 6000 0112 3456 7890 189, VS 4711")]
    [TestCase("4500012345-00010-0", Description = "an order with its item")]
    [TestCase("4711      1234      5678      9010", Description = "a table's columns")]
    public void What_is_something_else_is_let_through(string text) => Assert.That(CardNumber.IsIn(text), Is.False);

    [TestCase("4111111111111111", "************1111")]
    [TestCase("4111-1111-1111-1111", "****-****-****-1111")]
    [TestCase("a 4111 1111 1111 1111 b 378282246310005", "a **** **** **** 1111 b ***********0005")]
    [TestCase("nothing here 123", "nothing here 123")]
    public void All_but_the_last_four_digits_are_masked(string text, string expected) =>
        Assert.That(CardNumber.Masked(text), Is.EqualTo(expected));

    [TestCase("+420222333444", true)]
    [TestCase("+378282246310005", true)]
    [TestCase("378282246310005", false)]
    [TestCase("+4111111111111111", false, Description = "16 digits are more than E.164 has")]
    [TestCase("+0123456789", false)]
    [TestCase("+420 222", false)]
    public void A_telephone_number_is_E164_with_its_plus(string text, bool expected) =>
        Assert.That(CardNumber.IsTelephoneNumber(text), Is.EqualTo(expected));
}
