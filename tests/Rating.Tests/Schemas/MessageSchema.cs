using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using MassTransit;

namespace Charging.Rating.Tests.Schemas;

/// <summary>
/// The JSON Schema of a message: made from its record by the wire's own options, with what the doc comments say and
/// with the limits that its readers enforce. Draft 7, which every validator and AsyncAPI know.
/// </summary>
internal sealed record MessageSchema(Type Message)
{
    private const string Draft = "http://json-schema.org/draft-07/schema#";

    /// <summary>
    /// With an offset, and with or without seconds, as they are read; a reader that checks formats would want seconds.
    /// </summary>
    private const string Moment =
        @"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$";

    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonNode?[] Null = [null];

    private static readonly JsonSchemaExporterOptions Exporter = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Transform,
    };

    /// <summary>Those that platforms and the provider's records publish, and what platforms hear.</summary>
    public static IReadOnlyList<MessageSchema> All { get; } =
        [new(typeof(SessionEnded)), new(typeof(CustomerChanged)), new(typeof(SessionRejected))];

    /// <summary>From the root of the repository.</summary>
    public string Path => $"docs/schemas/{Exchange}.json";

    public string Exchange => KebabCaseEndpointNameFormatter.Instance.SanitizeName(Message.Name);

    public string Make()
    {
        var schema = new JsonObject { ["$schema"] = Draft, ["title"] = Message.Name };
        foreach (var (name, value) in Wire.Json.GetJsonSchemaAsNode(Message, Exporter).AsObject().ToList())
            schema[name] = value?.DeepClone();
        return schema.ToJsonString(Written) + "\n";
    }

    public override string ToString() => Message.Name;

    private static JsonObject Transform(JsonSchemaExporterContext context, JsonNode made)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var schema = OwnForm(context, type) ?? made as JsonObject ?? [];
        if (context.PropertyInfo is { AttributeProvider: PropertyInfo property })
        {
            Describe(schema, DocComments.Of(property.DeclaringType!, property.Name) ?? DocComments.Of(type));
            Limits.Add(schema, property);
        }
        else
        {
            Describe(schema, DocComments.Of(type));
        }

        if (type == typeof(SessionEnded)) Limits.AddByService(schema);
        return schema;
    }

    /// <summary>Of what the wire has a converter of its own for; null for all else.</summary>
    private static JsonObject? OwnForm(JsonSchemaExporterContext context, Type type)
    {
        var isNullable = Nullable.GetUnderlyingType(context.TypeInfo.Type) is not null;
        if (type == typeof(DateTime))
            return new() { ["type"] = Types("string"), ["format"] = "date-time", ["pattern"] = Moment };
        if (type == typeof(DateOnly))
            return new() { ["type"] = Types("string"), ["format"] = "date", ["pattern"] = @"^\d{4}-\d{2}-\d{2}$" };
        if (IsExactNumber(context.PropertyInfo?.AttributeProvider)) return new() { ["type"] = Types("number") };
        if (!type.IsEnum) return null;

        var words = (IEnumerable<string>)typeof(Words).GetMethod(nameof(Words.All))!.MakeGenericMethod(type)
            .Invoke(null, null)!;
        return new()
        {
            ["type"] = Types("string"),
            ["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word)), .. isNullable ? Null : []]),
        };

        JsonNode Types(string name) => isNullable ? new JsonArray(name, "null") : JsonValue.Create(name);
    }

    /// <summary>The one property with a converter of its own.</summary>
    private static bool IsExactNumber(ICustomAttributeProvider? property) =>
        property?.IsDefined(typeof(JsonConverterAttribute), inherit: false) == true;

    private static void Describe(JsonObject schema, string? text)
    {
        if (text is not null) schema.Insert(0, "description", text);
    }
}
