using System.Net;
using Stripe;
using Stripe.Checkout;
using CheckoutSession = Stripe.Checkout.Session;

namespace Charging.Sandbox.Tests.Answering;

public sealed class SessionEndpointsTests : OnSandbox
{
    private SessionService Sessions => new(new StripeClient(new StripeClientOptions
    {
        ApiKey = SandboxHost.ApiKey, ApiBase = $"{sandbox.Address}".TrimEnd('/'),
    }));

    [Test]
    public async Task What_is_paid_on_a_page_is_captured_with_its_metadata_and_the_page_is_complete()
    {
        var session = await Sessions.CreateAsync(Page());
        Assert.That((session.Status, session.PaymentStatus, session.AmountTotal), Is.EqualTo(("open", "unpaid", 1210)));

        Assert.That(await Pay(session, "pm_declined_do_not_honor"), Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Find(session)).Status, Is.EqualTo("open"));
        Assert.That(await Pay(session, "pm_ok"), Is.EqualTo(HttpStatusCode.SeeOther));

        var paid = await Find(session);
        Assert.That(
            (paid.Status, paid.Url, paid.PaymentIntent.Status, paid.PaymentIntent.AmountReceived),
            Is.EqualTo(("complete", (string?)null, "succeeded", 1210)));
        Assert.That(
            (paid.PaymentIntent.Metadata["invoice_id"], paid.PaymentIntent.PaymentMethod.Card.Last4),
            Is.EqualTo(("7", "4242")));
        Assert.That(await Pay(session, "pm_ok"), Is.EqualTo(HttpStatusCode.OK), "and not twice");
        Assert.That(await sandbox.Entries(EntryKind.Captured), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task On_a_page_that_was_ended_nothing_is_paid_and_one_that_was_paid_is_not_ended()
    {
        var (ended, paid) = (await Sessions.CreateAsync(Page()), await Sessions.CreateAsync(Page()));
        await Sessions.ExpireAsync(ended.Id);
        await Pay(paid, "pm_ok");

        Assert.That((await Find(ended)).Status, Is.EqualTo("expired"));
        Assert.That(await Pay(ended, "pm_ok"), Is.EqualTo(HttpStatusCode.OK));
        foreach (var closed in new[] { ended, paid })
        {
            var refusal = await Assert.ThrowsAsync<StripeException>(() => Sessions.ExpireAsync(closed.Id));
            Assert.That(refusal.StripeError.Type, Is.EqualTo("invalid_request_error"));
        }

        Assert.That(await sandbox.Entries(EntryKind.Captured), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task One_that_has_had_its_time_is_expired()
    {
        var session = await Sessions.CreateAsync(Page());

        await sandbox.Http.PostAsync(
            new Uri(sandbox.Address, "/sandbox/clock"), new StringContent("""{"advance":"PT2H"}"""));

        Assert.That((await Find(session)).Status, Is.EqualTo("expired"));
        Assert.That(await Pay(session, "pm_ok"), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await sandbox.Entries(EntryKind.Captured), Is.Empty);
    }

    [Test]
    public async Task Under_one_key_it_is_one_page_also_after_a_restart()
    {
        var page = Page();
        var first = await Sessions.CreateAsync(page, SandboxHost.Under("checkout:7:1"));

        await sandbox.Restart();

        Assert.That((await Sessions.CreateAsync(page, SandboxHost.Under("checkout:7:1"))).Id, Is.EqualTo(first.Id));
        Assert.That((await Find(first)).Status, Is.EqualTo("open"));
    }

    [TestCase(10)]
    [TestCase(60 * 25)]
    public async Task It_has_half_an_hour_at_least_and_a_day_at_most(int minutes)
    {
        var page = Page();
        page.ExpiresAt = TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(minutes);

        var refusal = await Assert.ThrowsAsync<StripeException>(() => Sessions.CreateAsync(page));

        Assert.That(refusal.StripeError.Param, Is.EqualTo("expires_at"));
    }

    private static SessionCreateOptions Page() => new()
    {
        Mode = "payment",
        LineItems =
        [
            new SessionLineItemOptions
            {
                Quantity = 1,
                PriceData = new SessionLineItemPriceDataOptions
                {
                    Currency = "eur",
                    UnitAmount = 1210,
                    ProductData = new SessionLineItemPriceDataProductDataOptions { Name = "Invoice 7" },
                },
            },
        ],
        PaymentIntentData = new SessionPaymentIntentDataOptions { Metadata = new() { ["invoice_id"] = "7" } },
        SuccessUrl = "https://pay.example/done",
        ExpiresAt = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1),
    };

    private Task<CheckoutSession> Find(CheckoutSession session) => Sessions.GetAsync(
        session.Id, new SessionGetOptions { Expand = ["payment_intent.payment_method"] });

    private async Task<HttpStatusCode> Pay(CheckoutSession session, string token)
    {
        using var straight = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        using var answer = await straight.PostAsync(
            new Uri(sandbox.Address, $"/sandbox/checkout/{session.Id}"),
            new FormUrlEncodedContent([new("payment_method", token)]));
        return answer.StatusCode;
    }
}
