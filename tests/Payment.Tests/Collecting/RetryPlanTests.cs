using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

public class RetryPlanTests
{
    private static readonly RetryOptions Defaults = new();
    private static readonly Guid InvoiceId = Guid.NewGuid();

    [Test]
    public void The_first_attempt_draws_the_first_method_on_file() =>
        Assert.That(Next([], "tok_a", "tok_b"), Is.EqualTo(new NextStep.Start(1, Card("tok_a"))));

    [Test]
    public void Nothing_on_file_is_abandoned_at_once() =>
        Assert.That(Next([]), Is.EqualTo(new NextStep.Abandon(AbandonReason.NoPaymentMethod)));

    [TestCase(1, 1)]
    [TestCase(2, 24)]
    [TestCase(3, 72)]
    [TestCase(4, 120)]
    [TestCase(5, 168)]
    public void A_decline_that_may_pass_is_tried_again_after(int declines, int hours)
    {
        var history = Declines("insufficient_funds", declines);
        var due = history[^1].ResolvedAt!.Value.AddHours(hours);

        Assert.That(Next(history, due.AddMilliseconds(-1), "tok_a"), Is.EqualTo(new NextStep.WaitToRetry(due)));
        Assert.That(Next(history, due, "tok_a"), Is.EqualTo(new NextStep.Start(declines + 1, Card("tok_a"))));
    }

    [Test]
    public void The_sixth_decline_is_the_last() =>
        Assert.That(
            Next(Declines("insufficient_funds", 6), "tok_a"),
            Is.EqualTo(new NextStep.Abandon(AbandonReason.RetriesUsedUp)));

    [TestCase("lost_card")]
    [TestCase("AC04")]
    [TestCase("R02")]
    public void A_refused_method_hands_over_to_the_next_at_once(string code)
    {
        var refused = Started(InvoiceId, 1, "tok_a").Declined(code);

        Assert.That(
            Next([refused], refused.ResolvedAt!.Value, "tok_a", "tok_b"),
            Is.EqualTo(new NextStep.Start(2, Card("tok_b"))));
        Assert.That(Next([refused], "tok_a"), Is.EqualTo(new NextStep.Abandon(AbandonReason.MethodsRefused)));
    }

    [Test]
    public void An_amount_below_what_the_gateway_draws_ends_it_at_once_whatever_else_is_on_file()
    {
        var refused = Started(InvoiceId, 1, "tok_a").Declined("amount_too_small");

        Assert.That(
            Next([refused], refused.ResolvedAt!.Value, "tok_a", "tok_b"),
            Is.EqualTo(new NextStep.Abandon(AbandonReason.AmountTooSmall)));
    }

    [TestCase(1, 1)]
    [TestCase(2, 5)]
    [TestCase(3, 15)]
    [TestCase(4, 60)]
    public void A_technical_fault_has_quick_tries_and_then_the_ladder(int faults, int minutes)
    {
        var history = Declines("processing_error", faults);
        var due = history[^1].ResolvedAt!.Value.AddMinutes(minutes);

        Assert.That(Next(history, due.AddMilliseconds(-1), "tok_a"), Is.EqualTo(new NextStep.WaitToRetry(due)));
    }

    [Test]
    public void A_code_in_no_table_has_one_more_try()
    {
        Assert.That(Next(Declines("moon", 1), Noon.AddHours(2), "tok_a"), Is.InstanceOf<NextStep.Start>());
        Assert.That(
            Next(Declines("moon", 2), "tok_a"), Is.EqualTo(new NextStep.Abandon(AbandonReason.RetriesUsedUp)));
    }

    [Test]
    public void The_networks_wish_for_patience_is_honoured_up_to_a_month()
    {
        Assert.That(WaitFor(Noon.AddDays(2)), Is.EqualTo(Noon.AddDays(2)));
        Assert.That(WaitFor(Noon.AddMinutes(1)), Is.EqualTo(Noon.AddSeconds(1).AddHours(1)));
        Assert.That(WaitFor(Noon.AddYears(5)), Is.EqualTo(Noon.AddSeconds(1).AddDays(31)));

        static DateTime? WaitFor(DateTime waitUntil)
        {
            var declined = new GatewayAnswer.Declined("insufficient_funds", DeclineClass.Later, waitUntil);
            return Next([Started(InvoiceId, 1, "tok_a").With(declined, Noon.AddSeconds(1))], "tok_a").Alarm?.DueAt;
        }
    }

    [Test]
    public void An_attempt_that_was_started_and_not_heard_of_is_resumed()
    {
        var started = Started(InvoiceId, 1, "tok_a");

        Assert.That(Next([started], "tok_a", "tok_b"), Is.EqualTo(new NextStep.Resume(started, MayRepeat: true)));
    }

    [Test]
    public void A_call_is_not_repeated_once_the_gateway_may_have_forgotten_its_key()
    {
        var started = Started(InvoiceId, 1, "tok_a");

        Assert.That(
            Next([started], Noon.AddHours(23), "tok_a"), Is.EqualTo(new NextStep.Resume(started, MayRepeat: false)));
    }

    [Test]
    public void An_unanswered_attempt_is_looked_up_at_30_seconds_and_at_last_after_a_day()
    {
        var unanswered = Started(InvoiceId, 1, "tok_a").Unanswered(TimeSpan.FromSeconds(2));
        var lastTime = unanswered.Unanswered(TimeSpan.FromHours(12));
        var afterADay = unanswered.Unanswered(TimeSpan.FromHours(24));

        Assert.That(Next([unanswered], Noon.AddSeconds(5)), Is.EqualTo(new NextStep.LookAgain(Noon.AddSeconds(30))));
        Assert.That(Next([unanswered], Noon.AddSeconds(30)), Is.EqualTo(new NextStep.Resume(unanswered, true)));
        Assert.That(Next([lastTime], Noon.AddHours(13)), Is.EqualTo(new NextStep.LookAgain(Noon.AddHours(24))));
        Assert.That(Next([afterADay], Noon.AddHours(24)), Is.EqualTo(new NextStep.Review()));
    }

    [Test]
    public void A_pending_attempt_is_looked_up_daily_and_never_repeated()
    {
        var pending = Started(InvoiceId, 1, "tok_a").With(new GatewayAnswer.Pending("pay_1"), Noon.AddSeconds(1));

        Assert.That(Next([pending], Noon.AddSeconds(2)), Is.EqualTo(new NextStep.AwaitBank(Noon.AddDays(1))));
        Assert.That(Next([pending], Noon.AddDays(1)), Is.EqualTo(new NextStep.Resume(pending, MayRepeat: false)));
    }

    [Test]
    public void A_captured_invoice_stays_captured_whatever_else_is_in_its_history()
    {
        var captured = Started(InvoiceId, 2, "tok_a").Captured();

        Assert.That(
            Next([Started(InvoiceId, 1, "tok_a").Declined("lost_card"), captured]),
            Is.EqualTo(new NextStep.Captured(captured)));
    }

    [Test]
    public void A_customer_who_is_not_known_yet_is_waited_for_up_to_a_day()
    {
        Assert.That(
            RetryPlan.Next(Unpaid([]), null, Noon, Defaults),
            Is.EqualTo(new NextStep.WaitToRetry(Noon.AddSeconds(30))));
        Assert.That(
            RetryPlan.Next(Unpaid([]), null, Noon.AddDays(1), Defaults),
            Is.EqualTo(new NextStep.Abandon(AbandonReason.NoPaymentMethod)));
    }

    /// <summary>All started at noon and declined a second later, which is all that the plan asks of the last.</summary>
    private static List<Attempt> Declines(string code, int count) =>
        [.. Enumerable.Range(1, count).Select(number => Started(InvoiceId, number, "tok_a").Declined(code))];

    [Test]
    public void What_is_credited_whole_is_tried_no_more_once_the_outcome_of_every_attempt_is_known()
    {
        var started = Started(InvoiceId, 1, "tok_a");
        var end = new NextStep.Abandon(AbandonReason.Credited);

        Assert.That(Credited([]), Is.EqualTo(end));
        Assert.That(Credited([started.Declined("insufficient_funds")]), Is.EqualTo(end));
        Assert.That(Credited([started]), Is.InstanceOf<NextStep.Resume>());
        Assert.That(Credited([started.Captured()]), Is.InstanceOf<NextStep.Captured>());

        static NextStep Credited(List<Attempt> attempts) => RetryPlan.Next(
            Unpaid(attempts) with { IsCreditedWhole = true, IsGivenUp = true },
            Customer("acme", "tok_a"), Noon, Defaults);
    }

    private static NextStep Next(List<Attempt> attempts, params string[] tokens) =>
        Next(attempts, attempts.Count > 0 ? attempts[^1].StartedAt.AddSeconds(1) : Noon, tokens);

    private static NextStep Next(List<Attempt> attempts, DateTime now, params string[] tokens) =>
        RetryPlan.Next(Unpaid(attempts), Customer("acme", tokens), now, Defaults);

    private static History Unpaid(List<Attempt> attempts) => new(attempts, Noon, RetryAskedAfter: 0);
}
