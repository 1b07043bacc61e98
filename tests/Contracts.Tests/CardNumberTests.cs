namespace Charging.Contracts.Tests;

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
