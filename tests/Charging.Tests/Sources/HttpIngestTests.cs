using System.Net;
using System.Net.Http.Headers;
using Charging.TestBed;

namespace Charging.Tests.Sources;

/// <summary>A session that comes over HTTP is its platform's word, and is charged as any other.</summary>
[Category("bed")]
public class HttpIngestTests
{
    private const string Key = "a-key-of-a-platform-that-a-test-made-up";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static Chain Chain => SourcesChain.Chain;

    private WorkerProcess ingest = null!;
    private HttpClient http = null!;

    [OneTimeSetUp]
    public async Task Open()
    {
        var port = Ports.Free();
        ingest = new WorkerProcess("Ingest", new Dictionary<string, string>
        {
            ["ConnectionStrings__RabbitMq"] = Chain.Broker.As("ingest"),
            ["Ingest__Port"] = $"{port}",
            ["Ingest__Keys__upstream"] = Key,
            ["Sources__upstream__0"] = "bridge-*.example",
            ["Ingest__Keys__other"] = $"{Key}-either",
            ["Sources__other__0"] = "*",
        }, Path.Combine(Chain.Folder, "ingest.log"));
        await ingest.Start();
        http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    [OneTimeTearDown]
    public async Task Close()
    {
        http.Dispose();
        await ingest.DisposeAsync();
    }

    [SetUp]
    public Task TakeOver() => Chain.HandOver();

    [TearDown]
    public void KeepLogs() => Chain.KeepLogs();

    [Test]
    public async Task Told_twice_it_is_charged_once_and_goes_the_fast_way()
    {
        var session = Chain.NewSessions(1)[0];
        var before = await Chain.Rating[0].Metric("charging_lane_messages_total", "way=\"fast\"");

        Assert.That(await Post(session, Key), Is.EqualTo(HttpStatusCode.Accepted));
        await Chain.AllCharged(1, Limit);
        Assert.That(await Post(session, Key), Is.EqualTo(HttpStatusCode.Accepted));

        await Eventually.Becomes(
            () => Chain.Rating[0].Metric("charging_lane_messages_total", "way=\"fast\""),
            fast => fast >= before + 2, Limit, "both in Rating's fast lane");
        await Chain.BooksBalance(1);
    }

    [Test]
    public async Task Rating_asks_whose_source_it_is_once_more_by_the_platform_that_showed_its_key()
    {
        var session = Chain.NewSessions(1)[0] with { SessionId = "of-another" };

        Assert.That(await Post(session, $"{Key}-either"), Is.EqualTo(HttpStatusCode.Accepted), "by ingest's settings");

        await Chain.Lie("rating-rate-session_error", 1, Limit);
    }

    private async Task<HttpStatusCode> Post(SampleSession session, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/sessions")
        {
            Content = new ByteArrayContent(session.Bytes),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
