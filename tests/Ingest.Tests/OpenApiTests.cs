using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Charging.Ingest.Reading;

namespace Charging.Ingest.Tests;

/// <summary>What the description says is what the code does, where the two could part.</summary>
public class OpenApiTests
{
    private static readonly JsonNode Description = Read();

    private static JsonNode Sessions => Description["paths"]![Routes.Sessions]!["post"]!;

    [Test]
    public void Every_form_that_is_read_is_described_and_no_other() =>
        Assert.That(KeysOf(Sessions["requestBody"]!["content"]!), Is.EquivalentTo(SessionRequest.Forms));

    [Test]
    public void Every_path_is_described_and_no_other() =>
        Assert.That(KeysOf(Description["paths"]!),
            Is.EquivalentTo([Routes.Sessions, Routes.OpenApi, $"{Routes.Sessions}/{{source}}/{{sessionId}}"]));

    [TestCase("SessionEnded", typeof(SessionEnded))]
    [TestCase("Leg", typeof(Leg))]
    public void A_message_has_the_fields_of_its_record_and_needs_what_that_needs(string name, Type record)
    {
        var schema = Schema(name);
        var properties = new DefaultJsonTypeInfoResolver().GetTypeInfo(record, new JsonSerializerOptions(Wire.Json))
            .Properties;

        Assert.That(KeysOf(schema["properties"]!), Is.EquivalentTo(properties.Select(property => property.Name)));
        Assert.That(TextsOf(schema["required"]!),
            Is.EquivalentTo(properties.Where(property => property.IsRequired).Select(property => property.Name)));
    }

    [Test]
    public void The_words_of_a_service_and_a_direction_are_those_of_the_wire()
    {
        Assert.That(TextsOf(Schema("SessionEnded")["properties"]!["service"]!["enum"]!),
            Is.EquivalentTo(Words.All<Service>()));
        Assert.That(TextsOf(Schema("Leg")["properties"]!["direction"]!["enum"]!),
            Is.EquivalentTo(Words.All<LegDirection>()));
    }

    [Test]
    public void Every_code_of_an_item_is_one_of_the_quarantine_or_of_ingest_itself() =>
        Assert.That(TextsOf(Schema("Item")["properties"]!["code"]!["enum"]!),
            Is.SubsetOf(Words.All<QuarantineCode>().Append(SessionRejected.Unreadable).Append("foreign-source")));

    [Test]
    public void Every_status_of_a_request_is_described()
    {
        var described = KeysOf(Sessions["responses"]!).Select(int.Parse);
        var counted = IngestMetrics.Table.SelectMany(metric => metric.Labels).Single(label => label.Name == "status")
            .Values.Where(status => status != "other").Select(int.Parse);

        Assert.That(described, Is.SubsetOf(counted), "and counted");
        Assert.That(described, Is.SupersetOf((int[])[202, 207, 400, 401, 403, 408, 413, 415, 422, 503]));
    }

    [Test]
    public void A_session_that_is_found_has_the_fields_and_the_states_that_are_described()
    {
        var schema = Schema("FoundSession");
        var properties = new DefaultJsonTypeInfoResolver()
            .GetTypeInfo(typeof(FoundSession), new JsonSerializerOptions(Wire.Json)).Properties;

        Assert.That(KeysOf(schema["properties"]!), Is.EquivalentTo(properties.Select(property => property.Name)));
        Assert.That(TextsOf(schema["properties"]!["state"]!["enum"]!), Is.EqualTo(Words.All<SessionState>()));
    }

    [Test]
    public void Every_reference_leads_somewhere()
    {
        var references = Description.ToJsonString().Split("\"$ref\":\"#/components/schemas/").Skip(1)
            .Select(rest => rest.Split('"')[0]).ToHashSet();

        Assert.That(references, Is.SubsetOf(KeysOf(Description["components"]!["schemas"]!)).And.Not.Empty);
    }

    private static JsonNode Schema(string name) => Description["components"]!["schemas"]![name]!;

    private static IEnumerable<string> KeysOf(JsonNode node) => node.AsObject().Select(pair => pair.Key);

    private static IEnumerable<string> TextsOf(JsonNode node) =>
        node.AsArray().Select(text => text!.GetValue<string>());

    private static JsonNode Read()
    {
        using var stream = typeof(Routes).Assembly.GetManifestResourceStream("openapi.json")!;
        return JsonNode.Parse(stream)!;
    }
}
