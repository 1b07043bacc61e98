namespace Charging.Payments.Tests.Stripe;

public class StripeLookUpTests
{
    private static readonly CaptureRequest Request = Sample.Attempt("cus_acme/pm_visa").ToRequest();

    [Test]
    public async Task An_attempt_is_searched_by_our_own_numbers_and_read_again_by_its_id()
    {
        await using var stripe = await FakeStripe.Start(
            Answer.List(Answer.PaymentOf("processing")), Answer.Payment("succeeded"));

        Assert.That(await LookUp(stripe), Is.EqualTo(new GatewayAnswer.Captured("pi_1")));
        Assert.That(stripe.Asked.Select(asked => asked.What),
            Is.EqualTo(new[] { "GET /v1/payment_intents/search", "GET /v1/payment_intents/pi_1" }));
        Assert.That(stripe.Asked.First().Fields["query"],
            Is.EqualTo($"metadata['invoice_id']:'{Request.InvoiceId}' AND metadata['attempt_no']:'1'"));
    }

    [Test]
    public async Task What_has_a_name_already_is_read_by_it_and_not_searched()
    {
        await using var stripe = await FakeStripe.Start(Answer.Payment("succeeded", id: "pi_7"));

        var answer = await stripe.Gateway().LookUp(Request with { GatewayReference = "pi_7" }, default);

        Assert.That(answer, Is.EqualTo(new GatewayAnswer.Captured("pi_7")));
        Assert.That(stripe.Asked.Single().What, Is.EqualTo("GET /v1/payment_intents/pi_7"));
    }

    [Test]
    public async Task A_search_that_is_behind_finds_nothing_and_then_the_payment()
    {
        await using var stripe = await FakeStripe.Start(
            Answer.List(), Answer.List(Answer.PaymentOf("succeeded")), Answer.Payment("succeeded"));

        Assert.That(await LookUp(stripe), Is.EqualTo(new GatewayAnswer.NotFound()));
        Assert.That(await LookUp(stripe), Is.EqualTo(new GatewayAnswer.Captured("pi_1")));
    }

    [Test]
    public async Task Of_two_payments_under_one_number_the_one_that_drew_counts()
    {
        await using var stripe = await FakeStripe.Start(
            Answer.List(Answer.PaymentOf("canceled"), Answer.PaymentOf("succeeded", id: "pi_2")),
            Answer.Payment("canceled"), Answer.Payment("canceled"), Answer.Payment("succeeded", id: "pi_2"));

        Assert.That(await LookUp(stripe), Is.EqualTo(new GatewayAnswer.Captured("pi_2")));
    }

    [TestCase("requires_confirmation")]
    [TestCase("requires_action")]
    [TestCase("requires_payment_method")]
    public async Task What_stands_half_way_is_cancelled_so_that_another_attempt_is_safe(string status)
    {
        await using var stripe = await FakeStripe.Start(
            Answer.List(Answer.PaymentOf(status)), Answer.Payment(status),
            Answer.Payment("canceled", cancelled: "abandoned"));

        Assert.That(await LookUp(stripe),
            Is.EqualTo(new GatewayAnswer.Declined("payment_given_up", DeclineClass.Technical)));
        Assert.That(stripe.Asked.Last().What, Is.EqualTo("POST /v1/payment_intents/pi_1/cancel"));
        Assert.That(stripe.Asked.Last().Key, Is.EqualTo($"cancel:{Request.InvoiceId}:1"));
    }

    [Test]
    public async Task What_moved_on_while_it_was_being_cancelled_is_open_and_looked_at_again()
    {
        await using var stripe = await FakeStripe.Start(
            Answer.List(Answer.PaymentOf("requires_action")), Answer.Payment("requires_action"),
            Answer.Error(400, new { type = "invalid_request_error", code = "payment_intent_unexpected_state" }));

        Assert.That(await LookUp(stripe), Is.InstanceOf<GatewayAnswer.Unknown>());
    }

    [Test]
    public async Task What_we_cancelled_without_hearing_of_it_is_known_by_its_key()
    {
        await using var stripe = await FakeStripe.Start(
            Answer.List(Answer.PaymentOf("canceled")), Answer.Payment("canceled"), Answer.Payment("canceled"));

        Assert.That(await LookUp(stripe),
            Is.EqualTo(new GatewayAnswer.Declined("payment_given_up", DeclineClass.Technical)));
        Assert.That(stripe.Asked.Last().Key, Is.EqualTo($"cancel:{Request.InvoiceId}:1"));
    }

    [TestCase("requested_by_customer")]
    [TestCase("abandoned")]
    public async Task What_somebody_else_cancelled_is_not_drawn_again(string reason)
    {
        await using var stripe = await FakeStripe.Start(
            Answer.List(Answer.PaymentOf("canceled")), Answer.Payment("canceled", cancelled: reason),
            Answer.Error(400, new { type = "invalid_request_error", code = "payment_intent_unexpected_state" }));

        Assert.That(await LookUp(stripe),
            Is.EqualTo(new GatewayAnswer.Declined("payment_stopped", DeclineClass.Never)));
    }

    [TestCase("R01", DeclineClass.Later)]
    [TestCase("AC04", DeclineClass.Never)]
    [TestCase("AC01", DeclineClass.FixData)]
    public async Task A_debit_that_the_bank_returned_while_it_was_pending_carries_the_banks_code(
        string code, object declineClass)
    {
        var error = new
        {
            type = "card_error", code = "payment_intent_payment_attempt_failed", network_decline_code = code,
        };
        await using var stripe = await FakeStripe.Start(Answer.Payment("requires_payment_method", error));

        Assert.That(await stripe.Gateway().LookUp(Request with { GatewayReference = "pi_1" }, default),
            Is.EqualTo(new GatewayAnswer.Declined(code, (DeclineClass)declineClass)));
    }

    [TestCase(400, "resource_missing")]
    [TestCase(404, "resource_missing")]
    [TestCase(402, "card_declined")]
    [TestCase(500, "api_error")]
    public async Task A_look_up_that_fails_declines_nothing(int status, string code)
    {
        await using var stripe = await FakeStripe.Start(Answer.Error(status, new { type = "card_error", code }));

        Assert.That(await LookUp(stripe), Is.InstanceOf<GatewayAnswer.Unknown>());
        Assert.That(await stripe.Gateway().LookUp(Request with { GatewayReference = "pi_1" }, default),
            Is.InstanceOf<GatewayAnswer.Unknown>());
    }

    private static Task<GatewayAnswer> LookUp(FakeStripe stripe) => stripe.Gateway().LookUp(Request, default);
}
