namespace Charging.Payments.Tests.Stripe;

/// <summary>What one call of a capture says to Stripe, and what its answer means.</summary>
public class StripeCaptureTests
{
    private static readonly CaptureRequest Request = Sample.Attempt("cus_acme/pm_visa").ToRequest();

    private static readonly object[][] Outcomes =
    [
        [Answer.Payment("succeeded"), new GatewayAnswer.Captured("pi_1")],
        [Answer.Payment("processing"), new GatewayAnswer.Pending("pi_1")],
        [Answer.Payment("requires_confirmation"), new GatewayAnswer.Unknown("pi_1 is 'requires_confirmation'")],
        [Answer.Payment("requires_payment_method", Answer.ErrorOf("stolen_card")),
            Declined(DeclineClass.Never, "stolen_card")],
        [Answer.Declined("lost_card"), Declined(DeclineClass.Never, "lost_card")],
        [Answer.Declined("expired_card"), Declined(DeclineClass.FixData, "expired_card")],
        [Answer.Declined("authentication_required"), Declined(DeclineClass.CustomerAction, "authentication_required")],
        [Answer.Declined("insufficient_funds"), Declined(DeclineClass.Later, "insufficient_funds")],
        [Answer.Declined("issuer_not_available"), Declined(DeclineClass.Technical, "issuer_not_available")],
        [Answer.Declined("moon_in_the_wrong_phase"), Declined(DeclineClass.Unrecognized, "moon_in_the_wrong_phase")],
        [Answer.Declined("duplicate_transaction"), Stored("duplicate_transaction")],
        [Invalid("amount_too_small"), Declined(DeclineClass.TooSmall, "amount_too_small")],
        [Invalid("resource_missing", 404), Declined(DeclineClass.FixData, "resource_missing")],
        [Invalid("parameter_from_the_future"), Declined(DeclineClass.Unrecognized, "parameter_from_the_future")],
        [Invalid(null, 400, "idempotency_error"), Stored("HTTP 400 idempotency_error")],
        [Invalid("lock_timeout", 400), new GatewayAnswer.NotTaken("HTTP 400 lock_timeout")],
        [Invalid("idempotency_key_in_use", 409), new GatewayAnswer.NotTaken("HTTP 409 idempotency_key_in_use")],
        [Invalid("odd", 400).With("Stripe-Should-Retry", "true"), new GatewayAnswer.NotTaken("HTTP 400 odd")],
        [Invalid("rate_limit", 429).With("Retry-After", "7"),
            new GatewayAnswer.NotTaken("HTTP 429 rate_limit", TimeSpan.FromSeconds(7))],
        [Invalid("api_key_expired", 401),
            new GatewayAnswer.NotTaken("HTTP 401 api_key_expired; see to Gateway__Stripe__ApiKey")],
        [Invalid(null, 500, "api_error"), new GatewayAnswer.Unknown("HTTP 500 api_error")],
        [Invalid(null, 500, "api_error").With("Idempotent-Replayed", "true"),
            Stored("HTTP 500 api_error")],
        [Invalid(null, 500, "api_error").With("Stripe-Should-Retry", "false"),
            Stored("HTTP 500 api_error")],
        [new Answer(502, "<html>bad gateway</html>"), new GatewayAnswer.Unknown("HTTP 502 unreadable")],
        [new Answer(200, "<html>welcome</html>"), new GatewayAnswer.Unknown("HTTP 200 unreadable")],
    ];

    [TestCaseSource(nameof(Outcomes))]
    public async Task An_answer_of_Stripe_is(object answer, object means)
    {
        await using var stripe = await FakeStripe.Start((Answer)answer);

        Assert.That(await stripe.Gateway().Capture(Request, default), Is.EqualTo(means));
        Assert.That(stripe.Asked, Has.Count.EqualTo(1), "the library repeats nothing by itself");
    }

    [Test]
    public async Task A_capture_is_one_call_that_makes_and_confirms_off_session()
    {
        await using var stripe = await FakeStripe.Start(Answer.Payment("succeeded"));

        await stripe.Gateway().Capture(Request with { Session = "bridge-1/7" }, default);

        var asked = stripe.Asked.Single();
        Assert.That(asked.What, Is.EqualTo("POST /v1/payment_intents"));
        Assert.That(asked.Key, Is.EqualTo($"capture:{Request.InvoiceId}:1"));
        Assert.That(asked.Fields, Is.EquivalentTo(new Dictionary<string, string>
        {
            ["amount"] = "1210",
            ["currency"] = "eur",
            ["customer"] = "cus_acme",
            ["payment_method"] = "pm_visa",
            ["allowed_payment_method_types[0]"] = "card",
            ["confirm"] = "true",
            ["off_session"] = "true",
            ["metadata[invoice_id]"] = $"{Request.InvoiceId}",
            ["metadata[attempt_no]"] = "1",
            ["metadata[session]"] = "bridge-1/7",
        }));
    }

    [TestCase("EUR", "sepa_debit")]
    [TestCase("USD", "us_bank_account")]
    [TestCase("GBP", "bacs_debit")]
    public async Task A_bank_account_is_debited_in_the_scheme_of_its_currency_under_its_mandate(
        string currency, string scheme)
    {
        await using var stripe = await FakeStripe.Start(Answer.Payment("processing"));
        var debit = Request with
        {
            MethodKind = PaymentMethodKind.BankAccount,
            MethodToken = "cus_acme/pm_iban/mandate_7",
            Amount = new Money(1210, currency),
        };

        await stripe.Gateway().Capture(debit, default);

        var fields = stripe.Asked.Single().Fields;
        Assert.That(fields["allowed_payment_method_types[0]"], Is.EqualTo(scheme));
        Assert.That(fields["mandate"], Is.EqualTo("mandate_7"));
    }

    [TestCase("tok_ok", 1210, "EUR", "invalid_token")]
    [TestCase("pm_visa", 1, "KWD", "amount_not_payable")]
    public async Task What_cannot_be_said_to_Stripe_is_declined_without_a_call(
        string token, long minor, string currency, string code)
    {
        await using var stripe = await FakeStripe.Start(Answer.Payment("succeeded"));
        var request = Request with { MethodToken = token, Amount = new Money(minor, currency) };

        Assert.That(await stripe.Gateway().Capture(request, default), Is.EqualTo(Declined(DeclineClass.FixData, code)));
        Assert.That(stripe.Asked, Is.Empty);
    }

    private static GatewayAnswer.Declined Declined(DeclineClass declineClass, string code) => new(code, declineClass);

    private static GatewayAnswer.Unknown Stored(string why) => new(why) { IsStored = true };

    private static Answer Invalid(string? code, int status = 400, string type = "invalid_request_error") =>
        Answer.Error(status, new { type, code, message = "You did something that we do not like." });
}
