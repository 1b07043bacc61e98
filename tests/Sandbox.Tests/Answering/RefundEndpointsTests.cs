using Stripe;

namespace Charging.Sandbox.Tests.Answering;

public sealed class RefundEndpointsTests : OnSandbox
{
    [Test]
    public async Task Money_goes_back_in_parts_until_nothing_is_left()
    {
        var paid = await sandbox.Pay("pm_ok");
        var refunds = sandbox.Stripe.Refunds;

        var part = await refunds.CreateAsync(new() { PaymentIntent = paid.Id, Amount = 210 });
        var rest = await refunds.CreateAsync(
            new() { PaymentIntent = paid.Id, Metadata = new() { ["refund_no"] = "2" } });
        var more = await Assert.ThrowsAsync<StripeException>(
            () => refunds.CreateAsync(new() { PaymentIntent = paid.Id }));

        Assert.That((part.Amount, part.Status, rest.Amount), Is.EqualTo((210, "succeeded", 1000)));
        Assert.That(more.StripeError.Code, Is.EqualTo("charge_already_refunded"));
        Assert.That((await refunds.GetAsync(rest.Id)).Metadata["refund_no"], Is.EqualTo("2"));
        var listed = await refunds.ListAsync(new() { PaymentIntent = paid.Id });
        Assert.That(listed.Data.Select(x => x.Id), Is.EqualTo(new[] { rest.Id, part.Id }));
        var charge = await sandbox.Stripe.Charges.GetAsync(paid.LatestChargeId);
        Assert.That((charge.AmountRefunded, charge.Refunded), Is.EqualTo((1210, true)));
        var entries = await sandbox.Entries(EntryKind.Refunded);
        Assert.That(entries.Select(x => x.Refund!.Amount), Is.EqualTo(new[] { 210, 1000 }));
    }

    [Test]
    public async Task A_refund_under_the_same_key_is_one_refund()
    {
        var paid = await sandbox.Pay("pm_ok");
        var refund = new RefundCreateOptions { PaymentIntent = paid.Id, Amount = 100 };

        var first = await sandbox.Stripe.Refunds.CreateAsync(refund, SandboxHost.Under("refund:1"));
        var again = await sandbox.Stripe.Refunds.CreateAsync(refund, SandboxHost.Under("refund:1"));

        Assert.That(again.Id, Is.EqualTo(first.Id));
        Assert.That(await sandbox.Entries(EntryKind.Refunded), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task More_than_was_drawn_does_not_go_back()
    {
        var paid = await sandbox.Pay("pm_ok");

        await Assert.ThrowsAsync<StripeException>(
            () => sandbox.Stripe.Refunds.CreateAsync(new() { PaymentIntent = paid.Id, Amount = 1211 }));

        Assert.That(await sandbox.Entries(EntryKind.Refunded), Is.Empty);
    }

    [Test]
    public async Task Of_a_payment_that_drew_nothing_nothing_goes_back()
    {
        var declined = await sandbox.Refusal("pm_declined_lost_card");

        await Assert.ThrowsAsync<StripeException>(() => sandbox.Stripe.Refunds.CreateAsync(
            new() { PaymentIntent = declined.StripeError.PaymentIntent.Id }));

        Assert.That(await sandbox.Entries(EntryKind.Refunded), Is.Empty);
    }
}
