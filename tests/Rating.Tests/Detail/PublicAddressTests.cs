using System.Net;

namespace Charging.Rating.Tests;

public class PublicAddressTests
{
    [TestCase("8.8.8.8")]
    [TestCase("172.15.255.255")]
    [TestCase("172.32.0.0")]
    [TestCase("100.63.255.255")]
    [TestCase("223.255.255.255")]
    [TestCase("2606:4700::1111")]
    [TestCase("2001:4860:4860::8888")]
    [TestCase("::ffff:8.8.8.8")]
    public void An_address_on_the_internet_may_be_asked(string address) =>
        Assert.That(PublicAddress.MayBeAsked(IPAddress.Parse(address), []), Is.True);

    [TestCase("0.0.0.0")]
    [TestCase("10.0.0.1")]
    [TestCase("100.64.0.1")]
    [TestCase("127.0.0.1")]
    [TestCase("127.255.255.254")]
    [TestCase("169.254.169.254")]
    [TestCase("172.16.0.1")]
    [TestCase("172.31.255.255")]
    [TestCase("192.0.0.1")]
    [TestCase("192.168.1.1")]
    [TestCase("198.19.255.255")]
    [TestCase("224.0.0.1")]
    [TestCase("255.255.255.255")]
    [TestCase("::")]
    [TestCase("::1")]
    [TestCase("::127.0.0.1")]
    [TestCase("::ffff:127.0.0.1")]
    [TestCase("::ffff:169.254.169.254")]
    [TestCase("64:ff9b::a00:1", Description = "10.0.0.1 behind NAT64")]
    [TestCase("2001:0:7f00:1::")]
    [TestCase("2001:db8::1")]
    [TestCase("2002:7f00:1::1", Description = "127.0.0.1 in 6to4")]
    [TestCase("fc00::1")]
    [TestCase("fd12:3456::1")]
    [TestCase("fe80::1")]
    [TestCase("fec0::1")]
    [TestCase("ff02::1")]
    public void An_address_inside_may_not_in_whatever_disguise(string address) =>
        Assert.That(PublicAddress.MayBeAsked(IPAddress.Parse(address), []), Is.False);

    [TestCase("10.20.0.1", true)]
    [TestCase("::ffff:10.20.0.1", true)]
    [TestCase("fd00:7::1", true)]
    [TestCase("10.21.0.1", false)]
    [TestCase("127.0.0.1", false)]
    public void A_network_that_is_listed_may_be_asked(string address, bool expected) =>
        Assert.That(
            PublicAddress.MayBeAsked(
                IPAddress.Parse(address), [IPNetwork.Parse("10.20.0.0/16"), IPNetwork.Parse("fd00:7::/64")]),
            Is.EqualTo(expected));
}
