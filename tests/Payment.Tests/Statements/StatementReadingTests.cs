using static Charging.Payments.Tests.Statements.Camt;

namespace Charging.Payments.Tests.Statements;

public class StatementReadingTests
{
    private static readonly string Two = Entry(1210, "CZ-2026-000001") + Entry(-300, "Charges");
    private static readonly string Good = File(Statement("S1", 1000, Two, 1910));

    /// <summary>Each is the good statement with one thing wrong, and what is said of it.</summary>
    private static IEnumerable<TestCaseData> Mutants()
    {
        yield return Of("the opening balance", ">10.00<", ">10.01<", "-0.01 EUR are missing");
        yield return Of("the closing balance", ">19.10<", ">19.11<", "0.01 EUR are missing");
        yield return Of("an amount", ">12.10<", ">12.11<", "its booked entries come to 9.11 EUR");
        yield return Of("another amount", ">3.00<", ">3.01<", "its booked entries come to 9.09 EUR");
        yield return Of("the sign of what came", "12.10</Amt><CdtDbtInd>CRDT", "12.10</Amt><CdtDbtInd>DBIT", "missing");
        yield return Of("the sign of what left", "3.00</Amt><CdtDbtInd>DBIT", "3.00</Amt><CdtDbtInd>CRDT", "missing");
        yield return Of("a word for a sign", "3.00</Amt><CdtDbtInd>DBIT", "3.00</Amt><CdtDbtInd>DEBT", "is 'DEBT'");
        yield return Of(
            "the sign of the opening", "10.00</Amt>\n<CdtDbtInd>CRDT", "10.00</Amt>\n<CdtDbtInd>DBIT", "missing");
        yield return Of(
            "the sign of the closing", "19.10</Amt>\n<CdtDbtInd>CRDT", "19.10</Amt>\n<CdtDbtInd>DBIT", "missing");
        yield return Of("an entry that is not booked", "<Cd>BOOK</Cd>", "<Cd>PDNG</Cd>", "missing");
        yield return Of("a status that nobody knows", "<Cd>BOOK</Cd>", "<Cd>DONE</Cd>", "its status is 'DONE'");
        yield return Of("no status", "<Sts><Cd>BOOK</Cd></Sts>", "", "its status is ''");
        yield return Of("a reversal in another word", "<Sts>", "<RvslInd>yes</RvslInd><Sts>", "RvslInd is 'yes'");
        yield return Of("a currency of an entry", "EUR\">12.10", "CZK\">12.10", "entry 1 (line 11): it is in 'CZK'");
        yield return Of("a currency of a balance", "EUR\">19.10", "CZK\">19.10", "balance CLBD: it is in 'CZK'");
        yield return Of("the account's currency", "<Ccy>EUR</Ccy>", "<Ccy>CZK</Ccy>", "and the account is in CZK");
        yield return Of("a currency that is none", "<Ccy>EUR</Ccy>", "<Ccy>EEK</Ccy>", "currency is 'EEK'");
        yield return Of("a part of a cent", ">12.10<", ">12.101<", "'12.101' is no amount in EUR");
        yield return Of("a sign in the amount", ">3.00<", ">-3.00<", "'-3.00' is no amount");
        yield return Of("a comma", ">3.00<", ">3,00<", "'3,00' is no amount");
        yield return Of("a number without end", ">3.00<", ">9999999999999999999<", "is no amount");
        yield return Of("a day that is none", "<Dt>2026-11-20</Dt></BookgDt>", "<Dt>20.11.2026</Dt></BookgDt>",
            "booking date: '20.11.2026' is no date");
        yield return Of("a day before", "<Dt>2026-11-20</Dt></BookgDt>", "<Dt>2026-11-19</Dt></BookgDt>",
            "booked on 2026-11-19");
        yield return Of("a day after", "<Dt>2026-11-20</Dt></BookgDt>", "<Dt>2026-11-21</Dt></BookgDt>",
            "booked on 2026-11-21");
        yield return Of("no day", "<BookgDt><Dt>2026-11-20</Dt></BookgDt>", "", "booking date: '' is no date");
        yield return Of("a value date that is none", "<NtryDtls>", "<ValDt><Dt>2026-13-01</Dt></ValDt><NtryDtls>",
            "value date: '2026-13-01' is no date");
        yield return Of("no opening balance", "OPBD", "OPAV", "it has no balance OPBD");
        yield return Of("no closing balance", "CLBD", "CLAV", "it has no balance CLBD");
        yield return Of("two opening balances", "<Bal><Tp><CdOrPrtry><Cd>CLBD",
            "<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp></Bal><Bal><Tp><CdOrPrtry><Cd>CLBD", "2 balances OPBD");
        yield return Of("no id", "<Id>S1</Id>", "", "it has no Id");
        yield return Of("an id without end", ">S1<", $">{new string('S', 101)}<", "it has no Id of at most");
        yield return Of("an account without end", Iban, new string('C', 101), "it names no account");
        yield return Of("more than there is", ">3.00<", ">10000000000000.01<", "is no amount in EUR");
        yield return Of("two ids", "<Id>S1</Id>", "<Id>S1</Id><Id>S2</Id>", "Id stands twice");
        yield return Of("no account", $"<IBAN>{Iban}</IBAN>", "", "it names no account");
        yield return Of("two amounts of an entry", "<Amt Ccy=\"EUR\">3.00</Amt>",
            "<Amt Ccy=\"EUR\">3.00</Amt><Amt Ccy=\"EUR\">3.00</Amt>", "Amt stands twice");
        yield return Of("a page of several", "<CreDtTm>2026-11-21T01:00:00+01:00</CreDtTm>\n<Acct>",
            "<StmtPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></StmtPgntn><Acct>", "a page of several");
        yield return Of("another message", "camt.053.001.08", "camt.054.001.08", "camt.053.001.02 or .08 is wanted");
        yield return Of("a cut end", "</BkToCstmrStmt>\n</Document>", "", "or was cut off");
    }

    [Test]
    public void What_came_and_what_left_is_read_with_its_account_its_balances_and_what_is_written_on_it()
    {
        var statement = Read(Good).Single();

        Assert.That(
            (statement.Account, statement.Currency, statement.BankId, statement.OpeningMinor, statement.ClosingMinor),
            Is.EqualTo((Iban, "EUR", "S1", 1000L, 1910L)));
        Assert.That(
            statement.Entries.Select(entry => (entry.No, entry.Minor, entry.Counterparty, entry.LastFour)),
            Is.EqualTo(new (int, long, string?, string?)[]
            {
                (1, 1210, "Nina Nováková", "7899"), (2, -300, null, null),
            }));
        Assert.That(statement.Entries[0].Texts, Is.EqualTo((string[])["CZ-2026-000001", "E2E-1210"]));
    }

    [TestCaseSource(nameof(Mutants))]
    public void What_is_wrong_is_refused_by_name(string from, string to, string says)
    {
        Assert.That(Good, Does.Contain(from), "the mutant changes something");
        var at = Good.IndexOf(from, StringComparison.Ordinal);
        var mutant = Good.Remove(at, from.Length).Insert(at, to);

        Assert.That(
            () => Read(mutant),
            Throws.InvalidOperationException.With.Message.Contains(says)
                .And.Message.StartsWith("bank.xml: ").And.Message.Contains("Nothing was imported"));
    }

    [Test]
    public void A_statement_of_a_day_to_come_is_refused() => Assert.That(
        () => Read(File(Statement("S1", 0, "", 0, on: Day.AddDays(3)))),
        Throws.InvalidOperationException.With.Message.Contains("which has not come"));

    [Test]
    public void A_statement_that_closes_before_it_opens_is_refused()
    {
        var wrong = Good.Replace(
            "<Dt>2026-11-20</Dt></Dt></Bal>\n<Bal>", "<Dt>2026-11-21</Dt></Dt></Bal>\n<Bal>", StringComparison.Ordinal);

        Assert.That(
            () => Read(wrong), Throws.InvalidOperationException.With.Message.Contains("before it opens on 2026-11-21"));
    }

    [Test]
    public void What_is_pending_is_shown_and_in_no_sum()
    {
        var statement = Read(File(Statement("S1", 1000, Two + Entry(700, "soon", "PDNG"), 1910))).Single();

        Assert.That(statement.Entries, Has.Count.EqualTo(2));
        Assert.That(statement.Pending.Select(entry => entry.Minor), Is.EqualTo((long[])[700]));
    }

    [Test]
    public void A_reversal_has_the_sign_that_stands_there_and_is_known_as_one()
    {
        var back = Entry(-1210, "CZ-2026-000001", more: "<RvslInd>true</RvslInd>");

        var statement = Read(File(Statement("S1", 1210, back, 0))).Single();

        Assert.That(
            (statement.Entries[0].Minor, statement.Entries[0].IsReversal), Is.EqualTo((-1210L, true)));
    }

    [Test]
    public void The_same_file_made_again_is_the_same_statement_and_another_amount_another()
    {
        var again = Good.Replace("01:00:00", "09:30:00", StringComparison.Ordinal)
            .Replace("<Acct>", "<CpyDplctInd>DUPL</CpyDplctInd><Acct>", StringComparison.Ordinal);
        var other = File(Statement("S1", 1000, Entry(1209) + Entry(-299), 1910));

        Assert.That(Read(again)[0].Digest(), Is.EqualTo(Read(Good)[0].Digest()));
        Assert.That(Read(other)[0].Digest(), Is.Not.EqualTo(Read(Good)[0].Digest()));
    }

    private static TestCaseData Of(string what, string from, string to, string says) =>
        new TestCaseData(from, to, says).SetArgDisplayNames(what);
}
