using Charging.Contracts;
using Charging.TestBed;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Receipts;

public class ReceiptsTests
{
    private Database database = null!;
    private Charging.Payments.Receipts receipts = null!;

    [OneTimeSetUp]
    public async Task Begin()
    {
        database = await PaymentDatabase.Create();
        receipts = new Charging.Payments.Receipts(database.Source);
    }

    [OneTimeTearDown]
    public async Task End() => await database.DisposeAsync();

    [Test]
    public async Task The_first_mail_about_an_invoice_stays()
    {
        var first = Mail(Guid.NewGuid(), 1);
        await receipts.AddOnce(first, default);

        var again = await receipts.AddOnce(Mail(first.InvoiceId, 2), default);

        Assert.That(again.Mail, Is.EqualTo(first.Mail));
        Assert.That(again.SentAt, Is.Null);
    }

    [Test]
    public async Task All_rivals_get_the_same_mail()
    {
        var invoiceId = Guid.NewGuid();

        var stored = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(i => receipts.AddOnce(Mail(invoiceId, (byte)i), default)));

        Assert.That(stored.Select(receipt => receipt.Mail[0]).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_receipt_and_bad_news_about_one_invoice_are_two_mails()
    {
        var receipt = Mail(Guid.NewGuid(), 1);

        await receipts.AddOnce(receipt, default);
        var news = await receipts.AddOnce(receipt with { Kind = ReceiptKind.NotCollected, Mail = [2] }, default);

        Assert.That(news.Mail, Is.EqualTo(new byte[] { 2 }));
    }

    [Test]
    public async Task The_first_time_it_left_counts()
    {
        var receipt = await receipts.AddOnce(Mail(Guid.NewGuid(), 1), default);

        var sent = await receipts.MarkSent(receipt, Noon, default);
        var again = await receipts.MarkSent(receipt, Noon.AddDays(1), default);

        Assert.That((sent.SentAt, again.SentAt), Is.EqualTo(((DateTime?)Noon, (DateTime?)Noon)));
        Assert.That((await receipts.AddOnce(receipt, default)).SentAt, Is.EqualTo(Noon));
    }

    private static Receipt Mail(Guid invoiceId, byte content) =>
        new(invoiceId, ReceiptKind.Receipt, $"{invoiceId}@x.example", "x.eml", [content], [0], Noon, null);
}
