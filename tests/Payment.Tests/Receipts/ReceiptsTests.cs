using Charging.TestBed;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Receipts;

[Category("bed")]
public class ReceiptsTests
{
    private Database database = null!;
    private Charging.Payments.Receipts.Receipts receipts = null!;

    [OneTimeSetUp]
    public async Task Begin()
    {
        database = await PaymentDatabase.Create();
        receipts = new Charging.Payments.Receipts.Receipts(database.Source);
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
        var news = await receipts.AddOnce(receipt with { Kind = MailKind.NotCollected, Mail = [2] }, default);

        Assert.That(news.Mail, Is.EqualTo(new byte[] { 2 }));
    }

    [Test]
    public async Task The_first_time_it_left_counts()
    {
        var receipt = await receipts.AddOnce(Mail(Guid.NewGuid(), 1), default);

        var sent = await receipts.Keep(receipt.After(new MailAnswer.Accepted(), Noon), default);
        var again = await receipts.Keep(receipt.After(new MailAnswer.Accepted(), Noon.AddDays(1)), default);

        Assert.That((sent.SentAt, again.SentAt), Is.EqualTo(((DateTime?)Noon, (DateTime?)Noon)));
        Assert.That((await receipts.AddOnce(receipt, default)).SentAt, Is.EqualTo(Noon));
    }

    [Test]
    public async Task A_mail_that_was_put_off_is_taken_when_it_is_due_and_by_one_only()
    {
        var receipt = await receipts.AddOnce(Mail(Guid.NewGuid(), 1), default);
        var later = await receipts.Keep(receipt.After(new MailAnswer.Later("452 full"), Noon), default);
        var (due, lease) = (later.DueAt!.Value, later.DueAt!.Value.AddMinutes(10));

        var early = await receipts.TakeDue(due.AddMilliseconds(-1), lease, 100, default);
        var rounds = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => receipts.TakeDue(due, lease, 100, default)));
        var afterALostRound = await receipts.TakeDue(lease, lease.AddHours(1), 100, default);

        Assert.That(early.Select(x => x.InvoiceId), Has.None.EqualTo(receipt.InvoiceId));
        Assert.That(rounds.SelectMany(x => x).Count(x => x.InvoiceId == receipt.InvoiceId), Is.EqualTo(1));
        var taken = afterALostRound.Single(x => x.InvoiceId == receipt.InvoiceId);
        Assert.That((taken.Tries, taken.Answer, taken.Status), Is.EqualTo((1, "452 full", ReceiptStatus.Made)));
        Assert.That(taken.Mail, Is.EqualTo(receipt.Mail));
    }

    [Test]
    public async Task What_is_undeliverable_waits_for_a_person_who_has_it_sent_again()
    {
        var mail = Mail(Guid.NewGuid(), 1);
        var receipt = await receipts.AddOnce(mail, default);
        await receipts.Keep(receipt.After(new MailAnswer.Refused("550 nobody"), Noon), default);
        var listed = await receipts.List(ReceiptStatus.Undeliverable, mail.InvoiceId, 10, default);
        var before = await receipts.TakeDue(Noon.AddYears(1), Noon.AddYears(2), 100, default);

        var count = await receipts.Resend(mail.InvoiceId, Noon, default);

        Assert.That(listed.Select(one => one.Answer), Is.EqualTo(new[] { "550 nobody" }));
        Assert.That(before.Select(one => one.InvoiceId), Has.None.EqualTo(mail.InvoiceId));
        Assert.That(count, Is.EqualTo(1));
        var due = await receipts.TakeDue(Noon, Noon.AddMinutes(10), 100, default);
        Assert.That(due.Select(one => (one.InvoiceId, one.MailId)), Has.Some.EqualTo((mail.InvoiceId, mail.MailId)));
    }

    [Test]
    public async Task Without_an_invoice_all_that_are_undeliverable_are_sent_again_and_nothing_else()
    {
        var (refused, sent) = (Mail(Guid.NewGuid(), 1), Mail(Guid.NewGuid(), 2));
        foreach (var (mail, answer) in new (Receipt, MailAnswer)[]
            { (refused, new MailAnswer.Refused("550 nobody")), (sent, new MailAnswer.Accepted()) })
            await receipts.Keep((await receipts.AddOnce(mail, default)).After(answer, Noon), default);

        await receipts.Resend(null, Noon, default);

        Assert.That(await receipts.List(ReceiptStatus.Undeliverable, null, 10, default), Is.Empty);
        Assert.That((await receipts.Find(refused.Key, default))!.DueAt, Is.EqualTo(Noon));
        Assert.That((await receipts.Find(sent.Key, default))!.Status, Is.EqualTo(ReceiptStatus.Sent));
    }

    [Test]
    public async Task Each_refund_of_an_invoice_has_a_mail_of_its_own()
    {
        var mail = Mail(Guid.NewGuid(), 1) with { Kind = MailKind.Refund, Number = 1 };
        var other = mail with { Number = 2, Mail = [2] };

        await receipts.AddOnce(mail, default);
        await receipts.AddOnce(other, default);
        await receipts.Keep(mail.After(new MailAnswer.Accepted(), Noon), default);

        Assert.That((await receipts.Find(mail.Key, default))!.Status, Is.EqualTo(ReceiptStatus.Sent));
        Assert.That((await receipts.Find(other.Key, default))!.Status, Is.EqualTo(ReceiptStatus.Made));
        Assert.That((await receipts.AddOnce(other with { Mail = [3] }, default)).Mail, Is.EqualTo(new byte[] { 2 }));
    }

    [Test]
    public async Task A_mail_is_kept_packed_and_is_read_as_it_was()
    {
        var mail = Mail(Guid.NewGuid(), 1) with { Mail = [.. Enumerable.Repeat((byte)'x', 60_000)] };

        await receipts.AddOnce(mail, default);

        Assert.That((await receipts.Find(mail.Key, default))!.Mail, Is.EqualTo(mail.Mail));
        Assert.That(
            await database.Value<int>($"select octet_length(packed) from payment.receipts where {Of(mail)}"),
            Is.LessThan(1_000));
        Assert.That(
            await database.Value<bool>(
                $"select mail is null and dictionary = 1 from payment.receipts where {Of(mail)}"),
            Is.True);
    }

    [Test]
    public async Task A_mail_that_an_earlier_version_kept_as_it_is_is_read_and_sent_as_ever()
    {
        var mail = Mail(Guid.NewGuid(), 7);
        await database.Execute(
            "insert into payment.receipts " +
            "(invoice_id, kind, mail_id, file_name, mail, sha256, status, made_at, due_at) " +
            $"values ('{mail.InvoiceId}', 'receipt', '{mail.MailId}', '{mail.FileName}', '\\x07', '\\x00', 'made', " +
            "'2026-11-20 12:00Z', '2026-11-20 12:00Z')");

        var due = await receipts.TakeDue(Noon, Noon.AddMinutes(10), 100, default);

        Assert.That(due.Single(one => one.InvoiceId == mail.InvoiceId).Mail, Is.EqualTo(mail.Mail));
        Assert.That((await receipts.AddOnce(mail with { Mail = [8] }, default)).Mail, Is.EqualTo(mail.Mail));
    }

    [TestCase("mail = '\\x01'", "in both ways")]
    [TestCase("packed = null", "in none")]
    [TestCase("dictionary = null", "by nobody knows what")]
    public async Task No_mail_is_kept_otherwise(string change, string how)
    {
        var mail = Mail(Guid.NewGuid(), 1);
        await receipts.AddOnce(mail, default);

        Assert.That(
            () => database.Execute($"update payment.receipts set {change} where {Of(mail)}"),
            Throws.InstanceOf<PostgresException>().With.Message.Contains("receipts_kept_in_one_way"), how);
    }

    private static string Of(Receipt mail) => $"invoice_id = '{mail.InvoiceId}'";

    private static Receipt Mail(Guid invoiceId, byte content) => new(
        invoiceId, MailKind.Receipt, $"{invoiceId}@x.example", $"{invoiceId:N}.eml", [content], [0], Noon);
}
