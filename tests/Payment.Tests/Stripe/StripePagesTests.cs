namespace Charging.Payments.Tests.Stripe;

public class StripePagesTests
{
    private static readonly Guid InvoiceId = new("3f0c6c5a-4d9b-5b1c-8a56-8f3b1a2c3d4e");

    private static readonly PageRequest Request = new(
        InvoiceId, 2, $"checkout:{InvoiceId}:2", Sample.Euro(1210), true, Sample.Noon.AddHours(1))
    {
        Title = "Telefonie: Invoice CZ-1",
        Language = "cs",
        PaidUrl = "https://pay.example/p/t?paid=1",
        BackUrl = "https://pay.example/p/t",
        GatewayReference = "cs_1",
    };

    [Test]
    public async Task A_page_is_opened_for_exactly_that_amount_by_card_under_a_key_of_its_own()
    {
        await using var stripe = await FakeStripe.Start(Session("open"));

        Assert.That(
            await stripe.Gateway().OpenPage(Request, default),
            Is.EqualTo(new GatewayAnswer.PageOpen("cs_1", "https://checkout.stripe.com/c/1")));

        var asked = stripe.Asked.Single();
        Assert.That((asked.What, asked.Key), Is.EqualTo(("POST /v1/checkout/sessions", Request.IdempotencyKey)));
        Assert.That(asked.Fields, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["mode"] = "payment",
            ["allowed_payment_method_types[0]"] = "card",
            ["adaptive_pricing[enabled]"] = "false",
            ["customer_creation"] = "always",
            ["line_items[0][quantity]"] = "1",
            ["line_items[0][price_data][currency]"] = "eur",
            ["line_items[0][price_data][unit_amount]"] = "1210",
            ["line_items[0][price_data][product_data][name]"] = "Telefonie: Invoice CZ-1",
            ["payment_intent_data[metadata][invoice_id]"] = $"{InvoiceId}",
            ["payment_intent_data[metadata][page_no]"] = "2",
            ["payment_intent_data[setup_future_usage]"] = "off_session",
            ["metadata[invoice_id]"] = $"{InvoiceId}",
            ["metadata[page_no]"] = "2",
            ["locale"] = "cs",
            ["success_url"] = "https://pay.example/p/t?paid=1",
            ["cancel_url"] = "https://pay.example/p/t",
            ["expires_at"] = "1795179600",
        }));
    }

    [Test]
    public async Task Where_the_customer_did_not_allow_it_nothing_is_kept_of_the_card()
    {
        await using var stripe = await FakeStripe.Start(Session("open"));

        await stripe.Gateway().OpenPage(Request with { KeepsMethod = false }, default);

        var fields = stripe.Asked.Single().Fields;
        Assert.That(fields["customer_creation"], Is.EqualTo("if_required"));
        Assert.That(fields.Keys, Has.None.Contains("setup_future_usage"));
    }

    [Test]
    public async Task What_was_paid_is_known_with_its_card()
    {
        await using var stripe = await FakeStripe.Start(Session("complete", "succeeded"));

        Assert.That(await stripe.Gateway().LookUpPage(Request, default), Is.EqualTo(new GatewayAnswer.PagePaid(
            "pi_1",
            new Charging.Contracts.PaymentMethod
            {
                Kind = PaymentMethodKind.Card, Token = "cus_1/pm_1", Brand = "mastercard", LastFour = "4444",
                Expiry = "2031-02",
            })));
        Assert.That(stripe.Asked.Single().What, Is.EqualTo("GET /v1/checkout/sessions/cs_1"));
    }

    [TestCase("complete", "processing", 1210)]
    [TestCase("complete", "requires_action", 1210)]
    [TestCase("complete", "succeeded", 1209)]
    [TestCase("strange", "succeeded", 1210)]
    public async Task What_is_not_paid_for_sure_is_not_known_to_be_either(string status, string payment, int received)
    {
        await using var stripe = await FakeStripe.Start(Session(status, payment, received));

        Assert.That(await stripe.Gateway().LookUpPage(Request, default), Is.TypeOf<GatewayAnswer.Unknown>());
    }

    [Test]
    public async Task What_was_open_is_ended()
    {
        await using var stripe = await FakeStripe.Start(Session("expired"));

        Assert.That(await stripe.Gateway().ExpirePage(Request, default), Is.TypeOf<GatewayAnswer.PageExpired>());
        Assert.That(
            (stripe.Asked.Single().What, stripe.Asked.Single().Key),
            Is.EqualTo(("POST /v1/checkout/sessions/cs_1/expire", $"expire:{InvoiceId}:2")));
    }

    [TestCase("complete", typeof(GatewayAnswer.PagePaid))]
    [TestCase("expired", typeof(GatewayAnswer.PageExpired))]
    [TestCase("open", typeof(GatewayAnswer.Unknown))]
    public async Task What_cannot_be_ended_is_looked_at(string status, Type answer)
    {
        await using var stripe = await FakeStripe.Start(
            Answer.Error(400, new { type = "invalid_request_error" }), Session(status, "succeeded"));

        Assert.That(await stripe.Gateway().ExpirePage(Request, default), Is.TypeOf(answer));
    }

    [Test]
    public async Task Silence_and_faults_end_nothing()
    {
        await using var broken = await FakeStripe.Start(Answer.Error(500, new { type = "api_error" }));

        Assert.That(await broken.Gateway().ExpirePage(Request, default), Is.TypeOf<GatewayAnswer.Unknown>());
        Assert.That(await broken.Gateway().LookUpPage(Request, default), Is.TypeOf<GatewayAnswer.Unknown>());
    }

    private static Answer Session(string status, string? payment = null, int received = 1210) => Answer.Of(new
    {
        id = "cs_1",
        @object = "checkout.session",
        status,
        payment_status = status == "complete" ? "paid" : "unpaid",
        url = status == "open" ? "https://checkout.stripe.com/c/1" : null,
        customer = "cus_1",
        payment_intent = payment is null ? null : new
        {
            id = "pi_1",
            @object = "payment_intent",
            status = payment,
            amount = received,
            amount_received = received,
            currency = "eur",
            payment_method = new
            {
                id = "pm_1",
                @object = "payment_method",
                type = "card",
                card = new { brand = "mastercard", last4 = "4444", exp_month = 2, exp_year = 2031 },
            },
        },
    });
}
