using static Charging.Payments.Tests.Statements.Camt;

namespace Charging.Payments.Tests.Banking;

[Category("bed")]
public class ImportTests : OnDatabase
{
    private Bank bank = null!;

    [SetUp]
    public void Begin() => bank = new Bank(database);

    [TearDown]
    public Task Agree() => bank.BooksAgree();

    [Test]
    public async Task What_nobody_knows_comes_into_suspense_and_the_first_balance_is_taken_as_given()
    {
        var import = await bank.Import(File(Statement("S1", 5000, Entry(1210, "hello") + Entry(-300), 5910)));

        Assert.That((import.IsNew, import.IsFirst), Is.EqualTo((true, true)));
        Assert.That(
            (await database.Balance("bank"), await database.Balance("suspense"), await database.Balance("elsewhere")),
            Is.EqualTo((5910L, -910L, -5000L)));
        Assert.That((await bank.Left()).Select(entry => entry.LeftMinor), Is.EquivalentTo((long[])[1210, -300]));
    }

    [Test]
    public async Task The_same_statement_again_changes_nothing()
    {
        var xml = bank.Next((1210, "hello"));
        await bank.Import(xml);

        var again = await bank.Import(
            xml.Replace("01:00:00", "09:00:00", StringComparison.Ordinal), isNewAccount: false);

        Assert.That(again.IsNew, Is.False);
        Assert.That(await Count("ledger_entries"), Is.EqualTo(1));
    }

    [Test]
    public async Task Another_statement_under_the_same_id_is_refused()
    {
        await bank.Import(bank.Next((1210, "hello")));

        await Refused(
            File(Statement("S1", 0, Entry(1211, "hello"), 1211)), "imported", "with other contents", "12.11 EUR");
    }

    [Test]
    public async Task An_account_that_nobody_has_named_is_refused()
    {
        Assert.That(
            async () => await bank.Import(bank.Next((1, "hello")), isNewAccount: false),
            Throws.InvalidOperationException.With.Message.Contains("--new-account").And.Message.Contains(Iban));

        Assert.That(await Count("bank_accounts"), Is.Zero);
        _ = bank.Next((-1, ""));
    }

    [Test]
    public async Task One_that_does_not_open_where_the_last_has_closed_is_refused()
    {
        await bank.Import((1210, "hello"));
        var between = bank.Next((100, "second"));
        var third = bank.Next((200, "third"));

        await Refused(third, "opens with 13.10 EUR", "closed with 12.10 EUR", "is missing");
        await bank.Import(between);
        Assert.That((await bank.Import(third)).IsNew, Is.True);
    }

    [Test]
    public async Task One_that_closes_before_the_last_did_is_refused()
    {
        await bank.Import((0, ""));

        await Refused(File(Statement("S0", 0, "", 0, on: Day.AddDays(-1))), "closes on 2026-11-19");
    }

    [Test]
    public async Task Of_a_file_all_statements_are_imported_or_none()
    {
        var good = Statement("S1", 0, Entry(100), 100);

        await Refused(File(good, Statement("S2", 101, "", 101)), "statement S2 opens with 1.01 EUR");

        Assert.That(await Count("bank_statements"), Is.Zero);
        var both = await bank.Imports.Import(
            Read(File(good, Statement("S2", 100, Entry(-40), 60))), "bank.xml", true, default);
        Assert.That(both.Select(one => (one.IsNew, one.IsFirst)), Is.EqualTo(new[] { (true, true), (true, false) }));
    }

    [Test]
    public async Task Accounts_are_continued_each_by_itself()
    {
        const string other = "CZ9455000000001011038930";
        await bank.Import((100, "one"));

        await bank.Import(File(Statement("S1", 7000, Entry(5), 7005, account: other)));
        await bank.Import((50, "more"));

        Assert.That(await database.Balance("bank"), Is.EqualTo(7155));
    }

    [Test]
    public async Task Imported_by_many_at_once_it_is_imported_once()
    {
        var xml = bank.Next((1210, "hello"), (-5, "fee"));

        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => bank.Import(xml)));

        Assert.That(all.Count(one => one.IsNew), Is.EqualTo(1));
        Assert.That((await Count("bank_entries"), await Count("ledger_entries")), Is.EqualTo((2L, 2L)));
    }

    [TestCase("INSERT bank_statements")]
    [TestCase("INSERT bank_entries")]
    [TestCase("INSERT ledger_entries")]
    [TestCase("UPDATE bank_accounts")]
    public async Task Cut_off_wherever_it_is_nothing_is_imported_and_then_all(string at)
    {
        await database.LetCrash("bank_statements", "bank_entries", "ledger_entries", "bank_accounts");
        var xml = bank.Next((1210, "hello"));
        await database.Execute("insert into payment.crashes values (@at)", new { at });

        Assert.That(async () => await bank.Import(xml), Throws.InstanceOf<PostgresException>());
        Assert.That(
            await Count("bank_accounts") + await Count("bank_statements") + await Count("bank_entries"), Is.Zero);

        await database.Execute("delete from payment.crashes");
        Assert.That((await bank.Import(xml)).IsNew, Is.True);
    }

    [Test]
    public async Task A_card_number_that_a_customer_has_written_is_not_kept()
    {
        await bank.Import((1210, "my card 4242 4242 4242 4242"));

        Assert.That((await bank.Left()).Single().Texts, Does.Not.Contain("4242 4242 4242").And.Contain("4242"));
    }

    private async Task Refused(string xml, params string[] says)
    {
        var before = await Count("ledger_entries");
        var refusal = (await Assert.CatchAsync<InvalidOperationException>(async () => await bank.Import(xml)))!;

        foreach (var words in says) Assert.That(refusal.Message, Does.Contain(words));
        Assert.That(refusal.Message, Does.Contain("Nothing was imported"));
        Assert.That(await Count("ledger_entries"), Is.EqualTo(before));
    }

    private Task<long> Count(string table) => database.Value<long>($"select count(*) from payment.{table}");
}
