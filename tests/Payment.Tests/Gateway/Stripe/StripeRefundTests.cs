namespace Charging.Payments.Tests.Gateway.Stripe;

public class StripeRefundTests
{
    private static readonly Guid InvoiceId = new("3f0c6c5a-4d9b-5b1c-8a56-8f3b1a2c3d4e");
    private static readonly RefundRequest Request = new(InvoiceId, 2, "pi_1", Sample.Euro(300));

    [Test]
    public async Task A_refund_is_given_under_a_key_of_its_own()
    {
        await using var stripe = await FakeStripe.Start(Answer.Refund("succeeded", refundNo: 2));

        Assert.That(await stripe.Gateway().Refund(Request, default), Is.EqualTo(new GatewayAnswer.Refunded("re_2")));

        var asked = stripe.Asked.Single();
        Assert.That(asked.What, Is.EqualTo("POST /v1/refunds"));
        Assert.That(asked.Key, Is.EqualTo($"refund:{InvoiceId}:2"));
        Assert.That(asked.Fields, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["payment_intent"] = "pi_1",
            ["amount"] = "300",
            ["metadata[invoice_id]"] = $"{InvoiceId}",
            ["metadata[refund_no]"] = "2",
        }));
    }

    [Test]
    public async Task A_refund_may_be_on_its_way()
    {
        await using var stripe = await FakeStripe.Start(Answer.Refund("pending"));

        Assert.That(await stripe.Gateway().Refund(Request, default), Is.EqualTo(new GatewayAnswer.Pending("re_1")));
    }

    [Test]
    public async Task What_was_given_back_already_is_declined()
    {
        await using var stripe = await FakeStripe.Start(
            Answer.Error(400, new { type = "invalid_request_error", code = "charge_already_refunded" }));

        Assert.That(await stripe.Gateway().Refund(Request, default),
            Is.EqualTo(new GatewayAnswer.Declined("charge_already_refunded", DeclineClass.Never)));
    }

    [Test]
    public async Task A_refund_is_found_among_the_payments_others_by_its_number()
    {
        await using var stripe = await FakeStripe.Start(Answer.List(
            Answer.RefundOf("succeeded", refundNo: 1, invoiceId: InvoiceId),
            Answer.RefundOf("failed", "expired_or_canceled_card", 2, InvoiceId)));

        Assert.That(await stripe.Gateway().LookUpRefund(Request, default),
            Is.EqualTo(new GatewayAnswer.Declined("expired_or_canceled_card", DeclineClass.Never)));
        Assert.That(stripe.Asked.Single().Fields["payment_intent"], Is.EqualTo("pi_1"));
    }

    [Test]
    public async Task A_refund_that_was_never_made_is_not_found()
    {
        await using var stripe = await FakeStripe.Start(Answer.List());

        Assert.That(await stripe.Gateway().LookUpRefund(Request, default), Is.EqualTo(new GatewayAnswer.NotFound()));
    }

    [Test]
    public async Task Silence_is_repeated_under_the_same_key()
    {
        await using var stripe = await FakeStripe.Start(Answer.Silence, Answer.Refund("succeeded"));
        using var patient = stripe.Patient();

        Assert.That(await patient.Refund(Request, default), Is.EqualTo(new GatewayAnswer.Refunded("re_1")));
        Assert.That(stripe.Asked.Select(asked => asked.Key).Distinct().Count(), Is.EqualTo(1));
    }
}
