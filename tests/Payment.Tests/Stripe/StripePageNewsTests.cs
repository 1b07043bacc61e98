using Stripe;

namespace Charging.Payments.Tests.Stripe;

public class StripePageNewsTests
{
    private static readonly Guid InvoiceId = new("3f0c6c5a-4d9b-5b1c-8a56-8f3b1a2c3d4e");

    [TestCase("payment_intent.succeeded", "payment_intent")]
    [TestCase("payment_intent.canceled", "payment_intent")]
    [TestCase("checkout.session.completed", "checkout.session")]
    [TestCase("checkout.session.expired", "checkout.session")]
    public void News_of_a_page_only_asks_for_a_look_at_it(string type, string kind) => Assert.That(
        Of(type, kind, new { invoice_id = $"{InvoiceId}", page_no = "3" }),
        Is.EqualTo(new StripeNews.LookAtPage(InvoiceId, 3)));

    [TestCase("checkout.session.completed", "checkout.session")]
    [TestCase("payment_intent.succeeded", "payment_intent")]
    public void Of_a_page_that_was_not_opened_by_us_there_is_no_news(string type, string kind) =>
        Assert.That(Of(type, kind, new { order = "7" }), Is.Null);

    private static StripeNews? Of(string type, string kind, object metadata) => StripeNews.Of(
        EventUtility.ParseEvent(
            StripeEvents.Of(type, new { id = "x_1", @object = kind, metadata }), throwOnApiVersionMismatch: false));
}
