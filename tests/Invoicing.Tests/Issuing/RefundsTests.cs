using Charging.TestBed;

namespace Charging.Invoicing.Tests;

[Category("bed")]
public class RefundsTests
{
    private Database database = null!;
    private Invoices invoices = null!;
    private Refunds refunds = null!;
    private InvoiceCreated invoice = null!;

    [OneTimeSetUp]
    public async Task A_database_of_its_own()
    {
        database = await Database.Create();
        await database.Migrate(typeof(Invoices).Assembly);
        invoices = new Invoices(database.Source);
        refunds = new Refunds(database.Source);
    }

    [OneTimeTearDown]
    public async Task Dropped_again() => await database.DisposeAsync();

    [SetUp]
    public async Task An_invoice_that_is_paid()
    {
        invoice = (await invoices.AddOnce(Sample.Invoice(Guid.NewGuid().ToString()), default)).Document;
        await invoices.Settle(Settlement.By(Sample.Payment(invoice)), default);
    }

    [Test]
    public async Task What_was_given_back_stands_beside_the_invoice_which_stays_paid()
    {
        await refunds.Keep(Refund.By(Refunded(100)), default);
        await refunds.Keep(Refund.By(Refunded(50)), default);

        var row = await Row();
        Assert.That((row.RefundedMinor, row.Status), Is.EqualTo((150, "paid")));
        Assert.That(row.Paid, Is.EqualTo(Sample.Payment(invoice)));
    }

    [Test]
    public async Task A_refund_told_by_many_at_once_counts_once()
    {
        var told = Refunded(100);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => refunds.Keep(Refund.By(told), default)));

        Assert.That((await Row()).RefundedMinor, Is.EqualTo(100));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_refund_that_failed_does_not_count_in_whatever_order_the_two_are_told(bool isRefundedFirst)
    {
        var told = Refunded(100);
        var failed = new PaymentRefundFailed
        {
            InvoiceId = invoice.InvoiceId,
            InvoiceNumber = invoice.Number,
            Source = invoice.Source,
            SessionId = invoice.SessionId,
            CustomerId = invoice.CustomerId,
            RefundId = told.RefundId,
            Amount = told.Amount,
            GatewayReference = told.GatewayReference,
            FailedAt = told.RefundedAt.AddDays(2),
        };

        if (isRefundedFirst) await refunds.Keep(Refund.By(told), default);
        await refunds.Keep(Refund.By(failed), default);
        await refunds.Keep(Refund.By(told), default);

        Assert.That((await Row()).RefundedMinor, Is.Zero);
    }

    [Test]
    public void A_refund_of_an_invoice_that_is_not_there_says_so() =>
        Assert.That(
            () => refunds.Keep(Refund.By(Refunded(1) with { InvoiceId = Guid.NewGuid() }), default),
            Throws.InvalidOperationException.With.Message.StartsWith($"No invoice {invoice.Number}"));

    [Test]
    public void What_was_drawn_twice_is_not_given_back_of_the_invoice()
    {
        Assert.That(Refund.IsOfInvoice(Refunded(1)), Is.True);
        Assert.That(Refund.IsOfInvoice(Refunded(1) with { Reason = PaymentRefunded.DrawnTwice }), Is.False);
    }

    private PaymentRefunded Refunded(long minor) => new()
    {
        InvoiceId = invoice.InvoiceId,
        InvoiceNumber = invoice.Number,
        Source = invoice.Source,
        SessionId = invoice.SessionId,
        CustomerId = invoice.CustomerId,
        RefundId = Guid.NewGuid(),
        Amount = invoice.Total with { Minor = minor },
        Reason = "The line broke off.",
        GatewayReference = "re_1",
        RefundedAt = Sample.CreatedAt.AddDays(1),
    };

    private async Task<InvoiceRow> Row() => (await invoices.Find(invoice.Number, default))!;
}
