namespace Charging.Payments.Tests.Collecting;

/// <summary>Each way out of a payment whose money went back, by a person's word.</summary>
[Category("bed")]
public class DisputeDecidedTests : OnDisputedPayment
{
    [Test]
    public async Task What_is_lost_is_given_up_by_a_person_and_written_off()
    {
        await paid.Lost();
        await paid.Worker.Deliver(new AbandonPayment { InvoiceId = paid.Invoice.InvoiceId, Reason = "moved away" });
        await paid.Becomes("Abandoned");

        await paid.Owes(0);
        Assert.That(await paid.Balance("write_off"), Is.EqualTo(1210));
        await paid.Tells<PaymentAbandoned>([3]);
    }

    [Test]
    public async Task What_was_given_up_and_is_won_after_all_is_paid_and_no_loss()
    {
        await paid.Lost();
        await paid.Worker.Deliver(new AbandonPayment { InvoiceId = paid.Invoice.InvoiceId, Reason = "moved away" });
        await paid.Becomes("Abandoned");

        await paid.Reported(ReturnReported.DisputeWon, 3, "Captured");

        await paid.Owes(0);
        Assert.That(await paid.Balance("write_off"), Is.Zero);
        await paid.Tells<PaymentCaptured>([1, 4]);
    }

    [Test]
    public async Task While_the_dispute_is_open_nothing_is_given_up()
    {
        await paid.Reported(ReturnReported.Disputed, 1, "Reversed");

        await paid.Worker.Deliver(new AbandonPayment { InvoiceId = paid.Invoice.InvoiceId, Reason = "moved away" });

        Assert.That(
            await paid.Worker.Bus.Consumed.Any<AbandonPayment>(x =>
                $"{x.Exception}".Contains("say payments dispute lost")),
            Is.True);
        await paid.Becomes("Reversed");
    }

    [Test]
    public async Task A_person_says_how_it_ended_and_the_gateways_own_word_goes_before()
    {
        await paid.Reported(ReturnReported.Disputed, 1, "Reversed");
        await paid.Worker.Deliver(paid.Report(ReturnReported.DisputeWon, null) with { IsDecided = true });
        await paid.Becomes("Captured");

        await paid.Reported(ReturnReported.DisputeLost, 2, "Reversed");
        await paid.Worker.Deliver(paid.Report(ReturnReported.DisputeWon, null) with { IsDecided = true });
        await paid.Kept("lost");

        await paid.Becomes("Reversed");
        await paid.Owes(1210);
    }
}
