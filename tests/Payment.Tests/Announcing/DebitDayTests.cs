namespace Charging.Payments.Tests.Announcing;

public class DebitDayTests
{
    private const string Prague = "Europe/Prague";

    private static readonly PaymentMethod Account = Sample.Account("pm_account");

    private static readonly DebitTerms Fourteen = new("CZ73ZZZ10002", 14, Prague);

    [TestCase("2026-11-20T12:00:00Z", 14, "2026-12-04")]
    [TestCase("2026-11-20T22:59:59Z", 14, "2026-12-04")]
    [TestCase("2026-11-20T23:00:00Z", 14, "2026-12-07", Description = "the 21st in Prague, then a Saturday")]
    [TestCase("2026-12-11T12:00:00Z", 14, "2026-12-28")]
    [TestCase("2026-11-20T12:00:00Z", 1, "2026-11-23")]
    public void It_is_so_many_days_after_the_notice_by_the_sellers_clock_and_one_of_banks(
        DateTimeOffset told, int days, string drawn) =>
        Assert.That(
            DebitDay.After(told.UtcDateTime, days, Prague), Is.EqualTo(DateOnly.Parse(drawn)));

    [TestCase("2026-12-04", Prague, "2026-12-03T23:00:00Z")]
    [TestCase("2026-07-01", Prague, "2026-06-30T22:00:00Z")]
    [TestCase("2026-12-04", null, "2026-12-04T00:00:00Z")]
    [TestCase("2026-12-04", "Nowhere/Land", "2026-12-04T00:00:00Z")]
    [TestCase("2024-03-31", "Asia/Beirut", "2024-03-30T22:00:00Z", Description = "There was no midnight")]
    public void It_begins_with_the_first_moment_on_the_sellers_wall(string day, string? zone, DateTimeOffset begins) =>
        Assert.That(DebitDay.Begin(DateOnly.Parse(day), zone), Is.EqualTo(begins.UtcDateTime));

    [Test]
    public void A_notice_that_leaves_a_day_late_gives_too_few_days_unless_banks_are_closed_then_anyway()
    {
        var told = new DateTime(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
        var notice = Notice.Make(Guid.NewGuid(), 1, Account, Fourteen, told);

        Assert.That((notice.DrawOn, notice.HoldsAt(told)), Is.EqualTo((new DateOnly(2026, 12, 4), true)));
        Assert.That(notice.HoldsAt(told.AddHours(11)), Is.False);
        var saturday = Notice.Make(Guid.NewGuid(), 1, Account, Fourteen, told.AddDays(1));
        Assert.That(saturday.DrawOn, Is.EqualTo(new DateOnly(2026, 12, 7)));
        Assert.That(saturday.HoldsAt(told.AddDays(3)), Is.True);
        Assert.That(saturday.HoldsAt(told.AddDays(4)), Is.False);
        Assert.That(notice.Renewed(told.AddDays(9)).DrawOn, Is.EqualTo(new DateOnly(2026, 12, 14)));
    }

    [TestCase(null, false, null, 14)]
    [TestCase(5, true, "2026-11-20", 5)]
    [TestCase(0, true, "2026-11-20", 0)]
    [TestCase(5, true, "2026-11-21", 14)]
    [TestCase(5, false, null, 14)]
    [TestCase(30, false, null, 30)]
    public void Fewer_days_than_the_sellers_are_given_only_as_agreed_and_from_then_on(
        int? days, bool agreed, string? since, int given)
    {
        var method = Account with
        {
            Mandate = new()
            {
                PrenotificationDays = days, Agreed = agreed, AgreedOn = since is null ? null : DateOnly.Parse(since),
            },
        };

        Assert.That(Fourteen.DaysOf(method, Sample.Noon), Is.EqualTo(given));
    }

    [Test]
    public void What_is_no_debit_of_SEPA_is_not_told_before()
    {
        var invoice = Sample.Invoice();

        Assert.That(DebitTerms.Of(invoice), Is.Null, "the seller has no creditor id");
        Assert.That(DebitTerms.Of(invoice.OfCreditor() with { Total = new Money(100, "CZK") }), Is.Null);
        Assert.That(DebitTerms.Of(invoice.OfCreditor()), Is.EqualTo(Fourteen));
        Assert.That(Fourteen.DaysOf(Sample.Card("pm_card"), Sample.Noon), Is.Zero);
        Assert.That(Fourteen.DaysOf(Account with { MandateReference = null }, Sample.Noon), Is.Zero);
    }
}
