using System.Net;
using Stripe;
using static Charging.Sandbox.Tests.SandboxHost;

namespace Charging.Sandbox.Tests.Answering;

public sealed class IntentEndpointsTests : OnSandbox
{
    [Test]
    public async Task A_good_method_is_drawn_in_one_call()
    {
        var paid = await sandbox.Pay("pm_ok", invoice: "77");

        Assert.That(paid.Status, Is.EqualTo("succeeded"));
        Assert.That((paid.AmountReceived, paid.Currency), Is.EqualTo((1210, "eur")));
        Assert.That(paid.Metadata["invoice_id"], Is.EqualTo("77"));
        Assert.That(paid.StripeResponse.RequestId, Does.StartWith("req_"));
        var captured = (await sandbox.Entries(EntryKind.Captured)).Single();
        Assert.That(
            (captured.Intent!.Id, captured.Intent.InvoiceId, captured.Charge!.Amount),
            Is.EqualTo((paid.Id, "77", 1210)));
    }

    [Test]
    public async Task A_payment_is_found_by_id_by_its_metadata_and_in_the_list()
    {
        var paid = await sandbox.Pay("pm_ok", invoice: "a", attempt: 2);
        await sandbox.Pay("pm_ok", invoice: "a", attempt: 1);
        await sandbox.Pay("pm_ok", invoice: "b", attempt: 2);
        var payments = sandbox.Stripe.PaymentIntents;

        var byId = await payments.GetAsync(paid.Id);
        var found = await payments.SearchAsync(
            new() { Query = "metadata['invoice_id']:'a' AND metadata['attempt_no']:'2' AND status:'succeeded'" });
        var listed = await payments.ListAsync(new() { Limit = 2 });
        var rest = await payments.ListAsync(new() { Limit = 2, StartingAfter = listed.Data[1].Id });

        Assert.That(byId.Status, Is.EqualTo("succeeded"));
        Assert.That(found.Data.Select(x => x.Id), Is.EqualTo(new[] { paid.Id }));
        Assert.That((listed.HasMore, rest.HasMore), Is.EqualTo((true, false)));
        Assert.That(rest.Data.Select(x => x.Id), Is.EqualTo(new[] { paid.Id }));
    }

    [TestCase("amount>100")]
    [TestCase("metadata['invoice_id']:'a' OR status:'succeeded'")]
    public async Task A_search_that_cannot_be_read_is_refused(string query)
    {
        await sandbox.Pay("pm_ok", invoice: "a");

        var refusal = await Assert.ThrowsAsync<StripeException>(
            () => sandbox.Stripe.PaymentIntents.SearchAsync(new() { Query = query }));

        Assert.That(refusal.StripeError.Param, Is.EqualTo("query"));
    }

    [Test]
    public async Task A_search_may_lag_behind()
    {
        await using var lagging = await SandboxHost.Start(("Sandbox:SearchLag", "00:01:00"));
        await lagging.Pay("pm_ok", invoice: "9");
        var query = new PaymentIntentSearchOptions { Query = "metadata['invoice_id']:'9'" };

        Assert.That((await lagging.Stripe.PaymentIntents.SearchAsync(query)).Data, Is.Empty);
        await lagging.MoveClock("PT1M");
        Assert.That((await lagging.Stripe.PaymentIntents.SearchAsync(query)).Data, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Charge_and_transaction_are_shown_where_they_are_expanded()
    {
        var payment = Payment("pm_ok");
        payment.AddExpand("latest_charge.balance_transaction");

        var paid = await sandbox.Stripe.PaymentIntents.CreateAsync(payment);
        var again = await sandbox.Stripe.PaymentIntents.GetAsync(
            paid.Id, new() { Expand = ["latest_charge.balance_transaction"] });

        Assert.That(paid.LatestCharge.BalanceTransaction.Fee, Is.EqualTo(17 + 25));
        Assert.That(again.LatestCharge.BalanceTransaction.Net, Is.EqualTo(1210 - 42));
        var charge = await sandbox.Stripe.Charges.GetAsync(paid.LatestChargeId);
        Assert.That((charge.Paid, charge.Captured, charge.PaymentIntentId), Is.EqualTo((true, true, paid.Id)));
    }

    [Test]
    public async Task A_payment_is_made_first_and_confirmed_or_canceled_afterwards()
    {
        var payment = Payment("pm_declined_do_not_honor");
        payment.Confirm = false;
        var made = await sandbox.Stripe.PaymentIntents.CreateAsync(payment);
        Assert.That(made.Status, Is.EqualTo("requires_confirmation"));

        var declined = await Assert.ThrowsAsync<StripeException>(
            () => sandbox.Stripe.PaymentIntents.ConfirmAsync(made.Id));
        var paid = await sandbox.Stripe.PaymentIntents.ConfirmAsync(made.Id, new() { PaymentMethod = "pm_ok" });
        var late = await Assert.ThrowsAsync<StripeException>(
            () => sandbox.Stripe.PaymentIntents.CancelAsync(made.Id));

        Assert.That(declined.StripeError.PaymentIntent.Status, Is.EqualTo("requires_payment_method"));
        Assert.That(paid.Status, Is.EqualTo("succeeded"));
        Assert.That(paid.LastPaymentError, Is.Null);
        Assert.That(late.StripeError.Code, Is.EqualTo("payment_intent_unexpected_state"));
    }

    [Test]
    public async Task What_is_canceled_says_why_and_draws_nothing_any_more()
    {
        var half = await sandbox.Refusal("pm_500_half_way", invoice: "4");
        var left = (await sandbox.Stripe.PaymentIntents.SearchAsync(
            new() { Query = "metadata['invoice_id']:'4'" })).Data.Single();

        var canceled = await sandbox.Stripe.PaymentIntents.CancelAsync(
            left.Id, new() { CancellationReason = "abandoned" });

        Assert.That(half.HttpStatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(left.Status, Is.EqualTo("requires_confirmation"));
        Assert.That((canceled.Status, canceled.CancellationReason), Is.EqualTo(("canceled", "abandoned")));
        await Assert.ThrowsAsync<StripeException>(() => sandbox.Stripe.PaymentIntents.ConfirmAsync(left.Id));
        Assert.That(await sandbox.Entries(EntryKind.Captured), Is.Empty);
    }

    [Test]
    public async Task A_wrong_key_is_refused()
    {
        var stranger = StripeAt(sandbox.Address, sandbox.Http, "sk_test_of_somebody_else");

        var refusal = await Assert.ThrowsAsync<StripeException>(
            () => stranger.PaymentIntents.CreateAsync(Payment("pm_ok")));

        Assert.That(refusal.HttpStatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(refusal.StripeError.Type, Is.EqualTo("invalid_request_error"));
    }

    [TestCase("pm_ok", 49, "amount_too_small")]
    [TestCase("pm_of_another_gateway", 1210, "resource_missing")]
    public async Task A_payment_that_cannot_be_is_refused(string token, long amount, string code)
    {
        var refusal = await Assert.ThrowsAsync<StripeException>(
            () => sandbox.Stripe.PaymentIntents.CreateAsync(Payment(token, amount: amount)));

        Assert.That(refusal.HttpStatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(refusal.StripeError.Code, Is.EqualTo(code));
    }

    [Test]
    public async Task A_payment_that_does_not_exist_is_not_found()
    {
        var refusal = await Assert.ThrowsAsync<StripeException>(
            () => sandbox.Stripe.PaymentIntents.GetAsync("pi_of_nobody"));

        Assert.That(refusal.HttpStatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(refusal.StripeError.Code, Is.EqualTo("resource_missing"));
    }
}
