using System.Diagnostics;
using System.Net;
using Charging.TestBed;
using Stripe;
using static Charging.Sandbox.Tests.SandboxHost;

namespace Charging.Sandbox.Tests.Confirming;

/// <summary>Each token through Stripe's own client: what the caller hears, and what was really drawn.</summary>
public sealed class ConfirmationTests : OnSandbox
{
    [TestCase("lost_card", "card_declined")]
    [TestCase("insufficient_funds", "card_declined")]
    [TestCase("expired_card", "expired_card")]
    [TestCase("incorrect_number", "incorrect_number")]
    [TestCase("invalid_expiry_month", "invalid_expiry_month")]
    [TestCase("authentication_required", "authentication_required")]
    [TestCase("moon_in_the_wrong_phase", "card_declined")]
    public async Task A_declined_card_says_why(string decline, string code)
    {
        var refusal = await sandbox.Refusal($"pm_declined_{decline}");

        var error = refusal.StripeError;
        Assert.That(refusal.HttpStatusCode, Is.EqualTo(HttpStatusCode.PaymentRequired));
        Assert.That((error.Type, error.Code, error.DeclineCode), Is.EqualTo(("card_error", code, decline)));
        Assert.That(error.PaymentIntent.Status, Is.EqualTo("requires_payment_method"));
        Assert.That(error.PaymentIntent.LastPaymentError.DeclineCode, Is.EqualTo(decline));
        Assert.That(await sandbox.Entries(EntryKind.Captured), Is.Empty);
    }

    [TestCase("pm_advice_do_not_try_again", "do_not_try_again", null)]
    [TestCase("pm_advice_confirm_card_data", "confirm_card_data", null)]
    [TestCase("pm_advice_25", null, "25")]
    public async Task A_decline_may_come_with_advice(string token, string? stripes, string? networks)
    {
        var error = (await sandbox.Refusal(token)).StripeError;

        Assert.That((error.AdviceCode, error.NetworkAdviceCode), Is.EqualTo((stripes, networks)));
    }

    [Test]
    public async Task A_method_declines_twice_for_each_invoice_and_is_good_then()
    {
        foreach (var invoice in new[] { "a", "b" })
        {
            await sandbox.Refusal("pm_declines_2_then_ok", invoice: invoice, attempt: 1);
            await sandbox.Refusal("pm_declines_2_then_ok", invoice: invoice, attempt: 2);
            Assert.That((await sandbox.Pay("pm_declines_2_then_ok", invoice: invoice, attempt: 3)).Status,
                Is.EqualTo("succeeded"));
        }
    }

    [TestCase("pm_timeout_before")]
    [TestCase("pm_reset_before")]
    public async Task Without_an_answer_nothing_may_have_been_drawn(string token)
    {
        await sandbox.GetsNoAnswer(token, "key");
        await sandbox.GetsNoAnswer(token, "key");

        Assert.That(await sandbox.Entries(EntryKind.Captured), Is.Empty);
        Assert.That(await sandbox.Entries(EntryKind.Faulted), Is.Not.Empty);
    }

    [Test]
    public async Task A_call_that_hangs_does_not_keep_the_sandbox_from_stopping()
    {
        var call = sandbox.Pay("pm_timeout_after", "key");
        await Eventually.Holds(
            async () => (await sandbox.Entries(EntryKind.Captured)).Count == 1, TimeSpan.FromSeconds(10), "captured");

        var watch = Stopwatch.StartNew();
        await sandbox.Restart();

        Assert.That(watch.Elapsed, Is.LessThan(TimeSpan.FromSeconds(10)));
        await Assert.ThrowsAsync<HttpRequestException>(() => call);
        Assert.That((await sandbox.Pay("pm_timeout_after", "key")).Status, Is.EqualTo("succeeded"));
    }

    [Test]
    public async Task Silence_may_end()
    {
        await sandbox.GetsNoAnswer("pm_reset_before_2_then_ok", "key");
        await sandbox.GetsNoAnswer("pm_reset_before_2_then_ok", "key");

        Assert.That((await sandbox.Pay("pm_reset_before_2_then_ok", "key")).Status, Is.EqualTo("succeeded"));
    }

    [TestCase("pm_timeout_after")]
    [TestCase("pm_reset_after")]
    public async Task Without_an_answer_the_money_may_have_been_drawn_and_the_same_key_says_so(string token)
    {
        await sandbox.GetsNoAnswer(token, "key");

        Assert.That((await Found()).Status, Is.EqualTo("succeeded"));
        Assert.That((await WhenFree(() => sandbox.Pay(token, "key")))!.Id, Is.EqualTo((await Found()).Id));
        Assert.That(await sandbox.Entries(EntryKind.Captured), Has.Count.EqualTo(1));
    }

    [TestCase("pm_timeout_after_always")]
    [TestCase("pm_reset_after_always")]
    public async Task It_may_be_that_only_a_look_up_says_so(string token)
    {
        await sandbox.GetsNoAnswer(token, "key");
        await sandbox.GetsNoAnswer(token, "key");

        Assert.That((await Found()).Status, Is.EqualTo("succeeded"));
        Assert.That(await sandbox.Entries(EntryKind.Captured), Has.Count.EqualTo(1));
    }

    [TestCase("pm_500_replayed", 0)]
    [TestCase("pm_500_captured", 1)]
    public async Task A_stored_fault_is_said_again_whatever_was_drawn(string token, int captures)
    {
        var first = await sandbox.Refusal(token, "key");
        var again = await sandbox.Refusal(token, "key");

        Assert.That(first.HttpStatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(again.HttpStatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(Header(again, "Idempotent-Replayed"), Is.EqualTo("true"));
        Assert.That(Header(again, "Stripe-Should-Retry"), Is.EqualTo("false"));
        Assert.That(await sandbox.Entries(EntryKind.Captured), Has.Count.EqualTo(captures));
    }

    [Test]
    public async Task A_fault_that_is_not_stored_passes()
    {
        var fault = await sandbox.Refusal("pm_500_once", "key");

        Assert.That(Header(fault, "Stripe-Should-Retry"), Is.EqualTo("true"));
        Assert.That((await sandbox.Pay("pm_500_once", "key")).Status, Is.EqualTo("succeeded"));
    }

    [Test]
    public async Task Too_many_requests_say_when_to_come_again()
    {
        var busy = await sandbox.Refusal("pm_429_1_then_ok", "key");

        Assert.That(busy.HttpStatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        Assert.That(busy.StripeResponse.Headers.RetryAfter!.Delta, Is.EqualTo(TimeSpan.FromSeconds(1)));
        Assert.That((await sandbox.Pay("pm_429_1_then_ok", "key")).Status, Is.EqualTo("succeeded"));
    }

    [Test]
    public async Task A_card_that_wants_its_owner_is_declined_off_session_and_waits_for_him_otherwise()
    {
        var refusal = await sandbox.Refusal("pm_requires_action");
        var payment = Payment("pm_requires_action");
        payment.OffSession = false;
        var waiting = await sandbox.Stripe.PaymentIntents.CreateAsync(payment);

        Assert.That(refusal.StripeError.Code, Is.EqualTo("authentication_required"));
        Assert.That((waiting.Status, waiting.NextAction.Type), Is.EqualTo(("requires_action", "use_stripe_sdk")));
    }

    [Test]
    public async Task A_bank_account_is_not_drawn_as_a_card()
    {
        var payment = Payment("pm_sepa_pending_ok");
        payment.AllowedPaymentMethodTypes = ["card"];

        await Assert.ThrowsAsync<StripeException>(() => sandbox.Stripe.PaymentIntents.CreateAsync(payment));

        Assert.That(await sandbox.Entries(EntryKind.Processing), Is.Empty);
    }

    private static string? Header(StripeException refusal, string name) =>
        refusal.StripeResponse.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    private async Task<PaymentIntent> Found() => (await sandbox.Stripe.PaymentIntents.SearchAsync(
        new() { Query = "metadata['invoice_id']:'1' AND metadata['attempt_no']:'1'" })).Data.Single();
}
