namespace Charging.Rating.Tests;

public class BridgeAddressTests
{
    private static readonly DetailOptions Options = new()
    {
        AllowedHosts = ["bridge.example", "*.bridges.example", "other.example:8443", "10.1.2.3", "[2001:470::7]"],
        HttpHosts = ["10.1.2.3", "plain.bridges.example"],
    };

    [TestCase("https://bridge.example/sessions/1?key=2")]
    [TestCase("https://BRIDGE.example:443/")]
    [TestCase("https://a.bridges.example/")]
    [TestCase("https://b.a.bridges.example/")]
    [TestCase("https://other.example:8443/")]
    [TestCase("https://10.1.2.3/")]
    [TestCase("http://10.1.2.3/")]
    [TestCase("https://[2001:470::7]/")]
    [TestCase("http://plain.bridges.example/")]
    public void An_address_on_the_list_may_be_asked(string text)
    {
        Assert.That(BridgeAddress.TryRead(text, Options, out var address, out var refusal), Is.True, refusal);
        Assert.That(address?.AbsoluteUri, Is.EqualTo(new Uri(text).AbsoluteUri));
    }

    [TestCase("sessions/1", "not an absolute address")]
    [TestCase("https://", "not an absolute address")]
    [TestCase("file:///etc/passwd", "neither https nor http")]
    [TestCase("ftp://bridge.example/1", "neither https nor http")]
    [TestCase("https://user:secret@bridge.example/", "has a user's name")]
    [TestCase("http://bridge.example/", "over https only")]
    [TestCase("http://other.example:8443/", "over https only")]
    [TestCase("https://bridge.example:8443/", "bridge.example:8443 is not a host")]
    [TestCase("https://other.example/", "other.example is not a host")]
    [TestCase("https://bridges.example/", "not a host")]
    [TestCase("https://.bridges.example/", "not a")]
    [TestCase("https://evilbridges.example/", "not a host")]
    [TestCase("https://bridge.example.evil.example/", "not a host")]
    [TestCase("https://bridge.example./", "not a host")]
    [TestCase("https://evil.example/?bridge.example", "not a host")]
    [TestCase("https://bridge.example@evil.example/", "has a user's name")]
    [TestCase(@"https://evil.example\@bridge.example/", "not an absolute address")]
    [TestCase("https://2130706433/", "127.0.0.1 is not a host")]
    [TestCase("https://0x7f.1/", "127.0.0.1 is not a host")]
    [TestCase("https://[::1]/", "[::1] is not a host")]
    [TestCase("https://ｂｒｉｄｇｅ.example.evil/", "not a host")]
    public void Any_other_address_is_refused_with_the_reason(string text, string why)
    {
        Assert.That(BridgeAddress.TryRead(text, Options, out _, out var refusal), Is.False);
        Assert.That(refusal, Does.Contain(why).And.Not.Contain("secret").And.Not.Contain("passwd"));
    }

    [Test]
    public void Nobody_is_asked_by_default() =>
        Assert.That(BridgeAddress.TryRead("https://bridge.example/", new(), out _, out _), Is.False);

    [TestCase("bridge.example", true)]
    [TestCase("*.bridges.example", true)]
    [TestCase("bridge.example:8443", true)]
    [TestCase("127.0.0.1:80", false, Description = "the port that http has anyway is left out")]
    [TestCase("[2001:470::7]:8443", true)]
    [TestCase("https://bridge.example", false)]
    [TestCase("bridge.example/", false)]
    [TestCase("*", false)]
    [TestCase("*.", false)]
    [TestCase("bridge*.example", false)]
    [TestCase("", false)]
    public void An_entry_of_a_list_is_a_host(string entry, bool expected) =>
        Assert.That(BridgeAddress.IsPattern(entry), Is.EqualTo(expected));
}
