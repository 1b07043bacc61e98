using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.CheckingOut;

public class CheckoutPlanTests
{
    private static readonly Checkout Open = new(
        Guid.NewGuid(), 1, 1210, "EUR", 0, false, "cs_1", "https://pages.example/1", CheckoutStatus.Open, Noon,
        Noon.AddMinutes(30), null);

    [TestCase(0, 1210, false)]
    [TestCase(29, 1210, false)]
    [TestCase(30, 1210, true)]
    [TestCase(1, 605, true)]
    [TestCase(1, 0, true)]
    public void It_ends_when_it_has_had_its_time_or_asks_for_what_is_not_owed(int minutes, int left, bool ends) =>
        Assert.That(Open.MustEnd(Euro(left), Noon.AddMinutes(minutes)), Is.EqualTo(ends));

    [TestCase(1, false)]
    [TestCase(3, true)]
    public void One_whose_address_nobody_ever_got_ends_soon(int minutes, bool ends)
    {
        var begun = Open with { Reference = null, Url = null, Status = CheckoutStatus.Started };

        Assert.That(begun.MustEnd(Euro(1210), Noon.AddMinutes(minutes)), Is.EqualTo(ends));
        Assert.That(begun.IsOpening(Noon.AddMinutes(minutes)), Is.Not.EqualTo(ends));
    }

    [Test]
    public void So_long_nothing_else_is_drawn_and_after_that_the_gateway_is_asked_every_minute()
    {
        Assert.That(Open.PausesUntil(Noon), Is.EqualTo(Noon.AddMinutes(30)));
        Assert.That(Open.PausesUntil(Noon.AddMinutes(40)), Is.EqualTo(Noon.AddMinutes(41)));
    }

    /// <summary>What Stripe asks for is thirty minutes, and a day at most.</summary>
    [Test]
    public void The_gateway_forgets_it_long_after_we_have_ended_it()
    {
        Assert.That(Open.ExpiresAt, Is.EqualTo(Noon.AddMinutes(90)));
        Assert.That(Open.ToRequest().ExpiresAt, Is.EqualTo(Open.ExpiresAt));
    }
}
