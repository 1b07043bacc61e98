namespace Charging.Tests;

public class StrangersTests
{
    [Test]
    public void What_a_consumer_says_of_a_message_is_its_publishers() =>
        Assert.That(
            Strangers.IsPublishers(Thrown(() => throw new InvalidOperationException("No such plan."))), Is.True);

    [Test]
    public void A_state_of_the_databases_client_is_ours()
    {
        using var closed = new NpgsqlConnection("Host=127.0.0.1");
        var thrown = Thrown(() => closed.BeginTransaction());

        Assert.That(thrown, Is.InstanceOf<InvalidOperationException>());
        Assert.That(Strangers.IsPublishers(thrown), Is.False);
    }

    [Test]
    public void A_setting_of_ours_that_is_wrong_is_ours() =>
        Assert.That(Strangers.IsPublishers(Thrown(() => BrokerAddress.Parse("nonsense"))), Is.False);

    private static Exception Thrown(Action act) => Assert.Catch(act)!;
}
