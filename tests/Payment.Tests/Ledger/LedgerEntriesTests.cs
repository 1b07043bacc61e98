using Charging.TestBed;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Ledger;

[Category("bed")]
public class LedgerEntriesTests
{
    private Database database = null!;

    [OneTimeSetUp]
    public async Task Begin()
    {
        database = await PaymentDatabase.Create();
        await Book(PaymentEntries.Raised(Invoice(), Noon));
    }

    [OneTimeTearDown]
    public async Task End() => await database.DisposeAsync();

    [TestCase("update payment.ledger_entries set amount_minor = 1")]
    [TestCase("delete from payment.ledger_entries")]
    [TestCase("truncate payment.ledger_entries")]
    public async Task What_is_booked_stays_booked(string change)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(() => database.Execute(change));

        Assert.That(refused!.MessageText, Does.Contain("append only").And.Contain("book a contrary entry"));
    }

    [Test]
    public async Task Booking_again_books_nothing()
    {
        var entries = PaymentEntries.Raised(Invoice(), Noon).ToList();

        await Book(entries);
        await Book(PaymentEntries.Raised(Invoice() with { InvoiceId = entries[0].InvoiceId!.Value }, Noon.AddDays(1)));

        Assert.That(
            await database.Rows<LedgerEntry>(
                """
                select entry_id, invoice_id, event, debit_account, credit_account, amount_minor, currency, booked_at,
                       payout_id, bank_key
                from   payment.ledger_entries
                where  invoice_id = @InvoiceId
                """,
                new { entries[0].InvoiceId }),
            Is.EquivalentTo(entries));
    }

    [Test]
    public void An_invoice_without_tax_books_no_tax() =>
        Assert.That(
            PaymentEntries.Raised(Invoice(tax: 0), Noon).Select(entry => entry.CreditAccount),
            Is.EqualTo(new[] { "revenue" }));

    [Test]
    public async Task An_account_that_is_none_is_refused()
    {
        var payment = PaymentState.Begin(Invoice(), Noon);
        var wrong = PaymentEntries.WrittenOff(payment, Euro(1), Noon) with { DebitAccount = "pocket" };

        var refused = await Assert.ThrowsAsync<PostgresException>(() => Book([wrong]));

        Assert.That(refused!.ConstraintName, Is.EqualTo("ledger_accounts_known"));
    }

    private async Task Book(IEnumerable<LedgerEntry> entries)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await LedgerEntries.Book(connection, transaction, [.. entries], default);
        await transaction.CommitAsync();
    }
}
