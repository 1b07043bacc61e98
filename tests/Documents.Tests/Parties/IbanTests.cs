using Charging.Documents.Parties;

namespace Charging.Documents.Tests.Parties;

public class IbanTests
{
    [TestCase("CZ6508000000192000145399")]
    [TestCase("DE89370400440532013000")]
    [TestCase("GB82WEST12345698765432")]
    [TestCase("NO9386011117947")]
    public void Known_accounts_are_right(string iban) => Assert.That(Iban.FaultIn(iban), Is.Null);

    [TestCase("CZ6508000000192000145398", "wrong check digits")]
    [TestCase("CZ6508000000192000415399", "wrong check digits")]
    [TestCase("GB82WEST12345698765423", "wrong check digits")]
    [TestCase("cz6508000000192000145399", "two capital letters")]
    [TestCase("CZ65 0800 0000 1920 0014 5399", "two capital letters")]
    [TestCase("192000145399/0800", "two capital letters")]
    [TestCase("", "two capital letters")]
    public void What_is_no_account_says_why(string iban, string fault) =>
        Assert.That(Iban.FaultIn(iban), Does.Contain(fault));
}
