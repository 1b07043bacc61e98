using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Charging.Tests.Fresh;

/// <summary>What the broker itself refuses to each user, as deploy/broker-rights says.</summary>
[Category("bed")]
public class UserRightsTests
{
    [Test]
    public async Task Nobody_signs_with_the_name_of_another()
    {
        await using var upstream = await Stranger.Connect(FreshChain.Chain, "upstream");

        Assert.That(
            () => upstream.Say("session-ended", "{}"u8.ToArray(), new BasicProperties { UserId = "invoicing" }),
            Throws.InstanceOf<RabbitMQClientException>(), "the broker refuses it");
    }

    [TestCase("upstream", "customer-changed")]
    [TestCase("upstream", "invoice-created")]
    [TestCase("upstream", "payment-collect-payment")]
    [TestCase("crm", "session-ended")]
    [TestCase("operator", "payment-captured")]
    [TestCase("ingest", "usage-rated")]
    [TestCase("rating", "invoice-created")]
    [TestCase("invoicing", "payment-captured")]
    public async Task No_user_writes_where_it_has_nothing_to_say(string user, string exchange)
    {
        await using var stranger = await Stranger.Connect(FreshChain.Chain, user);

        Assert.That(() => stranger.Say(exchange, "{}"u8.ToArray()),
            Throws.InstanceOf<RabbitMQClientException>());
    }
}
