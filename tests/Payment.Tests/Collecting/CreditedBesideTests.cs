using Charging.Payments.Tests.Refunding;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

/// <summary>What went back and is not owed whole any more is not drawn once more.</summary>
[Category("bed")]
public class CreditedBesideTests : OnDisputedPayment
{
    [Test]
    public async Task What_is_lost_and_then_credited_in_part_is_not_drawn_whole()
    {
        await paid.Lost();
        await paid.Worker.Deliver(paid.Invoice.Note(net: 300, tax: 63));
        await paid.Owes(1210 - 363);

        await IsNotDrawnAgain();

        await paid.Owes(1210 - 363);
    }

    [Test]
    public async Task Of_two_parts_that_were_lost_and_one_won_later_nothing_is_drawn()
    {
        foreach (var part in new[] { "dp_1", "dp_2" })
            await paid.Worker.Deliver(Part(part, ReturnReported.DisputeLost, 1));
        await paid.Owes(1210);
        await paid.Worker.Deliver(Part("dp_1", ReturnReported.DisputeWon, 2));
        await paid.Owes(605);

        await IsNotDrawnAgain();

        await paid.Owes(605);
    }

    [Test]
    public async Task Of_what_was_lost_in_part_and_is_credited_whole_the_rest_is_given_back()
    {
        await paid.Worker.Deliver(Part("dp_1", ReturnReported.Disputed, 1));
        await paid.Owes(605);
        await paid.Worker.Deliver(paid.Invoice.Whole());
        await paid.Owes(605 - 1210);
        await paid.Worker.Deliver(Part("dp_1", ReturnReported.DisputeLost, 2));

        await paid.Owes(0);

        Assert.That(paid.Worker.Captures.Select(line => line.Minor), Is.EqualTo(new[] { 1210, -605 }));
        Assert.That(await paid.Balance("gateway_clearing"), Is.Zero);
    }

    [Test]
    public async Task Given_up_by_the_report_itself_and_not_told_for_a_crash_it_is_told_again()
    {
        await paid.Lost();
        await paid.Worker.Deliver(new AbandonPayment { InvoiceId = paid.Invoice.InvoiceId, Reason = "moved away" });
        await paid.Becomes("Abandoned");
        await paid.Reported(ReturnReported.Disputed, 2, "Reversed");
        paid.Worker.FailsToTell.Enqueue(new InvalidOperationException("the broker is away"));
        await paid.Reported(ReturnReported.DisputeLost, 3, "Abandoned");

        await paid.Worker.Deliver(paid.Report(ReturnReported.DisputeLost, 3));

        await paid.Tells<PaymentAbandoned>([3, 5]);
        await paid.Owes(0);
    }

    private async Task IsNotDrawnAgain()
    {
        await paid.Worker.Keep(Customer("acme", "tok_slow") with { Version = 2 });
        await paid.Worker.Deliver(new RetryPayment { InvoiceId = paid.Invoice.InvoiceId, AttemptNo = 1 });
        Assert.That(await paid.Worker.Bus.Consumed.Any<RetryPayment>(), Is.True);
        await paid.Becomes("Reversed");
        Assert.That(paid.Worker.Captures, Has.Count.EqualTo(1));
    }

    private ReturnReported Part(string dispute, string reason, int day) =>
        paid.Report(reason, day) with { GatewayReference = dispute, Amount = Euro(605) };
}
