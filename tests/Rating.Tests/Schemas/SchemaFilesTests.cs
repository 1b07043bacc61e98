using System.Text.Json;
using System.Text.Json.Nodes;
using Charging.TestBed;
using Json.Schema;

namespace Charging.Rating.Tests.Schemas;

/// <summary>
/// docs/schemas, made from the records; anew with
/// <c>CHARGING_WRITE_DOCS=1 dotnet test tests/Rating.Tests -c Release --filter FullyQualifiedName~Schemas</c>.
/// </summary>
public class SchemaFilesTests
{
    [TestCaseSource(typeof(MessageSchema), nameof(MessageSchema.All))]
    public void Each_schema_is_what_its_record_says(object given)
    {
        var schema = (MessageSchema)given;
        var (path, made) = (Path.Combine(Bed.Root, schema.Path), schema.Make());
        if (Environment.GetEnvironmentVariable("CHARGING_WRITE_DOCS") is "1") File.WriteAllText(path, made);

        Assert.That(File.ReadAllText(path), Is.EqualTo(made), "Write it anew, with CHARGING_WRITE_DOCS=1.");
        Assert.That(
            MetaSchemas.Draft7.Evaluate(JsonNode.Parse(made)).IsValid, "it is a schema by the draft that it names");
    }

    [Test]
    public void There_is_no_schema_of_a_message_that_is_no_more() =>
        Assert.That(
            Directory.GetFiles(Path.Combine(Bed.Root, "docs/schemas")).Select(Path.GetFileName),
            Is.EquivalentTo(MessageSchema.All.Select(schema => Path.GetFileName(schema.Path))));

    [Test]
    public void Every_limit_is_of_a_property_that_a_contract_has()
    {
        var properties = typeof(SessionEnded).Assembly.GetTypes()
            .SelectMany(type => type.GetProperties().Select(property => $"{type.Name}.{property.Name}"));

        Assert.That(Limits.Names, Is.SubsetOf(properties));
    }

    [Test]
    public void Every_field_says_what_it_is_unless_its_name_does()
    {
        var silent = MessageSchema.All.SelectMany(schema => Undescribed("", JsonNode.Parse(schema.Make())!));

        Assert.That(silent.Distinct(), Is.EquivalentTo((string[])
        [
            ".startedAt", ".endedAt", ".legs.legId", ".legs.role", ".legs.connectedAt", ".legs.disconnectedAt",
            ".customerId", ".plans.planCode", ".plans.validFrom", ".billing.party.name", ".billing.party.street",
            ".billing.party.city", ".billing.party.postalCode", ".billing.party.endpoint.id", ".contact.email",
            ".paymentMethods.kind", ".paymentMethods.token",
        ]));
    }

    [Test]
    public void A_rejection_as_it_is_told_is_one_by_its_schema()
    {
        var told = new SessionRejected
        {
            RejectionId = Guid.Empty,
            Platform = "vienna",
            Code = SessionRejected.Unreadable,
            Sentence = "It is no JSON.",
            ReceivedAt = Sample.Start,
        };

        var schema = JsonSchema.FromText(new MessageSchema(typeof(SessionRejected)).Make());
        Assert.That(schema.Evaluate(JsonSerializer.SerializeToNode(told, Wire.Json)).IsValid);
        Assert.That(schema.Evaluate(new JsonObject { ["code"] = "unreadable" }).IsValid, Is.False);
    }

    private static IEnumerable<string> Undescribed(string where, JsonNode schema)
    {
        foreach (var (name, property) in schema["properties"]?.AsObject() ?? [])
        {
            if (property!["description"] is null) yield return $"{where}.{name}";
            foreach (var inner in Undescribed($"{where}.{name}", property["items"] ?? property)) yield return inner;
        }
    }
}
