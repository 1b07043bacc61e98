using Charging.TestBed;

namespace Charging.Tests.Commands;

/// <summary>A customer whose card was declined for good pays by hand, and the bank's statement says so.</summary>
[Category("bed")]
[DependsOnFixture(typeof(OrdersTests), AllowFailure = true)]
public class BankTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Chain chain = CommandsChain.Deeds.Chain;

    private WorkerProcess Terminal => chain.Payment[0];

    [OneTimeSetUp]
    public Task TakeOver() => chain.HandOver();

    [TearDown]
    public void KeepLogs() => chain.KeepLogs();

    [Test]
    public async Task A_transfer_for_what_was_given_up_ends_the_debt_once_however_often_the_file_comes()
    {
        var number = await CommandsChain.Deeds.Charged("is-broke", "WaitingToRetry");
        await Terminal.Run("payments", "abandon", number, "--reason", "agreed by telephone");
        await Becomes("select status from invoicing.invoices where invoice_number = @number", number, "uncollected");
        var file = Path.Combine(chain.Folder, "bank.xml");
        await File.WriteAllTextAsync(file, BankStatement.Of("bank-tests", ("1.57", $"Invoice {number}")));

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Terminal.Run("bank", "import", file, "--new-account")));

        await Becomes("select status from invoicing.invoices where invoice_number = @number", number, "paid");
        await Becomes(
            """
            select status from payment.receipts join payment.payments using (invoice_id)
            where  invoice_number = @number and kind = 'receipt-2'
            """,
            number, "sent");
        Assert.That(
            await File.ReadAllTextAsync(Path.Combine(chain.Receipts, $"{number}-receipt-2.eml")),
            Does.Contain("bank transfer"));
        Assert.That(
            await chain.Database.Value<long>(
                "select count(*) from payment.bank_statements where account = 'bank-tests'"),
            Is.EqualTo(1));
        Assert.That(await File.ReadAllTextAsync(Terminal.LogFile), Does.Contain("is here already; nothing changed"));
        Assert.That(
            await chain.Database.Value<long>(
                """
                select sum(
                           case debit_account when 'receivable' then line.amount_minor else -line.amount_minor end
                       )::bigint
                from   payment.book_lines as line join payment.payments using (invoice_id)
                where  invoice_number = @number and 'receivable' in (debit_account, credit_account)
                """,
                new { number }),
            Is.Zero);
    }

    private async Task Becomes(string sql, string number, string value) => await Eventually.Becomes(
        () => chain.Database.Value<string>(sql, new { number }), seen => seen == value, Limit, $"{value} by {sql}");
}
