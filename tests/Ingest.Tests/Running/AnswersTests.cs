using System.Net;
using System.Net.Sockets;
using System.Text;
using Charging.TestBed;
using static Charging.Ingest.Tests.Running.IngestBed;

namespace Charging.Ingest.Tests.Running;

/// <summary>What the running program answers, and what it puts into Rating's queue.</summary>
[Category("bed")]
public class AnswersTests : OnIngest
{
    [Test]
    public async Task All_series_are_there_from_the_start()
    {
        using var page = await Ingest.Process.Get("/metrics");
        var text = await page.Content.ReadAsStringAsync();

        foreach (var outcome in (string[])["accepted", "refused", "foreign", "postponed"])
            Assert.That(text, Does.Match($$"""charging_ingest_sessions_total\{[^}]*outcome="{{outcome}}"[^}]*\} """));
        foreach (var status in (int[])[202, 207, 401, 422, 503])
            Assert.That(text, Does.Match($$"""charging_ingest_requests_total\{[^}]*status="{{status}}"[^}]*\} """));
    }

    [Test]
    public async Task A_thousand_sessions_of_one_request_lie_persistent_in_the_queue_when_they_are_answered()
    {
        var ids = Ids(1000);
        var before = await Accepted();

        var (status, body) = await Ingest.Post(Sample.Lines(ids, JustNow));

        Assert.That((status, body.GetProperty("accepted").GetInt32()), Is.EqualTo((202, 1000)));
        Assert.That(await Ingest.Queued(), Is.SupersetOf(ids));
        var message = (await Ingest.Queued(ids[0])).Single();
        Assert.That((message.Persistent, message.UserId, message.ContentType),
            Is.EqualTo((true, "ingest", "application/json")));
        Assert.That(Encoding.UTF8.GetString((byte[])message.Headers![Publishers.Header]!), Is.EqualTo("vienna"));
        await Eventually.Becomes(Accepted, count => count >= before + 1000, Soon, "all of them counted");

        Task<double> Accepted() => Ingest.Process.Metric("charging_ingest_sessions_total", "outcome=\"accepted\"");
    }

    [Test]
    public async Task Of_a_half_bad_request_the_good_half_is_taken_and_each_other_line_told_why()
    {
        var ids = Ids(2);
        var lines = Sample.Lines(ids, JustNow).Split('\n');

        var (status, body) = await Ingest.Post($"{lines[0]}\n{{broken\n{lines[1]}\n{{}}");

        Assert.That(status, Is.EqualTo(207));
        Assert.That(body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("status").GetInt32()),
            Is.EqualTo([202, 422, 202, 422]));
        Assert.That(body.GetProperty("items")[3].GetProperty("detail").GetString(), Does.Contain("required"));
        Assert.That(await Ingest.Queued(), Is.SupersetOf(ids));
    }

    [Test]
    public async Task The_same_again_is_accepted_again_under_the_same_message_id()
    {
        var id = Ids(1)[0];
        var one = Sample.Session(id, endedAt: JustNow);

        Assert.That((await Ingest.Post(one, "application/json")).Status, Is.EqualTo(202));
        Assert.That((await Ingest.Post(one, "application/json")).Status, Is.EqualTo(202));

        var both = await Ingest.Queued(id);
        Assert.That(both, Has.Count.EqualTo(2));
        Assert.That(both[0].MessageId, Is.EqualTo(both[1].MessageId).And.Not.Empty);
    }

    [Test]
    public async Task A_batch_of_events_comes_in_as_the_sessions_in_it_each_with_its_trace()
    {
        const string trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var id = Ids(1)[0];

        var (status, _) = await Ingest.Post(
            $"[{Sample.Event(Sample.Session(id, endedAt: JustNow), ("traceparent", trace))}]",
            "application/cloudevents-batch+json");

        Assert.That(status, Is.EqualTo(202));
        var message = (await Ingest.Queued(id)).Single();
        Assert.That(Encoding.UTF8.GetString((byte[])message.Headers!["MT-Activity-Id"]!),
            Is.EqualTo(trace));
    }

    [TestCase(null, 401)]
    [TestCase("wrong", 401)]
    [TestCase(RunningIngest.Key, 202)]
    public async Task Without_its_key_nobody_is_heard(string? key, int status)
    {
        using var response = await Ingest.Send(
            Sample.Session(Ids(1)[0], endedAt: JustNow), "application/json", key);

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        if (status == 401) Assert.That(response.Headers.WwwAuthenticate.ToString(), Is.EqualTo("Bearer"));
    }

    [Test]
    public async Task A_foreign_source_is_refused_and_its_session_goes_nowhere()
    {
        var id = Ids(1)[0];

        var (status, body) = await Ingest.Post(Sample.Session(id, "switch-1.example", JustNow));

        Assert.That(status, Is.EqualTo(403));
        Assert.That(body.GetProperty("items")[0].GetProperty("code").GetString(), Is.EqualTo("foreign-source"));
        Assert.That(await Ingest.Queued(), Has.None.EqualTo(id));
    }

    [TestCase(1, 1024 * 1024, "1048576 bytes")]
    [TestCase(1001, 0, "1001 sessions")]
    public async Task What_is_too_much_is_refused_whole_with_a_sentence(int sessions, int blanks, string sentence)
    {
        var ids = Ids(sessions);

        var (status, body) = await Ingest.Post(Sample.Lines(ids, JustNow) + new string(' ', blanks));

        Assert.That(status, Is.EqualTo(413));
        Assert.That(body.GetProperty("detail").GetString(), Does.Contain(sentence));
        Assert.That(await Ingest.Queued(), Has.None.EqualTo(ids[0]));
    }

    [Test]
    public async Task A_body_without_a_length_that_is_too_large_is_refused_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/sessions")
        {
            Content = new StreamContent(new MemoryStream(new byte[2 * 1024 * 1024])),
        };
        request.Headers.TransferEncodingChunked = true;

        using var response = await Ingest.Send(request, "application/json");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    [TestCase("text/plain", null, 415)]
    [TestCase("application/json", "gzip", 415)]
    public async Task What_is_not_read_is_refused(string type, string? encoding, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/sessions")
        {
            Content = new ByteArrayContent("{}".Utf8()),
        };
        if (encoding is not null) request.Content.Headers.ContentEncoding.Add(encoding);

        using var response = await Ingest.Send(request, type);

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
    }

    [TestCase("GET", "/v1/openapi.json", 200)]
    [TestCase("GET", "/v1/sessions", 405)]
    [TestCase("GET", "/v1/sessions/bridge-1.example/s-1", 401)]
    [TestCase("GET", "/metrics", 404)]
    [TestCase("GET", "/health/ready", 404)]
    public async Task Nothing_but_the_described_paths_answers_there(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await Ingest.Http.SendAsync(request);

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
    }

    [TestCase("bridge-1.example", 404, "no-database")]
    [TestCase("switch-1.example", 403, "foreign-source")]
    public async Task Where_a_session_is_nobody_can_say_without_a_database(string source, int status, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/sessions/{source}/a%2Fb");
        using var response = await Ingest.Send(request, "application/json");

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That((await response.Content.ReadFromJsonAsync()).GetProperty("code").GetString(), Is.EqualTo(code));
    }

    [Test]
    public async Task A_body_that_does_not_come_is_not_waited_for()
    {
        using var client = new TcpClient("127.0.0.1", new Uri(Ingest.Address).Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync("POST /v1/sessions HTTP/1.1\r\nHost: x\r\n".Utf8());
        await stream.WriteAsync($"Authorization: Bearer {RunningIngest.Key}\r\n".Utf8());
        await stream.WriteAsync("Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{".Utf8());
        using var reader = new StreamReader(stream);

        Assert.That(await reader.ReadLineAsync(), Does.StartWith("HTTP/1.1 408"));
    }

    [Test]
    public async Task A_caller_that_goes_in_the_middle_of_its_body_is_counted_as_no_answer_and_is_no_fault_of_ours()
    {
        var (before, good) = (await Counted("other"), await Counted("200"));
        using (var client = new TcpClient("127.0.0.1", new Uri(Ingest.Address).Port))
        {
            await using var stream = client.GetStream();
            await stream.WriteAsync("POST /v1/sessions HTTP/1.1\r\nHost: x\r\n".Utf8());
            await stream.WriteAsync($"Authorization: Bearer {RunningIngest.Key}\r\n".Utf8());
            await stream.WriteAsync("Content-Type: application/json\r\nContent-Length: 1000\r\n".Utf8());
            await stream.WriteAsync("Expect: 100-continue\r\n\r\n".Utf8());
            using var reader = new StreamReader(stream);
            Assert.That(await reader.ReadLineAsync(), Is.EqualTo("HTTP/1.1 100 Continue"), "its body is read");
            await stream.WriteAsync("{".Utf8());
            // A reset: without it the stream's own end would say goodbye first.
            client.Client.LingerState = new LingerOption(true, 0);
            client.Client.Close();
        }

        await Eventually.Becomes(() => Counted("other"), other => other > before, Soon, "counted");
        Assert.That(await Counted("200"), Is.EqualTo(good));
        Assert.That(await File.ReadAllTextAsync(Ingest.Process.LogFile),
            Does.Not.Contain("unhandled exception").And.Not.Contain("fail: "), "of which the server's own are");

        Task<double> Counted(string status) =>
            Ingest.Process.Metric("charging_ingest_requests_total", $"status=\"{status}\"");
    }

    [Test]
    public async Task The_log_has_neither_key_nor_anything_that_stood_in_a_session()
    {
        await Ingest.Post(Sample.Session("4111111111111111", "4111111111111111.example", JustNow));

        await Ingest.Process.Says("was refused");
        var log = await File.ReadAllTextAsync(Ingest.Process.LogFile);
        Assert.That(log, Does.Not.Contain("4111").And.Not.Contain(RunningIngest.Key));
    }
}
