using System.Net;
using System.Net.Sockets;
using RabbitMQ.Client.Exceptions;

namespace Charging.Tests;

public class SilentBrokerTests
{
    [Test]
    [CancelAfter(60_000)]
    public void One_that_takes_a_connection_and_says_nothing_is_given_up(CancellationToken cancellationToken)
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var address = BrokerAddress.Parse($"amqp://a:b@{silent.LocalEndpoint}/");

        Assert.That(
            () => address.Connect("test", cancellationToken).WaitAsync(TimeSpan.FromSeconds(40), cancellationToken),
            Throws.InstanceOf<BrokerUnreachableException>());
    }
}
