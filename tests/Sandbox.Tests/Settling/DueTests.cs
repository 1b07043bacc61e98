namespace Charging.Sandbox.Tests.Settling;

/// <summary>What happens by itself when the clock is moved.</summary>
public sealed class DueTests : OnSandbox
{
    [Test]
    public async Task A_bank_debit_is_on_its_way_for_days_and_then_captured()
    {
        var debit = await sandbox.Pay("pm_sepa_pending_ok");
        Assert.That(debit.Status, Is.EqualTo("processing"));

        await sandbox.MoveClock("P2D");
        Assert.That(await sandbox.Entries(EntryKind.Captured), Is.Empty);

        await sandbox.MoveClock("P1D");
        var paid = await sandbox.Stripe.PaymentIntents.GetAsync(
            debit.Id, new() { Expand = ["latest_charge.balance_transaction"] });
        Assert.That(paid.Status, Is.EqualTo("succeeded"));
        Assert.That(paid.LatestCharge.BalanceTransaction.Type, Is.EqualTo("payment"));
        Assert.That(paid.LatestCharge.BalanceTransaction.Fee, Is.EqualTo(35));
    }

    [TestCase("pm_sepa_pending_returned", "insufficient_funds", "AM04")]
    [TestCase("pm_sepa_pending_returned_AC04", "account_closed", "AC04")]
    [TestCase("pm_sepa_pending_returned_MD01", "debit_not_authorized", "MD01")]
    public async Task A_bank_debit_may_come_back(string token, string code, string reason)
    {
        var debit = await sandbox.Pay(token);

        await sandbox.MoveClock("P3D");

        var back = await sandbox.Stripe.PaymentIntents.GetAsync(debit.Id);
        Assert.That(back.Status, Is.EqualTo("requires_payment_method"));
        Assert.That((back.LastPaymentError.Code, back.LastPaymentError.NetworkDeclineCode), Is.EqualTo((code, reason)));
        Assert.That(await sandbox.Entries(EntryKind.Captured), Is.Empty);
    }

    [Test]
    public async Task A_payment_is_disputed_after_its_seconds_and_only_once()
    {
        var paid = await sandbox.Pay("pm_chargeback_3600");

        await sandbox.MoveClock("PT59M");
        Assert.That(await sandbox.Entries(EntryKind.Disputed), Is.Empty);
        await sandbox.MoveClock("PT1M");
        await sandbox.Restart();
        await sandbox.MoveClock("P30D");

        var dispute = (await sandbox.Entries(EntryKind.Disputed)).Single().Dispute!;
        Assert.That((dispute.Intent, dispute.Amount, dispute.Reason), Is.EqualTo((paid.Id, 1210, "fraudulent")));
        Assert.That((await sandbox.Stripe.Charges.GetAsync(paid.LatestChargeId)).Disputed, Is.True);
    }

    [Test]
    public async Task A_debit_is_paid_first_and_disputed_later_over_restarts()
    {
        await sandbox.Pay("pm_sepa_chargeback");

        await sandbox.MoveClock("P3D");
        await sandbox.Restart();
        await sandbox.MoveClock("P9D");
        Assert.That(await sandbox.Entries(EntryKind.Captured), Has.Count.EqualTo(1));
        Assert.That(await sandbox.Entries(EntryKind.Disputed), Is.Empty);

        await sandbox.MoveClock("P1D");
        Assert.That((await sandbox.Entries(EntryKind.Disputed)).Single().Dispute!.Reason,
            Is.EqualTo("debit_not_authorized"));
    }

    [Test]
    public async Task Every_midnight_what_is_available_is_paid_out_per_currency()
    {
        await sandbox.Pay("pm_ok");
        var refunded = await sandbox.Pay("pm_ok");
        await sandbox.Stripe.Refunds.CreateAsync(new() { PaymentIntent = refunded.Id, Amount = 10 });
        var koruna = SandboxHost.Payment("pm_ok", amount: 100_000);
        koruna.Currency = "czk";
        await sandbox.Stripe.PaymentIntents.CreateAsync(koruna);

        await sandbox.MoveClock("P3D");
        await sandbox.Restart();
        await sandbox.MoveClock("P3D");

        var payouts = (await sandbox.Stripe.Payouts.ListAsync()).Data;
        Assert.That(
            payouts.Select(x => (x.Currency, x.Amount, x.Status)),
            Is.EquivalentTo(new[] { ("eur", (2 * (1210L - 42)) - 10, "paid"), ("czk", 100_000L - 1425, "paid") }));
        foreach (var payout in payouts)
        {
            var transactions = (await sandbox.Stripe.BalanceTransactions.ListAsync(
                new() { Payout = payout.Id, Expand = ["data.source"] })).Data;
            Assert.That(transactions.Sum(x => x.Net), Is.Zero, "what came in and the payout itself");
            Assert.That(transactions.Select(x => x.Source), Has.Some.InstanceOf<Stripe.Charge>());
        }
    }

    [Test]
    public async Task The_clock_goes_forward_only()
    {
        using var refused = await sandbox.Http.PostAsync(
            new Uri(sandbox.Address, "/sandbox/clock"), new StringContent("""{"advance":"-PT1H"}"""));

        Assert.That((int)refused.StatusCode, Is.EqualTo(400));
        Assert.That(await sandbox.Entries(EntryKind.ClockMoved), Is.Empty);
    }
}
