namespace Charging.Tests;

public class BrokerAddressTests
{
    [TestCase("amqp://u:p@a:5673,b:5674,c/vhost", "a:5673 b:5674 c:5672")]
    [TestCase("amqps://u:p@a,b:17100/vhost", "a:5671 b:17100")]
    [TestCase("amqps://u:p@[::1]:17100/vhost", "::1:17100")]
    [TestCase("amqp://127.0.0.1", "127.0.0.1:5672")]
    public void All_hosts_of_a_cluster_stand_in_one_connection_string(string text, string nodes) =>
        Assert.That(
            string.Join(' ', BrokerAddress.Parse(text).Nodes.Select(node => $"{node.Host}:{node.Port}")),
            Is.EqualTo(nodes));

    [Test]
    public void User_and_virtual_host_are_read_as_they_are_escaped()
    {
        var address = BrokerAddress.Parse("amqp://u%40x:p%2Fq@a,b/one%2Ftwo");

        Assert.That((address.User, address.VirtualHost), Is.EqualTo(("u@x", "one/two")));
        Assert.That(address.Factory("test").Password, Is.EqualTo("p/q"));
    }

    [Test]
    public void Each_host_is_to_show_a_certificate_of_its_own_name()
    {
        var address = BrokerAddress.Parse("amqps://u:p@a,b/vhost");
        var endpoints = address.Endpoints(address.Factory("test"));

        Assert.That(endpoints.Select(one => (one.HostName, one.Ssl.ServerName, one.Ssl.Enabled)),
            Is.EqualTo([("a", "a", true), ("b", "b", true)]));
    }

    [Test]
    public void An_IPv6_address_among_several_hosts_is_refused_with_what_to_write_instead() =>
        Assert.That(() => BrokerAddress.Parse("amqp://u:p@a,[::1]/vhost"),
            Throws.InvalidOperationException.With.Message.Contains("host 2 of several is an IPv6 address"));

    [TestCase("")]
    [TestCase("a:5672")]
    [TestCase("http://u:s3cret@a/vhost")]
    [TestCase("amqp://u:s3cret@a:5672,,b/vhost")]
    [TestCase("amqp://u:s3cret@a:70000/vhost")]
    [TestCase("amqp://u:s3cret@a:0,b/vhost")]
    [TestCase("amqp://u:s3cret@a b/vhost")]
    [TestCase("amqp://u:s3cret@/vhost")]
    [TestCase("amqp://u:s3cret/more@a/vhost")]
    [TestCase("amqp://u:s3cret:more@a/vhost")]
    [TestCase("amqp://u:s3cret@a/vhost?heartbeat=1")]
    [TestCase("amqp://u:s3cret@a/vhost\n")]
    public void Nonsense_is_refused_with_what_to_set_and_without_the_password(string text) =>
        Assert.That(() => BrokerAddress.Parse(text), Throws.InvalidOperationException
            .With.Message.Contains("ConnectionStrings__RabbitMq").And.Message.Contains("host:port")
            .And.Message.Not.Contains("s3cret"));
}
