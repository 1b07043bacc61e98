using System.Diagnostics;
using Charging.TestBed;
using Stripe;

namespace Charging.Sandbox.Tests.Telling;

public sealed class OutboxTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private WebhookReceiver receiver = null!;
    private SandboxHost sandbox = null!;

    [SetUp]
    public async Task Open()
    {
        receiver = await WebhookReceiver.Start();
        sandbox = await SandboxHost.Start([.. receiver.Settings, ("Webhook:LateBy", "00:00:01")]);
    }

    [TearDown]
    public async Task Close()
    {
        await sandbox.DisposeAsync();
        await receiver.DisposeAsync();
    }

    [Test]
    public async Task A_payment_is_told_as_stripe_tells_it()
    {
        var paid = await sandbox.Pay("pm_ok", "key", invoice: "55");

        var told = (await Taken(1)).Single();
        Assert.That(told.Type, Is.EqualTo(EventTypes.PaymentIntentSucceeded));
        Assert.That(told.Request.IdempotencyKey, Is.EqualTo("key"));
        var payment = (PaymentIntent)told.Data.Object;
        Assert.That((payment.Id, payment.Status, payment.Metadata["invoice_id"]),
            Is.EqualTo((paid.Id, "succeeded", "55")));
    }

    [Test]
    public async Task Each_turn_of_a_payment_has_its_event()
    {
        await sandbox.Refusal("pm_declined_lost_card", invoice: "1");
        await sandbox.Pay("pm_sepa_pending_returned", invoice: "2");
        var paid = await sandbox.Pay("pm_chargeback_60", invoice: "3");
        await sandbox.Stripe.Refunds.CreateAsync(new() { PaymentIntent = paid.Id, Amount = 10 });
        await sandbox.MoveClock("P3D");

        Assert.That(
            (await Taken(7)).Select(told => told.Type),
            Is.EquivalentTo(new[]
            {
                EventTypes.PaymentIntentPaymentFailed, EventTypes.PaymentIntentProcessing,
                EventTypes.PaymentIntentSucceeded, EventTypes.ChargeRefunded, EventTypes.ChargeDisputeCreated,
                EventTypes.ChargeDisputeFundsWithdrawn, EventTypes.PaymentIntentPaymentFailed,
            }));
        Assert.That(Of<Stripe.Dispute>().PaymentIntentId, Is.EqualTo(paid.Id));
        Assert.That(Of<Stripe.Charge>().AmountRefunded, Is.EqualTo(10));
    }

    [Test]
    public async Task A_payout_is_told()
    {
        await sandbox.Pay("pm_ok");
        await sandbox.MoveClock("P3D");
        await Taken(2);

        Assert.That(Of<Stripe.Payout>().Amount, Is.EqualTo(1210 - 42));
    }

    [Test]
    public async Task An_event_comes_again_until_it_is_taken()
    {
        receiver.Refuse(3);
        await sandbox.Pay("pm_ok");

        var told = (await Taken(1)).Single();

        Assert.That(receiver.Refused, Is.EqualTo(Enumerable.Repeat(told.Id, 3)));
        await Eventually.Holds(async () => (await sandbox.Entries(EntryKind.Told)).Count == 1, Limit, "noted");
    }

    [Test]
    public async Task An_event_that_was_not_taken_comes_after_a_restart_and_one_that_was_does_not()
    {
        await sandbox.Pay("pm_ok", invoice: "taken");
        await Taken(1);
        await Eventually.Holds(async () => (await sandbox.Entries(EntryKind.Told)).Count == 1, Limit, "noted");
        receiver.Refuse(int.MaxValue);
        await sandbox.Pay("pm_ok", invoice: "refused");
        await Eventually.Holds(() => Task.FromResult(!receiver.Refused.IsEmpty), Limit, "refused once");

        await sandbox.Stop();
        receiver.Refuse(0);
        await sandbox.Start();

        var invoices = (await Taken(2)).Select(told => ((PaymentIntent)told.Data.Object).Metadata["invoice_id"]);
        Assert.That(invoices, Is.EqualTo(new[] { "taken", "refused" }));
    }

    [Test]
    public async Task An_event_may_come_twice()
    {
        await sandbox.Pay("pm_ok__twice");

        Assert.That((await Taken(2)).Select(told => told.Id).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task An_event_may_come_before_the_answer()
    {
        await sandbox.Pay("pm_ok__early");

        Assert.That(receiver.Taken, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_event_may_come_late()
    {
        var watch = Stopwatch.StartNew();
        await sandbox.Pay("pm_ok__late");
        Assert.That(receiver.Taken, Is.Empty);

        await Taken(1);

        Assert.That(watch.Elapsed, Is.GreaterThanOrEqualTo(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task The_first_event_may_come_after_the_second()
    {
        await sandbox.Pay("pm_sepa_pending_ok__swapped");
        await sandbox.MoveClock("P3D");

        Assert.That(
            (await Taken(2)).Select(told => told.Type),
            Is.EqualTo(new[] { EventTypes.PaymentIntentSucceeded, EventTypes.PaymentIntentProcessing }));
    }

    [Test]
    public async Task Events_are_listed_for_whoever_missed_them()
    {
        await sandbox.Pay("pm_ok");
        await sandbox.Refusal("pm_declined_lost_card");

        var failed = await sandbox.Stripe.Events.ListAsync(new() { Type = EventTypes.PaymentIntentPaymentFailed });
        var all = await sandbox.Stripe.Events.ListAsync();

        Assert.That(failed.Data, Has.Count.EqualTo(1));
        Assert.That(all.Data, Has.Count.EqualTo(2));
        Assert.That((await sandbox.Stripe.Events.GetAsync(failed.Data[0].Id)).Type, Is.EqualTo(failed.Data[0].Type));
    }

    private async Task<IReadOnlyList<Stripe.Event>> Taken(int count)
    {
        await Eventually.Holds(() => Task.FromResult(receiver.Taken.Count >= count), Limit, $"{count} events taken");
        return [.. receiver.Taken];
    }

    private T Of<T>() => receiver.Taken.Select(told => told.Data.Object).OfType<T>().First();
}
