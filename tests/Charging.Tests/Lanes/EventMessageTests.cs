using System.Text;
using System.Text.Json;
using RabbitMQ.Client;

namespace Charging.Tests.Lanes;

/// <summary>What of a message is an event by CloudEvents' binding to AMQP, and what is wrong with one.</summary>
public class EventMessageTests
{
    private const string Structured = "application/cloudevents+json";
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private const string Whole = $$"""
        {"specversion":"1.0","data":{"n":1},"id":"e-1","source":"/b/1","type":"session.ended","traceparent":"{{Trace}}"}
        """;

    private static readonly byte[] Data = """{"n":1}"""u8.ToArray();

    [TestCase(Structured)]
    [TestCase(" Application/CloudEvents+JSON; charset=utf-8")]
    public void Whole_in_the_body_it_has_its_data_to_the_byte_and_its_own_trace(string contentType)
    {
        var found = Read(contentType, Whole);

        Assert.That((found.Id, found.Source, found.TraceParent, found.Within, Text(found.Data)),
            Is.EqualTo(("e-1", "/b/1", Trace, "$.data", """{"n":1}""")));
    }

    [Test]
    public void Its_attributes_may_be_headers_under_each_prefix_as_texts_or_as_bytes(
        [Values("cloudEvents:", "cloudEvents_", "ce-")] string prefix, [Values] bool asBytes)
    {
        var headers = Headers(prefix, ("traceparent", Trace)).ToDictionary(
            header => header.Key, header => asBytes ? Encoding.UTF8.GetBytes((string)header.Value!) : header.Value);

        var found = Read("application/json", Data, headers);

        Assert.That((found.Id, found.Source, found.TraceParent, found.Within, Text(found.Data)),
            Is.EqualTo(("e-1", "/b/1", Trace, "$", """{"n":1}""")));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("application/json; charset=utf-8")]
    [TestCase("application/vnd.platform+json")]
    public void In_headers_the_content_type_is_that_of_the_data_and_may_be_left_out(string? contentType) =>
        Assert.That(Text(Read(contentType, Data, Headers("ce-")).Data), Is.EqualTo("""{"n":1}"""));

    [Test]
    public void An_attribute_may_be_a_number_of_AMQPs_own() =>
        Assert.That(Read(null, Data, Headers("ce-", ("id", 4711L))).Id, Is.EqualTo("4711"));

    [TestCase("specversion", "0.3", "The header ce-specversion is '0.3'; 1.0 is read.")]
    [TestCase("id", "", "The event has no header ce-id.")]
    [TestCase("source", null, "The event has no header ce-source.")]
    [TestCase("type", null, "The event has no header ce-type.")]
    public void A_header_that_is_wrong_is_named(string name, string? value, string sentence) =>
        Assert.That(() => Read(null, Data, Headers("ce-", (name, value))),
            Throws.TypeOf<JsonException>().With.Message.EqualTo(sentence).And.Property("Path").EqualTo("$"));

    [TestCase("text/xml")]
    [TestCase("application/octet-stream")]
    public void Data_that_are_no_JSON_are_refused_by_what_is_said_of_them(string contentType) =>
        Assert.That(() => Read(contentType, Data, Headers("ce-")),
            Throws.TypeOf<JsonException>().With.Message.EqualTo($"Its data are '{contentType}'; only JSON is read."));

    [Test]
    public void What_is_null_is_as_if_it_were_not_there() => Assert.That(
        Text(Read(Structured, Whole.Replace("{\"spec", "{\"data_base64\":null,\"subject\":null,\"spec")).Data),
        Is.EqualTo("""{"n":1}"""));

    [TestCase("\"1.0\"", "\"0.3\"", "$.specversion")]
    [TestCase("\"type\"", "\"kind\"", "$.type")]
    [TestCase("\"session.ended\"", "17", "$.type")]
    [TestCase("\"traceparent\"", "\"datacontenttype\"", "$.datacontenttype")]
    [TestCase("\"data\"", "\"body\"", "$.body")]
    [TestCase("{\"specversion\"", "[{\"specversion\"", "$")]
    public void Of_a_body_that_is_no_event_the_place_is_named(string old, string changed, string path) =>
        Assert.That(() => Read(Structured, Whole.Replace(old, changed)),
            Throws.InstanceOf<JsonException>().With.Property("Path").EqualTo(path));

    [TestCase("application/cloudevents-batch+json")]
    [TestCase("application/cloudevents+avro")]
    [TestCase("application/cloudevents")]
    public void A_form_that_is_not_read_is_refused_with_the_one_that_is(string contentType) =>
        Assert.That(() => Read(contentType, $"[{Whole}]"),
            Throws.TypeOf<MessageRefusedException>()
                .With.Message.Contains(contentType).And.Message.Contains(Structured));

    [TestCase("application/json")]
    [TestCase(null)]
    public void What_says_nothing_of_events_is_none_whatever_its_other_headers(string? contentType)
    {
        var properties = new BasicProperties { ContentType = contentType };
        Assert.That(EventMessage.Is(properties), Is.False);

        properties.Headers = new Dictionary<string, object?> { ["ce-id"] = "1", ["specversion"] = "1.0" };
        Assert.That(EventMessage.Is(properties), Is.False);
    }

    private static CloudEvent Read(string contentType, string body) => Read(contentType, Encoding.UTF8.GetBytes(body));

    private static CloudEvent Read(string? contentType, byte[] body, Dictionary<string, object?>? headers = null)
    {
        var properties = new BasicProperties { ContentType = contentType, Headers = headers };
        Assert.That(EventMessage.Is(properties), Is.True);
        return EventMessage.Read(properties, body);
    }

    private static Dictionary<string, object?> Headers(string prefix, params (string Name, object? Value)[] more)
    {
        var headers = new Dictionary<string, object?>();
        foreach (var (name, value) in ((string, object?)[])
            [("specversion", "1.0"), ("id", "e-1"), ("source", "/b/1"), ("type", "session.ended"), .. more])
            headers[$"{prefix}{name}"] = value;
        return headers;
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
