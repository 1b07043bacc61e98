using Charging.Sandbox.Tests.Telling;
using Charging.TestBed;
using Stripe;

namespace Charging.Sandbox.Tests.Settling;

/// <summary>How disputes end, and refunds that come back.</summary>
public sealed class DisputingTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private WebhookReceiver receiver = null!;
    private SandboxHost sandbox = null!;

    [SetUp]
    public async Task Open()
    {
        receiver = await WebhookReceiver.Start();
        sandbox = await SandboxHost.Start(receiver.Settings);
    }

    [TearDown]
    public async Task Close()
    {
        await sandbox.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [TestCase("pm_chargeback_won_60", "won", 0)]
    [TestCase("pm_chargeback_lost_60", "lost", -1210)]
    public async Task A_dispute_ends_as_the_token_says_once_over_restarts(string token, string status, long moved)
    {
        var paid = await sandbox.Pay(token);
        await sandbox.MoveClock("P29D");
        Assert.That(await sandbox.Entries(EntryKind.DisputeClosed), Is.Empty);

        await sandbox.MoveClock("P2D");
        await sandbox.Restart();
        await sandbox.MoveClock("P40D");

        var told = await Told(
            EventTypes.ChargeDisputeCreated, EventTypes.ChargeDisputeFundsWithdrawn, EventTypes.ChargeDisputeClosed);
        Assert.That(
            told.Select(one => ((Stripe.Dispute)one.Data.Object).Status),
            Is.EqualTo(new[] { "needs_response", "needs_response", status }));
        var closed = (Stripe.Dispute)told[^1].Data.Object;
        Assert.That((closed.PaymentIntentId, closed.Amount), Is.EqualTo((paid.Id, 1210)));
        var movements = await sandbox.Stripe.BalanceTransactions.ListAsync(new() { Type = "adjustment" });
        Assert.That((movements.Sum(one => one.Amount), movements.Sum(one => one.Fee)), Is.EqualTo((moved, 1500)));
    }

    [Test]
    public async Task One_that_is_taken_up_again_is_won_first_and_then_lost()
    {
        await sandbox.Pay("pm_chargeback_reopened_60");

        await sandbox.MoveClock("P31D");
        await sandbox.Restart();
        await sandbox.MoveClock("P100D");

        await Told(
            EventTypes.ChargeDisputeCreated, EventTypes.ChargeDisputeFundsWithdrawn, EventTypes.ChargeDisputeClosed,
            EventTypes.ChargeDisputeFundsReinstated, EventTypes.ChargeDisputeFundsWithdrawn,
            EventTypes.ChargeDisputeClosed);
        var movements = await sandbox.Stripe.BalanceTransactions.ListAsync(new() { Type = "adjustment" });
        Assert.That(movements.Select(one => one.Amount), Is.EqualTo(new[] { -1210, 1210, -1210 }));
    }

    [Test]
    public async Task A_debit_that_its_customer_takes_back_is_lost_from_the_beginning()
    {
        await sandbox.Pay("pm_sepa_chargeback");

        await sandbox.MoveClock("P100D");

        var told = await Told(EventTypes.ChargeDisputeCreated, EventTypes.ChargeDisputeFundsWithdrawn);
        Assert.That(told.Select(one => ((Stripe.Dispute)one.Data.Object).Status), Is.All.EqualTo("lost"));
    }

    [Test]
    public async Task A_dispute_without_a_word_of_its_end_stays_open()
    {
        await sandbox.Pay("pm_chargeback_60");

        await sandbox.MoveClock("P400D");

        await Told(EventTypes.ChargeDisputeCreated, EventTypes.ChargeDisputeFundsWithdrawn);
        Assert.That(await sandbox.Entries(EntryKind.DisputeClosed), Is.Empty);
    }

    [Test]
    public async Task What_is_won_goes_along_with_a_payout()
    {
        await sandbox.Pay("pm_chargeback_won_60");
        await sandbox.MoveClock("P20D");
        Assert.That(await sandbox.Stripe.Payouts.ListAsync(), Is.Empty, "what came in was taken back");

        await sandbox.Pay("pm_ok");
        await sandbox.MoveClock("P40D");

        var payouts = (await sandbox.Stripe.Payouts.ListAsync()).Data;
        Assert.That(payouts.Sum(one => one.Amount), Is.EqualTo((2 * (1210 - 42)) - 1500));
    }

    [Test]
    public async Task A_refund_comes_back_and_may_be_made_again()
    {
        var paid = await sandbox.Pay("pm_refund_fails");
        var refund = await sandbox.Stripe.Refunds.CreateAsync(new()
        {
            PaymentIntent = paid.Id, Amount = 1210, Metadata = new() { ["refund_no"] = "1" },
        });

        await sandbox.MoveClock("P2D");
        await sandbox.Restart();

        var back = await sandbox.Stripe.Refunds.GetAsync(refund.Id);
        Assert.That((back.Status, back.FailureReason), Is.EqualTo(("failed", "expired_or_canceled_card")));
        var told = (Stripe.Refund)(await Told(EventTypes.RefundFailed)).Single().Data.Object;
        Assert.That((told.Id, told.Metadata["refund_no"]), Is.EqualTo((refund.Id, "1")));
        var movements = (await sandbox.Stripe.BalanceTransactions.ListAsync(new() { Source = refund.Id })).Data;
        Assert.That(movements.Select(one => (one.Type, one.Amount)),
            Is.EquivalentTo(new[] { ("refund", -1210L), ("refund_failure", 1210L) }));
        Assert.That((await sandbox.Stripe.Charges.GetAsync(paid.LatestChargeId)).AmountRefunded, Is.Zero);
        await sandbox.Stripe.Refunds.CreateAsync(new() { PaymentIntent = paid.Id, Amount = 1210 });
    }

    /// <summary>Exactly these of the kinds that are asked for, in the order in which they happened.</summary>
    private async Task<IReadOnlyList<Stripe.Event>> Told(params string[] types)
    {
        var taken = await Eventually.Becomes(
            () => Task.FromResult<IReadOnlyList<Stripe.Event>>(
                [.. receiver.Taken.Where(one => types.Contains(one.Type)).DistinctBy(one => one.Id)]),
            seen => seen.Count >= types.Length, Limit, string.Join(", ", types));
        Assert.That(taken.OrderBy(one => one.Id).Select(one => one.Type), Is.EqualTo(types));
        return [.. taken.OrderBy(one => one.Id)];
    }
}
