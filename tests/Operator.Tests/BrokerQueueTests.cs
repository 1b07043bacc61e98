namespace Charging.Operator.Tests;

public class BrokerQueueTests
{
    [TestCase("rating-rate-session", true)]
    [TestCase("rating-import-opensips-cdr", true)]
    [TestCase("rating-rate-session_error", false)]
    [TestCase("payment-send-receipt_dead", false)]
    [TestCase("session-rejected-vienna", false)]
    public void Nobody_waits_for_what_lies_set_aside_or_in_a_platforms_feed(string name, bool isOnTheWay) =>
        Assert.That(new BrokerQueue(name, 1, 0, 0).IsOnTheWay, Is.EqualTo(isOnTheWay));
}
