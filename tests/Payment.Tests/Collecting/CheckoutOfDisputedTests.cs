using Charging.TestBed;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

/// <summary>What went back for good may be paid on a page, and what comes again after all may not.</summary>
[Category("bed")]
public class CheckoutOfDisputedTests : OnScriptedGateway
{
    private string Key => $"checkout:{invoice.InvoiceId}:1";

    [Test]
    public async Task What_was_lost_in_a_dispute_is_paid_on_it()
    {
        await Reversed();
        await Open();
        gateway.Pages[Key] = new GatewayAnswer.PagePaid("pi_page", Card("pm_1"));

        await worker.Deliver(new LookDue { InvoiceId = invoice.InvoiceId, AttemptNo = 0, CheckoutNo = 1 });

        await worker.Becomes(invoice, "Captured");
        await BooksAre(clearing: 1210, receivable: 0);
        Assert.That(gateway.Captures, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Once_the_dispute_is_won_after_all_nobody_can_pay_on_it()
    {
        await Reversed();
        await Open();

        await worker.Deliver(Report(ReturnReported.DisputeWon, day: 2));

        await worker.Becomes(invoice, "Captured");
        Assert.That(gateway.Pages[Key], Is.TypeOf<GatewayAnswer.PageExpired>());
        await BooksAre(clearing: 1210, receivable: 0);
    }

    [Test]
    public async Task Where_the_gateway_was_silent_then_it_is_ended_later()
    {
        await Reversed();
        await Open();
        gateway.Expires = _ => new GatewayAnswer.Unknown("silence") { IsStored = true };
        await worker.Deliver(Report(ReturnReported.DisputeWon, day: 2));
        await worker.Becomes(invoice, "Captured");
        Assert.That((await worker.Payments.Find(invoice.InvoiceId, default))!.CheckoutNo, Is.EqualTo(1));

        gateway.Expires = _ => new GatewayAnswer.PageExpired();
        await worker.Deliver(new LookDue { InvoiceId = invoice.InvoiceId, AttemptNo = 0, CheckoutNo = 1 });

        await Eventually.Holds(
            async () => (await worker.Payments.Find(invoice.InvoiceId, default))!.CheckoutNo is null,
            TimeSpan.FromSeconds(30), "the page ended");
        Assert.That(await State(), Is.EqualTo("Captured"));
    }

    private async Task Reversed()
    {
        await Become("Captured", new GatewayAnswer.Captured("pay_1"));
        await worker.Deliver(Report(ReturnReported.DisputeLost, day: 1));
        await worker.Becomes(invoice, "Reversed");
        await BooksAre(clearing: 0, receivable: 1210);
    }

    private async Task Open()
    {
        var begun = (await worker.Pages.Begin(invoice.InvoiceId, false, TimeSpan.FromMinutes(30), default))!;
        var page = (GatewayAnswer.PageOpen)await gateway.OpenPage(begun.ToRequest(), default);
        await worker.Checkouts.Open(begun with { Reference = page.Reference, Url = page.Url }, default);
    }

    private ReturnReported Report(string reason, int day) => new()
    {
        InvoiceId = invoice.InvoiceId, Reason = reason, GatewayReference = "dp_1", Amount = invoice.Total,
        At = Noon.AddDays(day),
    };

    private async Task BooksAre(long clearing, long receivable) => await Eventually.Becomes(
        async () => (await database.Balance("gateway_clearing"), await database.Balance("receivable")),
        seen => seen == (clearing, receivable), TimeSpan.FromSeconds(30),
        $"{clearing} at the gateway, {receivable} owed");
}
