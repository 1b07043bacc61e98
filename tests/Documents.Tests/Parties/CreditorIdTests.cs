using Charging.Documents.Parties;

namespace Charging.Documents.Tests.Parties;

public class CreditorIdTests
{
    [TestCase("DE98ZZZ09999999999")]
    [TestCase("AT61ZZZ01234567890")]
    [TestCase("FR72ZZZ123456")]
    [TestCase("CZ73ZZZ10002")]
    public void Known_creditors_are_right_by_whatever_business_code(string id)
    {
        Assert.That(CreditorId.FaultIn(id), Is.Null);
        Assert.That(CreditorId.FaultIn($"{id[..4]}7A1{id[7..]}"), Is.Null, "it is no part of what is checked");
    }

    [TestCase("DE97ZZZ09999999999", "wrong check digits")]
    [TestCase("DE98ZZZ09999999998", "wrong check digits")]
    [TestCase("DE98ZZZ90999999999", "wrong check digits")]
    [TestCase("DE98ZZZ0999999999", "has 17 characters; one of DE has 18")]
    [TestCase("ZX98ZZZ09999999999", "begins with 'ZX', which is no country")]
    [TestCase("de98ZZZ09999999999", "two capital letters")]
    [TestCase("DE98 ZZZ 09999999999", "two capital letters")]
    [TestCase("DE98ZZZ", "two capital letters")]
    [TestCase("", "two capital letters")]
    public void What_is_no_creditor_says_why(string id, string fault) =>
        Assert.That(CreditorId.FaultIn(id), Does.Contain(fault));
}
