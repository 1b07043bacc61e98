using Charging.Payments.Tests.Collecting;
using Charging.TestBed;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Banking;

/// <summary>Money comes to the bank while its customer has the gateway's page open: one of both pays.</summary>
[Category("bed")]
public class TransferBesidePageTests : OnScriptedGateway
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private Bank bank = null!;

    private string Key => $"checkout:{invoice.InvoiceId}:1";

    [SetUp]
    public async Task Open()
    {
        bank = new Bank(database);
        await Become("AwaitingCustomer", GatewayAnswer.Declined.By("expired_card"));
        var begun = (await worker.Pages.Begin(invoice.InvoiceId, false, TimeSpan.FromMinutes(30), default))!;
        var page = (GatewayAnswer.PageOpen)await gateway.OpenPage(begun.ToRequest(), default);
        await worker.Checkouts.Open(begun with { Reference = page.Reference, Url = page.Url }, default);
    }

    [TearDown]
    public Task Agree() => bank.BooksAgree();

    [Test]
    public async Task The_page_is_ended_before_the_transfer_is_taken()
    {
        await Transfer(1210);

        await worker.Becomes(invoice, "Captured");
        Assert.That((await worker.Told<PaymentCaptured>(invoice)).MethodBrand, Is.EqualTo(PaymentCaptured.Transfer));
        Assert.That(gateway.Pages[Key], Is.TypeOf<GatewayAnswer.PageExpired>());
        Assert.That(await Page(), Is.EqualTo("closed"));
        Assert.That(await bank.Left(), Is.Empty);
    }

    [Test]
    public async Task What_does_not_pay_it_leaves_the_page_to_the_customer()
    {
        await Transfer(1209);

        Assert.That(gateway.Pages[Key], Is.TypeOf<GatewayAnswer.PageOpen>());
        Assert.That(await Page(), Is.EqualTo("open"));
        Assert.That(await State(), Is.EqualTo("AwaitingCustomer"));
    }

    [Test]
    public async Task While_the_gateway_does_not_say_that_the_page_has_ended_the_transfer_waits()
    {
        gateway.Pages[Key] = new GatewayAnswer.Unknown("silence") { IsStored = true };
        gateway.Expires = before => before;

        await Transfer(1210);

        Assert.That(await State(), Is.EqualTo("AwaitingCustomer"));
        Assert.That(await Page(), Is.EqualTo("open"));
        Assert.That((await bank.Left()).Single().Why(), Does.EndWith("offered to it again and again"));
    }

    [Test]
    public async Task What_was_paid_on_the_page_in_that_moment_is_paid_there_and_the_transfer_stays_in_suspense()
    {
        gateway.Pages[Key] = new GatewayAnswer.PagePaid("pi_page", Card("cus_1/pm_1") with { LastFour = "1881" });

        await Transfer(1210);
        await worker.Deliver(new LookDue { InvoiceId = invoice.InvoiceId, AttemptNo = 0, CheckoutNo = 1 });

        await worker.Becomes(invoice, "Captured");
        Assert.That((await worker.Told<PaymentCaptured>(invoice)).GatewayReference, Is.EqualTo("pi_page"));
        Assert.That((await bank.Left()).Single().Why(), Does.EndWith("is paid already"));
    }

    /// <summary>Until its payment has looked at it.</summary>
    private async Task Transfer(long minor)
    {
        await bank.Import((minor, invoice.Number));
        await worker.Deliver(new TransferArrived
        {
            InvoiceId = invoice.InvoiceId,
            EntryId = await database.Value<Guid>("select entry_id from payment.bank_entries"),
        });
        await Eventually.Holds(async () => await worker.Bus.Consumed.Any<TransferArrived>(), Soon, "offered");
    }

    private Task<string> Page() => database.Value<string>(
        "select status from payment.checkouts where invoice_id = @InvoiceId", new { invoice.InvoiceId });
}
