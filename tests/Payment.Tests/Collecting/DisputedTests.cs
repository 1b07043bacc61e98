using Charging.TestBed;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

/// <summary>Each way out of a payment whose money went back, by event.</summary>
[Category("bed")]
public class DisputedTests : OnDisputedPayment
{
    [Test]
    public async Task A_dispute_that_is_won_has_the_invoice_paid_again()
    {
        await paid.Reported(ReturnReported.Disputed, 1, "Reversed");
        await paid.Reported(ReturnReported.DisputeWon, 2, "Captured");

        await paid.Tells<PaymentCaptured>([1, 3]);
        await paid.Tells<PaymentReversed>([2]);
        await paid.Owes(0);
        Assert.That(await paid.Balance("gateway_clearing"), Is.EqualTo(1210));
        await paid.Mails((ReceiptKind.Reversal, 0), (ReceiptKind.Reinstated, 3));
    }

    [Test]
    public async Task One_that_is_won_before_its_beginning_is_heard_of_changes_nothing()
    {
        await paid.Worker.Deliver(paid.Report(ReturnReported.DisputeWon, 2));
        await paid.Kept("won");
        await paid.Worker.Deliver(paid.Report(ReturnReported.Disputed, 1));
        await paid.Worker.Deliver(paid.Report(ReturnReported.Disputed, 1));
        Assert.That(
            await paid.Worker.Bus.Consumed.Any<ReturnReported>(x => x.Context.Message.At == Noon.AddDays(1)), Is.True);

        await paid.Becomes("Captured");
        await paid.Owes(0);
        Assert.That(paid.Told<PaymentReversed>(), Is.Empty);
    }

    [Test]
    public async Task One_that_is_taken_up_again_takes_the_money_again_and_may_be_won_again()
    {
        await paid.Reported(ReturnReported.Disputed, 1, "Reversed");
        await paid.Reported(ReturnReported.DisputeWon, 2, "Captured");
        await paid.Reported(ReturnReported.Disputed, 3, "Reversed");
        await paid.Owes(1210);
        await paid.Reported(ReturnReported.DisputeWon, 4, "Captured");

        await paid.Owes(0);
        await paid.Tells<PaymentCaptured>([1, 3, 5]);
        await paid.Tells<PaymentReversed>([2, 4]);
    }

    [Test]
    public async Task What_is_lost_is_told_and_waits_for_another_method_which_is_drawn_once()
    {
        await paid.Reported(ReturnReported.Disputed, 1, "Reversed");
        await paid.Worker.Deliver(paid.Report(ReturnReported.DisputeLost, 2));
        await paid.Kept("lost");
        await paid.Tells<PaymentReversed>([2, 3]);
        Assert.That(paid.Worker.Captures, Has.Count.EqualTo(1), "nobody has named another");

        await paid.Worker.Keep(Customer("acme", "tok_ok") with { Version = 2 });
        await paid.Worker.Deliver(paid.Report(ReturnReported.DisputeLost, 2));
        await paid.Worker.Keep(Customer("acme", "tok_slow") with { Version = 3 });

        await paid.Becomes("Captured");
        await paid.Draws(2);
        await paid.Owes(0);
        var tokens = (await paid.Worker.Attempts(paid.Invoice)).Select(one => one.MethodToken);
        Assert.That(tokens, Is.EqualTo(new[] { "tok_ok", "tok_slow" }));
        await paid.Tells<PaymentCaptured>([1, 4]);
        await paid.Mails((ReceiptKind.DisputeLost, 3), (ReceiptKind.Receipt, 4));
    }

    [Test]
    public async Task A_method_that_was_named_while_the_dispute_was_open_is_drawn_when_it_is_lost()
    {
        await paid.Reported(ReturnReported.Disputed, 1, "Reversed");
        await paid.Worker.Keep(Customer("acme", "tok_slow") with { Version = 2 });
        await paid.Worker.Deliver(new RetryDue { InvoiceId = paid.Invoice.InvoiceId, AttemptNo = 1 });
        await paid.Worker.Deliver(new RetryPayment { InvoiceId = paid.Invoice.InvoiceId, AttemptNo = 1 });
        Assert.That(await paid.Worker.Bus.Consumed.Any<RetryPayment>(), Is.True);
        Assert.That(paid.Worker.Captures, Has.Count.EqualTo(1), "the dispute is open");

        await paid.Worker.Deliver(paid.Report(ReturnReported.DisputeLost, 2));

        await paid.Draws(2);
        await paid.Becomes("Captured");
    }

    [Test]
    public async Task What_was_drawn_once_more_and_goes_back_too_is_not_drawn_a_third_time()
    {
        await paid.Lost();
        await paid.Worker.Keep(Customer("acme", "tok_slow") with { Version = 2 });
        await paid.Becomes("Captured");
        var second = (await paid.Worker.Attempts(paid.Invoice))[1].GatewayReference;
        await paid.Worker.Deliver(paid.Report(ReturnReported.DisputeLost, 3) with
        {
            GatewayReference = "dp_2",
            CaptureReference = second,
        });
        await paid.Becomes("Reversed");

        await paid.Worker.Keep(Customer("acme", "tok_slow_3") with { Version = 3 });
        await paid.Worker.Deliver(new RetryPayment { InvoiceId = paid.Invoice.InvoiceId, AttemptNo = 2 });
        Assert.That(await paid.Worker.Bus.Consumed.Any<RetryPayment>(), Is.True);

        await paid.Becomes("Reversed");
        Assert.That(paid.Worker.Captures, Has.Count.EqualTo(2));
        await paid.Owes(1210);
    }

    [Test]
    public async Task What_is_won_after_it_was_drawn_once_more_is_given_back()
    {
        await paid.Lost();
        await paid.Worker.Keep(Customer("acme", "tok_slow") with { Version = 2 });
        await paid.Becomes("Captured");

        await paid.Worker.Deliver(paid.Report(ReturnReported.DisputeWon, 3));
        await paid.Worker.Deliver(paid.Report(ReturnReported.DisputeWon, 3));

        await paid.Owes(0);
        var refunds = await Eventually.Becomes(
            () => paid.Worker.Refunds.Of(paid.Invoice.InvoiceId, default),
            seen => seen.Refunds is [{ Status: RefundStatus.Done }], TimeSpan.FromSeconds(30), "it is given back");
        Assert.That(refunds.Refunds.Single().Reason, Is.EqualTo(Refund.DrawnTwice));
        Assert.That(refunds.Left, Is.EqualTo(Euro(1210)), "the invoice's own may be given back as before");
        Assert.That(await paid.Balance("gateway_clearing"), Is.EqualTo(1210));
    }

    [Test]
    public async Task Told_again_after_a_crash_it_is_told_in_the_same_words()
    {
        await paid.Reported(ReturnReported.Disputed, 1, "Reversed");
        paid.Worker.FailsToTell.Enqueue(new InvalidOperationException("the broker is away"));
        await paid.Worker.Deliver(paid.Report(ReturnReported.DisputeWon, 2));
        await paid.Becomes("Captured");

        await paid.Worker.Deliver(paid.Report(ReturnReported.DisputeWon, 2));

        await paid.Tells<PaymentCaptured>([1, 3]);
    }
}
