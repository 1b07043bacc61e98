using System.Text;
using Charging.Ingest.Reading;
using Microsoft.AspNetCore.Http;

namespace Charging.Ingest.Tests.Reading;

public class SessionRequestTests
{
    private const string Batch = CloudEvent.BatchMediaType;

    [TestCase("application/json", ExpectedResult = "application/json")]
    [TestCase("Application/X-NDJSON; charset=utf-8", ExpectedResult = "application/x-ndjson")]
    [TestCase("text/plain", ExpectedResult = null)]
    [TestCase(null, ExpectedResult = null)]
    public string? The_media_type_says_the_form_whatever_its_case_and_parameters(string? contentType) =>
        SessionRequest.FormOf(contentType);

    [Test]
    public void Each_line_is_a_session_for_itself_and_empty_lines_are_passed_over()
    {
        var items = Read(SessionRequest.Lines, "{\"a\":1}\r\n\n  \t\n{broken\n{\"b\":2}");

        Assert.That(items.Select(item => Text(item.Json).TrimEnd()), Is.EqualTo(["{\"a\":1}", "{broken", "{\"b\":2}"]));
    }

    [Test]
    public void A_batch_is_its_events_data_to_the_byte_with_the_trace_of_each()
    {
        const string trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        var traced = Sample.Event("{\"n\":1}", ("traceparent", trace));
        var items = Read(Batch, $"[ {traced} , {Sample.Event("{\"n\":2}")} ]");

        Assert.That(items.Select(item => (Text(item.Json), item.Within, item.TraceParent)),
            Is.EqualTo([("{\"n\":1}", "$.data", trace), ("{\"n\":2}", "$.data", (string?)null)]));
    }

    [TestCase("{\"specversion\":\"0.3\"}", "$.specversion")]
    [TestCase("{\"specversion\":\"1.0\",\"type\":\"t\",\"id\":\"\",\"source\":\"s\",\"data\":{}}", "$.id")]
    [TestCase("{\"specversion\":\"1.0\",\"type\":\"t\",\"id\":\"1\",\"source\":\"s\"}", "$.data")]
    [TestCase("{\"specversion\":\"1.0\",\"data\":1,\"data_base64\":\"e30=\"}", "$.data")]
    [TestCase("{\"specversion\":\"1.0\",\"data_base64\":\"?\"}", "$.data_base64")]
    [TestCase("{\"specversion\":\"1.0\",\"type\":\"t\",\"datacontenttype\":\"text/xml\"}", "$.datacontenttype")]
    [TestCase("{\"id\":\"1\",\"id\":\"2\"}", "$.id")]
    [TestCase("{\"id\":{}}", "$.id")]
    [TestCase("{\"id\":\"\\uD800\"}", "$")]
    [TestCase("[]", "$")]
    [TestCase("17", "$")]
    public void An_event_that_cannot_be_read_is_refused_alone_and_its_place_named(string broken, string path)
    {
        var items = Read(Batch, $"[{Sample.Event("{}")},{broken}]");

        Assert.That(items.Select(item => item.Refusal?.Path), Is.EqualTo([null, path]));
    }

    [Test]
    public void Data_in_base64_are_the_bytes_that_they_stand_for()
    {
        var coded = Convert.ToBase64String("{\"n\":1}".Utf8());
        var items = Read(
            CloudEvent.MediaType,
            $$"""{"specversion":"1.0","id":"1","source":"s","type":"t","data_base64":"{{coded}}"}""");

        Assert.That(Text(items.Single().Json), Is.EqualTo("{\"n\":1}"));
    }

    [TestCase("1.0", "1", "s", "t", ExpectedResult = true)]
    [TestCase("0.3", "1", "s", "t", ExpectedResult = false)]
    [TestCase("1.0", "", "s", "t", ExpectedResult = false)]
    public bool In_binary_mode_the_headers_are_the_event_and_the_body_its_data(
        string version, string id, string source, string type)
    {
        var item = Read(SessionRequest.Session, "{}", ("ce-specversion", version), ("ce-id", id), ("ce-source", source),
            ("ce-type", type)).Single();

        return item.Refusal is null && Text(item.Json) == "{}" && item.Within == "$";
    }

    [TestCase(SessionRequest.Lines, " \n\n", 400)]
    [TestCase(Batch, "[]", 400)]
    [TestCase(Batch, "[{\"a\":1},", 400)]
    [TestCase(Batch, "{}", 400)]
    [TestCase(Batch, "[{\"a\":1}] {}", 400)]
    public void What_cannot_be_taken_apart_is_refused_whole(string form, string body, int status) =>
        Assert.That(() => Read(form, body),
            Throws.TypeOf<ProblemException>().With.Property("Problem").Property("Status").EqualTo(status));

    [Test]
    public void A_thousand_sessions_are_read_and_one_more_is_too_many()
    {
        var thousand = string.Concat(Enumerable.Repeat("{}\n", SessionRequest.MostSessions));

        Assert.That(Read(SessionRequest.Lines, thousand), Has.Count.EqualTo(1000));
        Assert.That(() => Read(SessionRequest.Lines, thousand + "{}"),
            Throws.TypeOf<ProblemException>().With.Message.Contains("1001 sessions; at most 1000"));
    }

    private static IReadOnlyList<SessionItem> Read(
        string form, string body, params (string Name, string Value)[] headers)
    {
        var given = new HeaderDictionary();
        foreach (var (name, value) in headers) given[name] = value;
        return SessionRequest.Read(form, given, body.Utf8());
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
