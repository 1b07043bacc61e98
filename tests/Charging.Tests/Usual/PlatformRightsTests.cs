using Charging.TestBed;
using RabbitMQ.Client.Exceptions;

namespace Charging.Tests.Usual;

/// <summary>A right to write to one exchange is enough for a platform, and all that it has.</summary>
[Category("bed")]
public class PlatformRightsTests : OnUsualChain
{
    private const int Sessions = 200;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Test]
    public async Task A_platform_that_may_only_write_to_its_exchange_gets_its_confirms()
    {
        var upstream = await Chain.Broker.AddUser(configure: "^$", write: "^session-ended$", read: "^$");

        await using (var publisher = await RawPublisher.Connect(upstream, CancellationToken.None))
        {
            foreach (var session in Chain.NewSessions(Sessions))
                await publisher.Publish("session-ended", session.Bytes, null, null, CancellationToken.None);
        }

        await Chain.AllCharged(Sessions, Limit);
        await using var intruder = await RawPublisher.Connect(upstream, CancellationToken.None);
        Assert.That(() => intruder.Publish("usage-rated", "{}"u8.ToArray(), null, null, CancellationToken.None),
            Throws.InstanceOf<RabbitMQClientException>(), "no right on usage-rated");
    }
}
