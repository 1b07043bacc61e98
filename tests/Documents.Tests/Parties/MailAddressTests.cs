using Charging.Documents.Parties;

namespace Charging.Documents.Tests.Parties;

public class MailAddressTests
{
    [TestCase("a@b.example", ExpectedResult = true)]
    [TestCase("o'brien+invoices@mail.example.co.uk", ExpectedResult = true)]
    [TestCase("first.last@1-2.example", ExpectedResult = true)]
    [TestCase("účet@kůň.example", ExpectedResult = false)]
    [TestCase("ucet@kůň.example", ExpectedResult = true)]
    [TestCase("a@xn--k-zea1e.example", ExpectedResult = true)]
    [TestCase("", ExpectedResult = false)]
    [TestCase("nobody", ExpectedResult = false)]
    [TestCase("a@localhost", ExpectedResult = false)]
    [TestCase("a@127.0.0.1", ExpectedResult = false)]
    [TestCase("a@[127.0.0.1]", ExpectedResult = false)]
    [TestCase("Bob <a@b.example>", ExpectedResult = false)]
    [TestCase("a@b.example, c@d.example", ExpectedResult = false)]
    [TestCase("list: a@b.example;", ExpectedResult = false)]
    [TestCase("a@b.example (Bob)", ExpectedResult = false)]
    [TestCase("\"a b\"@c.example", ExpectedResult = false)]
    [TestCase("a..b@c.example", ExpectedResult = false)]
    [TestCase(".a@c.example", ExpectedResult = false)]
    [TestCase("a@-b.example", ExpectedResult = false)]
    [TestCase("a@b..example", ExpectedResult = false)]
    [TestCase("a@b.example\n", ExpectedResult = false)]
    [TestCase("a@b.example\r\nBcc: c@d.example", ExpectedResult = false)]
    [TestCase(" a@b.example", ExpectedResult = false)]
    [TestCase("a\u202e@b.example", ExpectedResult = false)]
    [TestCase("a@b\u202e.example", ExpectedResult = false)]
    [TestCase("a@b。example", ExpectedResult = false)]
    [TestCase("a@b@c.example", ExpectedResult = false)]
    public bool An_address_is_one_that_every_mail_server_takes(string address) =>
        MailAddress.FaultIn(address) is null;

    [Test]
    public void Its_parts_are_as_long_as_mail_servers_take()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('b', 40), 5));

        Assert.That(MailAddress.FaultIn($"{new string('a', 48)}@{domain}"), Is.Null);
        Assert.That(MailAddress.FaultIn($"{new string('a', 65)}@b.example"), Is.Not.Null);
        Assert.That(MailAddress.FaultIn($"{new string('a', 60)}@{domain}"), Is.Not.Null);
        Assert.That(MailAddress.FaultIn($"a@{new string('b', 64)}.example"), Is.Not.Null);
    }
}
