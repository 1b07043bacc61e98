using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

public class RetrialTests
{
    private static readonly Customer Two = Customer("acme", "tok_1", "tok_2");

    [TestCase("WaitingToRetry")]
    [TestCase("AwaitingCustomer")]
    public void What_waits_is_tried_again(string state)
    {
        var payment = PaymentState.Begin(Invoice(), Noon);
        payment.CurrentState = state;

        Assert.That(Retrial.ObjectionTo(payment, new()), Is.Null);
    }

    [TestCase("Initial")]
    [TestCase("Resolving")]
    [TestCase("Pending")]
    [TestCase("NeedsReview")]
    [TestCase("Captured")]
    [TestCase("Abandoned")]
    public void What_may_still_draw_the_money_or_is_settled_is_not(string state)
    {
        var payment = PaymentState.Begin(Invoice(), Noon);
        payment.CurrentState = state;

        Assert.That(
            Retrial.ObjectionTo(payment, new() { Customer = Two }),
            Does.Contain(payment.InvoiceNumber).And.Contain($" is {state}:").And.Contain("payments show"));
    }

    [Test]
    public void What_went_back_for_good_is_drawn_from_another_method_even_one_that_was_known_then() =>
        Assert.That(Objection(Reversed(ReturnReported.DisputeLost), Two), Is.Null);

    [Test]
    public void While_its_dispute_is_open_nothing_is_drawn() =>
        Assert.That(
            Objection(Reversed(ReturnReported.Disputed), Two),
            Does.Contain("dispute dp_1 is open").And.Contain("payments dispute lost"));

    [Test]
    public void A_part_that_went_back_is_not_drawn_again() =>
        Assert.That(
            Objection(Reversed(ReturnReported.DisputeLost, isFinal: false), Two),
            Does.Contain("a part").And.Contain("payments abandon"));

    [Test]
    public void What_was_drawn_twice_already_is_not_drawn_a_third_time()
    {
        var (payment, found) = Reversed(ReturnReported.DisputeLost);
        found = found with { Attempts = [.. found.Attempts, Drawn(payment, 2)] };

        Assert.That(Objection((payment, found), Two), Does.Contain("was drawn twice already"));
    }

    [TestCase("tok_1", Description = "what the money went back to")]
    [TestCase("tok_2", Description = "refused for good")]
    public void Without_another_method_it_says_that_one_is_needed(string token)
    {
        var customer = Customer("acme", token) with { SuspendedTokens = ["tok_2"] };

        Assert.That(
            Objection(Reversed(ReturnReported.DisputeLost), customer),
            Does.Contain("customer acme has no other card or account").And.Contain("payments abandon"));
    }

    [Test]
    public void Whom_nobody_knows_has_no_other_method_either() =>
        Assert.That(
            Objection(Reversed(ReturnReported.DisputeLost), customer: null),
            Does.Contain("no other card or account"));

    /// <summary>Captured from tok_1, and reported to have gone back; final where it may be drawn again.</summary>
    private static (PaymentState Payment, Findings Found) Reversed(string reason, bool isFinal = true)
    {
        var payment = PaymentState.Begin(Invoice(), Noon);
        var capture = Drawn(payment, 1);
        var dispute = Dispute.First(
            new ReturnReported
            {
                InvoiceId = payment.CorrelationId, Reason = reason, GatewayReference = "dp_1",
                CaptureReference = "pay_1", Amount = Euro(1210), At = Noon.AddDays(1),
            },
            "pay_1");
        var found = new Findings
        {
            Attempts = [isFinal ? capture with { ReturnedAt = Noon.AddDays(1) } : capture],
            Disputes = [dispute],
            Customer = Two,
        };
        found = payment.Follow(found, new NextStep.Reverse(dispute, dispute.Amount), Noon.AddDays(1));
        payment.CurrentState = "Reversed";
        return (payment, found);
    }

    private static string? Objection((PaymentState Payment, Findings Found) reversed, Customer? customer) =>
        Retrial.ObjectionTo(reversed.Payment, reversed.Found with { Customer = customer });

    private static Attempt Drawn(PaymentState payment, int number) =>
        Started(payment.CorrelationId, number, $"tok_{number}") with
        {
            Status = AttemptStatus.Captured,
            GatewayReference = $"pay_{number}",
            ResolvedAt = Noon,
        };
}
