namespace Charging.Ingest.Tests;

public class SessionStateTests
{
    private static readonly SessionKey Key = new(Sample.Source, "s-1");
    private static readonly DateTime Then = Sample.Now.AddMinutes(-1);

    private static readonly SessionTrail None = new(null, null, null, null, null, null, null);

    [Test]
    public void What_nobody_has_heard_of_is_not_found() => Assert.That(None.Of(Key), Is.Null);

    [Test]
    public void It_is_awaited_set_aside_or_closed_with_its_code_until_it_is_rated()
    {
        var aside = None with { Code = "no-plan", QuarantinedAt = Then };

        Assert.That(Told(None with { AnnouncedAt = Sample.Now }),
            Is.EqualTo(("awaitingLegs", Sample.Now, (string?)null)));
        Assert.That(Told(aside), Is.EqualTo(("setAside", Then, "no-plan")));
        Assert.That(Told(aside with { ClosedAt = Sample.Now }),
            Is.EqualTo(("closed", Sample.Now, "no-plan")));
        Assert.That(Told(aside with { AnnouncedAt = Sample.Now }),
            Is.EqualTo(("awaitingLegs", Sample.Now, (string?)null)), "it was announced again");
        Assert.That(Told(aside with { ClosedAt = Sample.Now, RatedAt = Sample.Now }),
            Is.EqualTo(("rated", Sample.Now, (string?)null)), "it was charged after all");
    }

    [TestCase(null, null, ExpectedResult = "rated")]
    [TestCase("CZ-1", false, ExpectedResult = "invoiced")]
    [TestCase("CZ-1", true, ExpectedResult = "paid")]
    public string Once_rated_its_invoice_says_how_far_it_has_come(string? number, bool? isPaid)
    {
        var found = (None with { RatedAt = Then, InvoiceNumber = number, IsPaid = isPaid }).Of(Key)!;

        Assert.That((found.UsageId, found.InvoiceNumber), Is.EqualTo((Key.UsageId, number)));
        return found.State;
    }

    private static (string, DateTime, string?) Told(SessionTrail trail) =>
        trail.Of(Key) is { } found ? (found.State, found.At, found.Code) : default;
}
