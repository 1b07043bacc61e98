using Charging.TestBed;

namespace Charging.Invoicing.Tests;

[Category("bed")]
public class SettlementTests
{
    private Database database = null!;
    private Invoices invoices = null!;
    private InvoiceCreated invoice = null!;

    [OneTimeSetUp]
    public async Task A_database_of_its_own()
    {
        database = await Database.Create(typeof(Invoices).Assembly);
        invoices = new Invoices(database.Source);
    }

    [OneTimeTearDown]
    public async Task Dropped_again() => await database.DisposeAsync();

    [SetUp]
    public async Task An_invoice_that_is_issued() =>
        invoice = (await invoices.AddOnce(Sample.Invoice(Guid.NewGuid().ToString()), default)).Document;

    [Test]
    public async Task An_invoice_is_paid_once()
    {
        var first = await invoices.Settle(Paid(), default);
        var again = await invoices.Settle(Paid() with { SettledAt = Sample.CreatedAt.AddDays(1) }, default);

        var row = await Row();
        Assert.That((first, again), Is.EqualTo((true, false)));
        Assert.That((row.Status, row.SettledAt), Is.EqualTo(("paid", (DateTime?)Sample.CreatedAt.AddSeconds(1))));
        Assert.That(row.Paid, Is.EqualTo(Sample.Payment(invoice)));
    }

    [Test]
    public async Task The_document_of_what_is_paid_lies_as_it_was_issued()
    {
        var usage = Sample.Invoice(Guid.NewGuid().ToString()).Usage with
        {
            Attributes = new Dictionary<string, string> { ["note"] = new string('x', 1_000) },
        };
        invoice = (await invoices.AddOnce(Sample.Invoice(usage, Sample.Customer()), default)).Document;

        await invoices.Settle(Paid(), default);

        Assert.That(
            await database.Value<string>("""
                select format('%s, more than 2 kB: %s', coalesce(pg_column_compression(document), 'plain'),
                              pg_column_size(document) + pg_column_size(payment) > 2048)
                from   invoicing.invoices where invoice_id = @InvoiceId
                """, new { invoice.InvoiceId }),
            Is.EqualTo("plain, more than 2 kB: t"));
    }

    [Test]
    public async Task What_was_given_up_may_still_be_paid()
    {
        Assert.That(await invoices.Settle(GivenUp(), default), Is.True);
        Assert.That((await Row()).Status, Is.EqualTo("uncollected"));
        Assert.That(await invoices.Settle(Paid(), default), Is.True);
        Assert.That((await Row()).Status, Is.EqualTo("paid"));
    }

    [Test]
    public async Task What_is_paid_is_never_given_up()
    {
        await invoices.Settle(Paid(), default);

        Assert.That(await invoices.Settle(GivenUp(), default), Is.False);
        Assert.That((await Row()).Status, Is.EqualTo("paid"));
    }

    [Test]
    public async Task Both_told_at_once_is_paid()
    {
        await Task.WhenAll(
            Enumerable.Range(0, 50).Select(i => invoices.Settle(i % 2 == 0 ? GivenUp() : Paid(), default)));

        Assert.That((await Row()).Status, Is.EqualTo("paid"));
    }

    [Test]
    public async Task What_went_back_is_owed_again_and_the_reversal_is_kept()
    {
        await invoices.Settle(Paid(), default);

        Assert.That(await invoices.Settle(WentBack(), default), Is.True);
        Assert.That(await invoices.Settle(WentBack(), default), Is.False);

        var row = await Row();
        Assert.That((row.Status, row.SettledAt), Is.EqualTo(("issued", (DateTime?)null)));
        Assert.That(row.Paid, Is.Null);
        Assert.That(await Reversal(), Is.EqualTo("dp_1"));
    }

    [Test]
    public async Task What_went_back_is_not_paid_by_what_was_captured_before()
    {
        await Task.WhenAll(
            Enumerable.Range(0, 50).Select(i => invoices.Settle(i % 2 == 0 ? WentBack() : Paid(), default)));

        Assert.That((await Row()).Status, Is.EqualTo("issued"));
        Assert.That(await invoices.Settle(Paid(), default), Is.False);
        Assert.That(await Reversal(), Is.EqualTo("dp_1"));
    }

    [Test]
    public async Task A_payment_of_an_unknown_invoice_says_so_and_its_neighbours_are_settled()
    {
        var unknown = Paid() with { InvoiceId = Guid.NewGuid(), InvoiceNumber = "XX-1999-000001" };

        var settling = invoices.Settle(unknown, default);
        await invoices.Settle(Paid(), default);

        Assert.That(async () => await settling,
            Throws.InvalidOperationException.With.Message.StartsWith("No invoice XX-1999-000001"));
        Assert.That((await Row()).Status, Is.EqualTo("paid"));
    }

    [Test]
    public async Task An_invoice_is_found_by_its_number_as_it_was_issued()
    {
        var row = await Row();

        Assert.That((row.Status, row.SettledAt), Is.EqualTo(("issued", (DateTime?)null)));
        Assert.That(row.Paid, Is.Null);
        Assert.That(row.Invoice.InvoiceId, Is.EqualTo(invoice.InvoiceId));
        Assert.That(row.Invoice.Lines, Is.EqualTo(invoice.Lines));
    }

    [Test]
    public async Task What_was_told_last_holds_in_whatever_order_it_is_heard()
    {
        Settlement[] told =
            [Paid(), WentBack(), PaidAs(3), WentBack() with { No = 4 }, GivenUp() with { No = 5 }, PaidAs(6)];
        foreach (var order in Enumerable.Range(0, 20).Select(seed => new Random(seed)))
        {
            await database.Execute("update invoicing.invoices set status = 'issued', settled_at = null, " +
                "payment = null, reversal = null, settled_no = 0");
            order.Shuffle(told);
            foreach (var settlement in told) await invoices.Settle(settlement, default);

            Assert.That((await Row()).Status, Is.EqualTo("paid"), string.Join(' ', told.Select(one => one.No)));
            Assert.That(await Reversal(), Is.Null);
        }
    }

    [Test]
    public async Task What_went_back_and_is_given_up_is_uncollected_and_may_be_paid_after_all()
    {
        await invoices.Settle(WentBack(), default);
        await invoices.Settle(GivenUp() with { No = 3 }, default);
        Assert.That((await Row()).Status, Is.EqualTo("uncollected"));

        await invoices.Settle(PaidAs(4), default);

        Assert.That((await Row()).Status, Is.EqualTo("paid"));
    }

    [Test]
    public async Task What_a_worker_of_before_settled_without_a_number_stands_as_it_would_with_one()
    {
        await invoices.Settle(Paid(), default);
        await database.Execute("update invoicing.invoices set settled_no = 0");
        Assert.That(await invoices.Settle(GivenUp(), default), Is.False);

        await invoices.Settle(WentBack(), default);
        await database.Execute("update invoicing.invoices set settled_no = 0");
        Assert.That(await invoices.Settle(Paid(), default), Is.False);
        Assert.That(await invoices.Settle(PaidAs(3), default), Is.True);
    }

    private Settlement PaidAs(int number) => Settlement.By(Sample.Payment(invoice) with { ToldNo = number });

    private Settlement Paid() => Settlement.By(Sample.Payment(invoice));

    private Settlement WentBack() => Settlement.By(new PaymentReversed
    {
        InvoiceId = invoice.InvoiceId,
        InvoiceNumber = invoice.Number,
        Source = invoice.Source,
        SessionId = invoice.SessionId,
        CustomerId = invoice.CustomerId,
        Amount = invoice.Total,
        Reason = "disputed",
        GatewayReference = "dp_1",
        ReversedAt = Sample.CreatedAt.AddDays(60),
    });

    private Task<string> Reversal() => database.Value<string>(
        "select reversal ->> 'gatewayReference' from invoicing.invoices where invoice_id = @InvoiceId",
        new { invoice.InvoiceId });

    private Settlement GivenUp() =>
        new(invoice.InvoiceId, invoice.Number, InvoiceStatus.Uncollected, Sample.CreatedAt.AddDays(16), null, No: 1);

    private async Task<InvoiceRow> Row() => (await invoices.Find(invoice.Number, default))!;
}
