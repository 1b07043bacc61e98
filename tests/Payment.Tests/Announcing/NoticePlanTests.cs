using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Announcing;

public class NoticePlanTests
{
    private static readonly DebitTerms Terms = new("CZ73ZZZ10002", 14, "Europe/Prague");
    private static readonly Guid InvoiceId = Guid.NewGuid();
    private static readonly PaymentMethod First = Account("pm_first");
    private static readonly PaymentMethod Second = Account("pm_second");
    private static readonly Notice Told = Notice.Make(InvoiceId, 1, First, Terms, Noon) with { SentAt = Noon };
    private static readonly DateTime Day = Told.DrawAt;

    [Test]
    public void A_debit_is_told_first_and_waits_for_its_day()
    {
        var wait = (NextStep.AwaitDay)Next(Unpaid(), Noon, First);

        Assert.That(wait.Notice, Is.EqualTo(Told with { SentAt = null, MailDueAt = Noon }));
        Assert.That((wait.DueAt, wait.Notice.DrawOn), Is.EqualTo((Day, new DateOnly(2026, 12, 4))));
    }

    [Test]
    public void It_is_not_drawn_a_moment_before_its_day()
    {
        Assert.That(Next(Unpaid(Told), Day.AddTicks(-1), First), Is.EqualTo(new NextStep.AwaitDay(Told, Day)));
        Assert.That(Next(Unpaid(Told), Day, First), Is.EqualTo(new NextStep.Start(1, First)));
    }

    [Test]
    public void It_is_not_drawn_on_any_day_while_its_notice_has_not_left()
    {
        var unsent = Told with { SentAt = null };

        foreach (var days in (int[])[0, 1, 30, 365])
            Assert.That(
                Next(Unpaid(unsent), Day.AddDays(days), First),
                Is.EqualTo(new NextStep.AwaitDay(unsent, Day.AddDays(days + 1))));
    }

    [Test]
    public void What_could_not_be_told_is_owed_again_whenever_the_payment_is_looked_at()
    {
        var refused = Told with { SentAt = null, MailDueAt = null };
        var later = Noon.AddDays(2);

        Assert.That(
            Next(Unpaid(refused), later, First),
            Is.EqualTo(new NextStep.AwaitDay(refused with { MailDueAt = later }, Day)));
    }

    [Test]
    public void Agreed_at_0_days_it_is_drawn_at_once()
    {
        var agreed = First with
        {
            Mandate = new() { PrenotificationDays = 0, Agreed = true, AgreedOn = new DateOnly(2026, 11, 1) },
        };

        Assert.That(Next(Unpaid(), Noon, agreed), Is.EqualTo(new NextStep.Start(1, agreed)));
        Assert.That(
            Next(Unpaid(Told), Noon, agreed), Is.EqualTo(new NextStep.AwaitDay(Told, Day)), "once told, a day is kept");
    }

    [Test]
    public void Another_account_is_another_notice_with_days_of_its_own()
    {
        var later = Noon.AddDays(10);

        var wait = (NextStep.AwaitDay)Next(Unpaid(Told), later, Second);

        Assert.That((wait.Notice.NoticeNo, wait.Notice.MethodToken), Is.EqualTo((2, "pm_second")));
        Assert.That(wait.Notice.DrawOn, Is.EqualTo(new DateOnly(2026, 12, 14)));
        var mandate = First with { MandateReference = "M-2" };
        Assert.That(((NextStep.AwaitDay)Next(Unpaid(Told), later, mandate)).Notice.NoticeNo, Is.EqualTo(2));
    }

    [Test]
    public void A_card_in_its_place_is_not_drawn_before_the_day_that_the_customer_was_told()
    {
        var card = Card("pm_card");

        Assert.That(Next(Unpaid(Told), Noon.AddDays(1), card), Is.EqualTo(new NextStep.AwaitDay(Told, Day)));
        Assert.That(Next(Unpaid(Told), Day, card), Is.EqualTo(new NextStep.Start(1, card)));
        Assert.That(
            Next(Unpaid(Told with { SentAt = null }), Noon.AddDays(1), card), Is.EqualTo(new NextStep.Start(1, card)),
            "nobody was told");
    }

    [Test]
    public void Behind_a_card_that_is_refused_the_debit_is_told_then()
    {
        var refused = Started(InvoiceId, 1, "pm_card").Declined("lost_card");

        var wait = Next(Unpaid() with { Attempts = [refused] }, Noon.AddHours(1), Card("pm_card"), First);

        Assert.That(((NextStep.AwaitDay)wait).Notice.DrawOn, Is.EqualTo(new DateOnly(2026, 12, 4)));
    }

    [Test]
    public void What_was_told_is_good_for_every_further_try_of_the_account()
    {
        var declined = Started(InvoiceId, 1, "pm_first") with { StartedAt = Day };
        var history = Unpaid(Told) with { Attempts = [declined.Declined("insufficient_funds")] };

        Assert.That(Next(history, Day.AddMinutes(1), First), Is.InstanceOf<NextStep.WaitToRetry>());
        Assert.That(Next(history, Day.AddHours(2), First), Is.EqualTo(new NextStep.Start(2, First)));
    }

    [Test]
    public void Credited_whole_given_up_or_without_a_method_it_waits_no_longer()
    {
        Assert.That(
            Next(Unpaid(Told) with { IsCreditedWhole = true }, Noon, First),
            Is.EqualTo(new NextStep.Abandon(AbandonReason.Credited)));
        Assert.That(
            Next(Unpaid(Told) with { IsGivenUp = true }, Noon, First),
            Is.EqualTo(new NextStep.Abandon(AbandonReason.Decided)));
        Assert.That(
            Next(Unpaid(Told), Noon), Is.EqualTo(new NextStep.Abandon(AbandonReason.NoPaymentMethod)));
    }

    [Test]
    public void An_account_that_was_refused_for_another_invoice_meanwhile_is_not_drawn_on_its_day()
    {
        var customer = Customer("acme") with { Methods = [First, Second], SuspendedTokens = ["pm_first"] };

        var wait = (NextStep.AwaitDay)RetryPlan.Next(Unpaid(Told), customer, Day, new RetryOptions());

        Assert.That(wait.Notice.MethodToken, Is.EqualTo("pm_second"));
    }

    private static History Unpaid(params Notice[] notices) => new([], Noon, RetryAskedAfter: 0)
    {
        InvoiceId = InvoiceId,
        Terms = Terms,
        Notices = notices,
    };

    private static NextStep Next(History payment, DateTime now, params PaymentMethod[] methods) =>
        RetryPlan.Next(payment, Customer("acme") with { Methods = methods }, now, new RetryOptions());
}
