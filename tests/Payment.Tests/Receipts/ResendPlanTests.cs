namespace Charging.Payments.Tests.Receipts;

public class ResendPlanTests
{
    [TestCase(1, 30)]
    [TestCase(2, 60)]
    [TestCase(7, 1920)]
    [TestCase(8, 3600)]
    [TestCase(1_000_000, 3600)]
    public void A_mail_that_could_not_leave_is_tried_again_after(int tries, int seconds) =>
        Assert.That(ResendPlan.WaitAfter(tries), Is.EqualTo(TimeSpan.FromSeconds(seconds)));

    [Test]
    public void Nothing_is_put_off_that_was_not_tried() =>
        Assert.That(() => ResendPlan.WaitAfter(0), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
