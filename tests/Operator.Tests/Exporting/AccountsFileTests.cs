using Charging.Operator.Exporting;

namespace Charging.Operator.Tests.Exporting;

public class AccountsFileTests
{
    [Test]
    public void What_says_more_of_an_account_wins()
    {
        var accounts = AccountsFile.Read("a.yaml", """
            accounts:
            - { account: revenue, to: "1" }
            - { account: revenue, currency: EUR, to: "2" }
            - { account: revenue, seller: CZ, to: "3" }
            - { account: revenue, seller: CZ, currency: EUR, to: "4" }
            """);

        Assert.That(accounts.Find("revenue", null, "CZK")!.To, Is.EqualTo("1"));
        Assert.That(accounts.Find("revenue", "DE", "EUR")!.To, Is.EqualTo("2"));
        Assert.That(accounts.Find("revenue", "CZ", "CZK")!.To, Is.EqualTo("3"));
        Assert.That(accounts.Find("revenue", "CZ", "EUR")!.To, Is.EqualTo("4"));
        Assert.That(accounts.Find("tax", "CZ", "EUR"), Is.Null);
        Assert.That(accounts.Zone, Is.EqualTo(TimeZoneInfo.Utc));
    }

    [TestCase("accounts: [", "line 2: this is not YAML")]
    [TestCase("- a", "line 1: here must be fields")]
    [TestCase("", "is not one document")]
    [TestCase("timeZone: Prag\naccounts: [{ account: tax, to: a }]", "line 1: timeZone: 'Prag' is not an IANA")]
    [TestCase("accounts:\n- { account: tax }", "line 2: to is missing")]
    [TestCase("accounts:\n- { account: Tax, to: a }", "line 2: account: 'Tax' is not an account of the ledger")]
    [TestCase("accounts:\n- { account: tax, curency: EUR, to: a }", "line 2: 'curency' is no field here")]
    [TestCase("accounts:\n- { account: tax, currency: EURO, to: a }", "line 2: currency: 'EURO' is not a currency")]
    [TestCase("accounts:\n- { account: tax, to: [a] }", "line 2: to is a list or a mapping")]
    [TestCase("accounts:\n- { account: tax, to: a }\n- { account: tax, to: b }", "line 3: line 2 says already")]
    [TestCase("accounts:\n- { account: tax, to: a, taxKey: 12345 }", "line 2: taxKey: '12345' is not 1 to 4 digits")]
    [TestCase("accounts: []", "accounts is missing")]
    [TestCase("datev: { consultant: 7 }\naccounts: [{ account: tax, to: a }]", "line 1: consultant: '7' is not a")]
    [TestCase("datev: { yearBegins: 02-29 }\naccounts: [{ account: tax, to: a }]", "line 1: yearBegins: '02-29'")]
    [TestCase("pohoda: { ico: CZ1 }\naccounts: [{ account: tax, to: a }]", "line 1: ico: 'CZ1' is not the firm's")]
    public void A_fault_is_told_by_its_line(string text, string fault) => Assert.That(
        () => AccountsFile.Read("a.yaml", text), Throws.TypeOf<FormatException>().With.Message.Contains(fault));

    [TestCase("hledger", "assets:  x", "hledger wants a name")]
    [TestCase("hledger", "a ; b", "hledger wants a name")]
    [TestCase("beancount", "assets:x", "beancount wants Assets")]
    [TestCase("csv", "=1", "a spreadsheet would compute it")]
    [TestCase("datev", "123456", "DATEV wants up to 4 digits")]
    [TestCase("datev", "0000", "DATEV wants up to 4 digits")]
    [TestCase("pohoda", "31-1", "Pohoda wants up to 9 digits")]
    public void A_name_that_the_program_cannot_read_is_told_by_its_line(string format, string name, string fault)
    {
        var accounts = AccountsFile.Read("a.yaml", $$"""
            datev: { consultant: 1001, client: 1 }
            pohoda: { ico: 00000019 }
            accounts:
            - { account: tax, to: "{{name}}" }
            """);

        Assert.That(() => LedgerFormats.Of(format, Made.November, accounts),
            Throws.TypeOf<FormatException>().With.Message.Contains("a.yaml, line 4: to: ").And.Message.Contains(fault));
    }

    [TestCase("datev", "has no datev: part")]
    [TestCase("pohoda", "has no pohoda: part")]
    public void What_a_program_wants_to_know_beside_is_asked_for(string format, string fault)
    {
        var accounts = Made.Accounts(Made.Number);

        Assert.That(() => LedgerFormats.Of(format, Made.November, accounts),
            Throws.TypeOf<FormatException>().With.Message.Contains(fault));
    }
}
