using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

/// <summary>What only the customer can mend, and what is never mended.</summary>
public class WaitingForCustomersTests
{
    private static readonly RetryOptions Defaults = new();
    private static readonly Guid InvoiceId = Guid.NewGuid();
    private static readonly DateTime Limit = Noon.AddSeconds(1).AddDays(30);

    private static readonly Attempt Expired = Started(InvoiceId, 1, "tok_a").Declined("expired_card");
    private static readonly Attempt Unconfirmed = Started(InvoiceId, 1, "tok_a").Declined("authentication_required");

    [Test]
    public void Data_that_are_out_of_date_hand_over_to_the_next_method() =>
        Assert.That(Next([Expired], Customer("acme", "tok_a", "tok_b")), Is.EqualTo(Start(2, "tok_b")));

    [Test]
    public void With_nothing_else_to_draw_the_customer_is_waited_for_up_to_thirty_days()
    {
        var acme = Customer("acme", "tok_a");

        Assert.That(Next([Expired], acme), Is.EqualTo(new NextStep.AwaitCustomer(Limit)));
        Assert.That(Next([Expired], acme, now: Limit), Is.EqualTo(new NextStep.Abandon(AbandonReason.MethodsRefused)));
    }

    [Test]
    public void A_newer_version_of_the_data_is_tried_at_once()
    {
        Assert.That(Next([Expired], Customer("acme", "tok_a") with { Version = 2 }), Is.EqualTo(Start(2, "tok_a")));
        Assert.That(Next([Expired], Customer("acme", "tok_b") with { Version = 2 }), Is.EqualTo(Start(2, "tok_b")));
    }

    [Test]
    public void Said_to_be_done_what_the_bank_wanted_is_tried_at_once()
    {
        var acme = Customer("acme", "tok_a", "tok_b");

        Assert.That(Next([Unconfirmed], acme), Is.EqualTo(new NextStep.AwaitCustomer(Limit)));
        Assert.That(Next([Unconfirmed], acme, askedAfter: 1), Is.EqualTo(Start(2, "tok_a")));
    }

    [Test]
    public void A_customer_who_does_nothing_has_the_next_method_drawn_in_the_end() =>
        Assert.That(
            Next([Unconfirmed], Customer("acme", "tok_a", "tok_b"), now: Limit), Is.EqualTo(Start(2, "tok_b")));

    [Test]
    public void A_retry_that_is_asked_for_does_not_wait_for_the_ladder()
    {
        var broke = Started(InvoiceId, 1, "tok_a").Declined("insufficient_funds");

        Assert.That(Next([broke], Customer("acme", "tok_a"), askedAfter: 1), Is.EqualTo(Start(2, "tok_a")));
    }

    [Test]
    public void Nobody_waits_for_a_method_that_was_refused_for_good()
    {
        var lost = Started(InvoiceId, 1, "tok_a").Declined("lost_card");
        var abandoned = new NextStep.Abandon(AbandonReason.MethodsRefused);

        Assert.That(Next([lost], Customer("acme", "tok_a")), Is.EqualTo(abandoned));
        Assert.That(
            Next([lost], Customer("acme", "tok_a") with { Version = 9 }, askedAfter: 1), Is.EqualTo(abandoned));
    }

    [Test]
    public void A_suspended_method_is_passed_over_from_the_first_attempt_on()
    {
        var suspended = Customer("acme", "tok_a", "tok_b") with { SuspendedTokens = ["tok_a"] };
        var nothingElse = Customer("acme", "tok_a") with { SuspendedTokens = ["tok_a"] };

        Assert.That(Next([], suspended), Is.EqualTo(Start(1, "tok_b")));
        Assert.That(Next([], nothingElse), Is.EqualTo(new NextStep.Abandon(AbandonReason.MethodsRefused)));
    }

    private static NextStep.Start Start(int attemptNo, string token) => new(attemptNo, Card(token));

    private static NextStep Next(
        IReadOnlyList<Attempt> attempts, Customer customer, int askedAfter = 0, DateTime? now = null) =>
        RetryPlan.Next(new History(attempts, Noon, askedAfter), customer, now ?? Noon.AddSeconds(1), Defaults);
}
