using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

public class CeilingTests
{
    private static readonly Guid InvoiceId = Guid.NewGuid();

    private static readonly PaymentMethod Account =
        Card("tok_a") with { Kind = PaymentMethodKind.BankAccount, Brand = "Lesní banka" };

    /// <summary>More patience than any network has.</summary>
    private static readonly RetryOptions Insistent = new()
    {
        Later = [.. Enumerable.Repeat(TimeSpan.FromMinutes(1), 30)],
        Technical = [.. Enumerable.Repeat(TimeSpan.FromMinutes(1), 30)],
    };

    [TestCase("visa", 20, 30 * 24)]
    [TestCase("Mastercard", 10, 24)]
    [TestCase("amex", 10, 24)]
    public void A_card_that_was_tried_as_often_as_its_network_allows_rests(string brand, int tries, int hours)
    {
        var card = Card("tok_a") with { Brand = brand };
        var free = Noon.AddHours(hours);

        Assert.That(Next(tries - 1, Noon.AddHours(1), card), Is.EqualTo(new NextStep.Start(tries, card)));
        Assert.That(Next(tries, Noon.AddHours(1), card), Is.EqualTo(new NextStep.WaitToRetry(free)));
        Assert.That(Next(tries, free, card), Is.EqualTo(new NextStep.Start(tries + 1, card)));
    }

    [Test]
    public void A_card_of_mastercard_is_tried_35_times_a_month()
    {
        var card = Card("tok_a") with { Brand = "mastercard" };
        var tries = Enumerable.Range(0, 35).Select(number => Started(InvoiceId, number + 1, "tok_a") with
        {
            StartedAt = Noon.AddHours(5 * number),
        });

        Assert.That(
            Ceiling.FreeAt(card, new History([.. tries], Noon, 0), Noon.AddDays(8)), Is.EqualTo(Noon.AddDays(30)));
    }

    [Test]
    public void A_card_that_was_declined_for_other_invoices_rests_before_its_first_try_for_this_one()
    {
        var card = Card("tok_a") with { Brand = "mastercard" };
        var customer = Customer("acme") with { Methods = [card] };
        var declined = Enumerable.Range(0, 10).Select(i => new DeclinedElsewhere("tok_a", Noon.AddMinutes(i)));
        var payment = new History([], Noon.AddHours(1), 0) { Elsewhere = [.. declined] };

        Assert.That(
            RetryPlan.Next(payment, customer, Noon.AddHours(1), Insistent),
            Is.EqualTo(new NextStep.WaitToRetry(Noon.AddHours(24))));
        Assert.That(
            RetryPlan.Next(payment with { Elsewhere = [.. declined.Skip(1)] }, customer, Noon.AddHours(1), Insistent),
            Is.EqualTo(new NextStep.Start(1, card)));
    }

    [Test]
    public void Of_other_invoices_no_network_but_Mastercard_counts_anything()
    {
        var back = Enumerable.Repeat(new DeclinedElsewhere("tok_a", Noon), 50);
        var payment = new History([], Noon, 0) { Elsewhere = [.. back] };

        Assert.That(Ceiling.FreeAt(Account, payment, Noon), Is.EqualTo(Noon));
        Assert.That(Ceiling.FreeAt(Card("tok_a"), payment, Noon), Is.EqualTo(Noon), "Visa counts the same amount");
    }

    [Test]
    public void A_bank_account_is_debited_again_twice_and_not_waited_for_half_a_year()
    {
        Assert.That(Next(2, Noon.AddHours(1), Account), Is.EqualTo(new NextStep.Start(3, Account)));
        Assert.That(
            Next(3, Noon.AddHours(1), Account), Is.EqualTo(new NextStep.Abandon(AbandonReason.RetriesUsedUp)));
    }

    [Test]
    public void While_one_method_rests_the_next_is_drawn() =>
        Assert.That(
            Next(3, Noon.AddHours(1), Account, Card("tok_b")), Is.EqualTo(new NextStep.Start(4, Card("tok_b"))));

    [Test]
    public void Nobody_leads_past_a_ceiling_by_asking() =>
        Assert.That(
            RetryPlan.Next(
                new History(Declines(10), Noon, RetryAskedAfter: 10),
                Customer("acme") with { Methods = [Card("tok_a") with { Brand = "mastercard" }], Version = 2 },
                Noon.AddHours(1),
                Insistent),
            Is.EqualTo(new NextStep.WaitToRetry(Noon.AddHours(24))));

    private static NextStep Next(int declines, DateTime now, params PaymentMethod[] methods) =>
        RetryPlan.Next(
            new History(Declines(declines), Noon, RetryAskedAfter: 0),
            Customer("acme") with { Methods = methods }, now, Insistent);

    private static List<Attempt> Declines(int count) =>
        [.. Enumerable.Range(1, count).Select(number => Started(InvoiceId, number, "tok_a").Declined("R01"))];
}
