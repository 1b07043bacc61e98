using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.Extensions.Options;

namespace Charging.Rating.Tests;

public class BridgeClientTests
{
    private const string OneLeg = """
        { "room": 7, "legs": [ { "legId": "1", "address": "+420222333444",
          "connectedAt": "2026-11-20T09:00:00Z", "disconnectedAt": "2026-11-20T10:10:00+01:00" } ] }
        """;

    private TestBridge bridge = null!;
    private TestBridge other = null!;

    [SetUp]
    public async Task Open() => (bridge, other) = (await TestBridge.Open(), await TestBridge.Open());

    [TearDown]
    public async Task Close()
    {
        await bridge.DisposeAsync();
        await other.DisposeAsync();
    }

    [Test]
    public async Task The_legs_are_read_as_a_session_has_them()
    {
        bridge.Serves("/1", OneLeg);

        var answer = await Ask("/1");

        Assert.That((answer as DetailAnswer.Served)?.Legs, Is.EqualTo(new[] { Sample.Leg }));
    }

    [TestCase(HttpStatusCode.NotFound)]
    [TestCase(HttpStatusCode.Gone)]
    [TestCase(HttpStatusCode.Forbidden)]
    [TestCase(HttpStatusCode.NoContent)]
    [TestCase(HttpStatusCode.NotModified)]
    public async Task A_bridge_without_the_session_is_not_asked_again(HttpStatusCode status)
    {
        bridge.Answer("/1", status);

        IsRefused(await Ask("/1"), $"{bridge.Host} answered {(int)status}");
    }

    [TestCase(HttpStatusCode.InternalServerError)]
    [TestCase(HttpStatusCode.ServiceUnavailable)]
    [TestCase(HttpStatusCode.RequestTimeout)]
    [TestCase(HttpStatusCode.TooManyRequests)]
    [TestCase((HttpStatusCode)425)]
    public async Task A_bridge_with_trouble_of_its_own_is_asked_later(HttpStatusCode status)
    {
        bridge.Answer("/1", status);

        Assert.That(await Ask("/1"), Is.EqualTo(new DetailAnswer.NotNow($"{bridge.Host} answered {(int)status}")));
    }

    [TestCase("", "is not a session's detail")]
    [TestCase("<html>secret</html>", "is not a session's detail (line 1, byte 1)")]
    [TestCase("[]", "is not a session's detail")]
    [TestCase("{}", "is not a session's detail")]
    [TestCase("""{ "legs": null }""", "is not a session's detail")]
    [TestCase("""{ "legs": [ { "legId": 5 } ] }""", "is not a session's detail")]
    [TestCase("""{ "legs": [ { "legId": "\ud800" } ] }""", "is not a session's detail")]
    [TestCase("""{ "legs": [ { "legId": "1", "direction": "secret" } ] }""", "is not a session's detail")]
    [TestCase("""{ "legs": [], "legs": [] }""", "is not a session's detail")]
    [TestCase("null", "without legs")]
    [TestCase("""{ "legs": [] }""", "without legs")]
    public async Task Nonsense_is_refused_without_repeating_it(string body, string why)
    {
        bridge.Serves("/1", body);

        var refused = IsRefused(await Ask("/1"), why);
        Assert.That(refused.Why, Does.Not.Contain("secret"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_body_beyond_the_limit_is_not_read_to_its_end(bool announced)
    {
        var written = 0L;
        bridge.Answers["/1"] = async context =>
        {
            if (announced) context.Response.ContentLength = 64L * 1_024 * 1_024;
            var piece = Encoding.ASCII.GetBytes(new string(' ', 64 * 1_024));
            for (var i = 0; i < 1_024 && !context.RequestAborted.IsCancellationRequested; i++)
            {
                await context.Response.Body.WriteAsync(piece, context.RequestAborted);
                Interlocked.Add(ref written, piece.Length);
            }
        };

        IsRefused(await Ask("/1"), "more than 1048576 bytes");
        Assert.That(Interlocked.Read(ref written), Is.LessThan(32L * 1_024 * 1_024));
    }

    [Test]
    public async Task A_body_just_within_the_limit_is_read()
    {
        bridge.Serves("/1", OneLeg + new string(' ', (1_024 * 1_024) - OneLeg.Length));

        Assert.That(await Ask("/1"), Is.TypeOf<DetailAnswer.Served>());
    }

    [Test]
    public async Task A_packed_body_is_never_unpacked()
    {
        bridge.Answers["/1"] = async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var packed = new GZipStream(context.Response.Body, CompressionLevel.Optimal);
            await packed.WriteAsync(new byte[16 * 1_024 * 1_024]);
        };

        IsRefused(await Ask("/1"), "packed the detail");
    }

    [Test]
    public async Task A_redirect_within_the_host_is_followed()
    {
        bridge.Redirects("/1", "/moved");
        bridge.Redirects("/moved", bridge.Address("/here").AbsoluteUri);
        bridge.Serves("/here", OneLeg);

        Assert.That(await Ask("/1"), Is.TypeOf<DetailAnswer.Served>());
        Assert.That(bridge.Asked, Is.EqualTo(new[] { "/1", "/moved", "/here" }));
    }

    [Test]
    public async Task A_redirect_in_a_circle_ends()
    {
        bridge.Redirects("/1", "/1");

        IsRefused(await Ask("/1"), "more than 3 times");
        Assert.That(bridge.Asked, Has.Count.EqualTo(4));
    }

    [TestCase("http://127.0.0.1:{0}/1", "redirects to another host", Description = "the same machine by another name")]
    [TestCase("http://elsewhere.example/1", "redirects to another host")]
    [TestCase("file:///etc/passwd", "redirects to another host")]
    [TestCase("ftp://localhost/1", "neither https nor http")]
    [TestCase("http://localhost:1/1", "localhost:1 is not a host to fetch session detail from")]
    [TestCase("http://user:secret@localhost:{0}/2", "has a user's name in it")]
    public async Task A_redirect_elsewhere_is_not_followed(string location, string why)
    {
        bridge.Redirects("/1", string.Format(null, location, bridge.Port));
        other.Serves("/1", OneLeg);

        IsRefused(await Ask("/1"), why);
        Assert.That(bridge.Asked, Has.Count.EqualTo(1));
        Assert.That(other.Asked, Is.Empty);
    }

    [Test]
    public async Task A_name_that_means_an_address_inside_is_not_connected_to()
    {
        bridge.Serves("/1", OneLeg);
        using var client = new BridgeClient(Options.Create(new DetailOptions
        {
            AllowedHosts = [bridge.Host], HttpHosts = [bridge.Host], PrivateNetworks = ["10.0.0.0/8", "fd00::/8"],
        }));

        IsRefused(await client.Ask(bridge.Address("/1"), default), "localhost is an address inside a network");
        Assert.That(bridge.Asked, Is.Empty);
    }

    [Test]
    public async Task A_certificate_that_nobody_vouches_for_is_not_trusted()
    {
        using var certificate = TestBridge.SelfSigned();
        await using var secure = await TestBridge.Open(certificate);
        using var client = Client(secure.Host);

        Assert.That(
            () => client.Ask(secure.Address("/1"), default),
            Throws.InstanceOf<HttpRequestException>().With.Message.Contains("SSL"));
        Assert.That(secure.Asked, Is.Empty);
    }

    [Test]
    public async Task A_bridge_that_is_down_can_be_told_from_one_that_refuses()
    {
        using var client = Client(bridge.Host);
        await bridge.Close();

        Assert.That(
            () => client.Ask(bridge.Address("/1"), default), Throws.InstanceOf<HttpRequestException>());
    }

    private async Task<DetailAnswer> Ask(string path)
    {
        using var client = Client(bridge.Host);
        return await client.Ask(bridge.Address(path), default);
    }

    private static BridgeClient Client(string host) => new(Options.Create(new DetailOptions
    {
        AllowedHosts = [host], HttpHosts = [host], PrivateNetworks = ["127.0.0.0/8", "::1/128"],
    }));

    private static DetailAnswer.Refused IsRefused(DetailAnswer answer, string why)
    {
        Assert.That((answer as DetailAnswer.Refused)?.Why, Does.Contain(why));
        return (DetailAnswer.Refused)answer;
    }
}
