using System.Reflection;
using System.Text.Json.Nodes;

namespace Charging.Rating.Tests.Schemas;

/// <summary>
/// What the readers ask beyond the form: of a session the screening, of a customer CustomerRules. As far as a schema
/// can say it; what it cannot say (a leg outside its session, a VAT id's check digits) it leaves to them.
/// </summary>
internal static class Limits
{
    /// <summary>Something beside blanks, no U+0000. A byte order mark is a blank to JavaScript alone.</summary>
    private const string Key = @"^[^\u0000]*([^\s\u0000]|\uFEFF)[^\u0000]*$";

    private const string NoNul = @"^[^\u0000]*$";
    private const string Line = @"^[^\u0000-\u001F\u007F-\u009F\u2028\u2029]*$";
    private const string FilledLine =
        @"^[^\u0000-\u001F\u007F-\u009F\u2028\u2029]*([^\s\u0000-\u001F\u007F-\u009F]|\uFEFF)" +
        @"[^\u0000-\u001F\u007F-\u009F\u2028\u2029]*$";

    private const int LongestLine = 200;
    private const int LongestToken = 500;

    private static readonly Dictionary<string, Action<JsonObject>> All = new()
    {
        ["SessionEnded.Source"] = Text(Screening.LongestKey, Key, 1),
        ["SessionEnded.SessionId"] = Text(Screening.LongestKey, Key, 1),
        ["SessionEnded.CustomerId"] = Text(Screening.LongestKey, Key, 1),
        ["SessionEnded.DetailUri"] = Text(Screening.LongestKey, NoNul),
        ["SessionEnded.Legs"] = schema => schema["maxItems"] = Screening.MostLegs,
        ["SessionEnded.Attributes"] = schema =>
        {
            schema["maxProperties"] = Screening.MostAttributes;
            schema["propertyNames"] = new JsonObject { ["maxLength"] = Screening.LongestName, ["pattern"] = NoNul };
            Text(Screening.LongestValue, NoNul)(schema["additionalProperties"]!.AsObject());
        },
        ["Leg.LegId"] = Text(Screening.LongestKey, NoNul),
        ["Leg.Role"] = Text(Screening.LongestKey, NoNul),
        ["Leg.Address"] = Text(Screening.LongestKey, NoNul),
        ["CustomerChanged.CustomerId"] = Text(LongestLine, FilledLine, 1),
        ["CustomerChanged.Version"] = schema => schema["minimum"] = 1,
        ["PlanAssignment.PlanCode"] = Text(LongestLine, FilledLine, 1),
        ["BillingProfile.Language"] = Form("^[a-z]{2}$"),
        ["BillingProfile.Currency"] = Form("^[A-Z]{3}$"),
        ["BillingProfile.InvoiceSeries"] = Form("^[A-Z0-9]{1,20}$"),
        ["BillingProfile.BuyerReference"] = Text(LongestLine, Line),
        ["BillingProfile.Formats"] = AddFormats,
        ["Party.Name"] = Text(LongestLine, FilledLine, 1),
        ["Party.Street"] = Text(LongestLine, Line),
        ["Party.City"] = Text(LongestLine, Line),
        ["Party.PostalCode"] = Text(LongestLine, Line),
        ["Party.Country"] = Form("^[A-Z]{2}$"),
        ["ContactPoint.Name"] = Text(LongestLine, Line),
        ["ContactPoint.Phone"] = Text(LongestLine, Line),
        ["ContactPoint.Email"] = Text(LongestLine, Line),
        ["ElectronicAddress.Scheme"] = Text(LongestLine, Line),
        ["ElectronicAddress.Id"] = Text(LongestLine, Line),
        ["TaxTreatment.RatePercent"] = schema => (schema["minimum"], schema["maximum"]) = (0, 100),
        ["TaxTreatment.ExemptionReason"] = Text(1_000, Line),
        ["Contact.Email"] = Text(254, "^[^@]{1,64}@[^@]+$"),
        ["Contact.Language"] = Form("^[a-z]{2}$"),
        ["PaymentMethod.Token"] = Text(LongestToken, FilledLine, 1),
        ["PaymentMethod.Brand"] = Text(LongestLine, Line),
        ["PaymentMethod.LastFour"] = Form(@"^[0-9A-Za-z]{0,4}$|\*"),
        ["PaymentMethod.Expiry"] = Form("^[0-9]{4}-(0[1-9]|1[0-2])$"),
        ["PaymentMethod.MandateReference"] = Text(LongestToken, Line),
    };

    /// <summary>Each property that has one; all must be of the contracts.</summary>
    public static IReadOnlyCollection<string> Names => All.Keys;

    public static void Add(JsonObject schema, PropertyInfo property) =>
        All.GetValueOrDefault($"{property.DeclaringType!.Name}.{property.Name}")?.Invoke(schema);

    /// <summary>What a session needs depends on what was used: legs with their times, or a quantity.</summary>
    public static void AddByService(JsonObject schema) => schema["allOf"] = JsonNode.Parse("""
        [
          {
            "if": { "properties": { "service": { "enum": ["conference", "voice"] } } },
            "then": {
              "properties": {
                "legs": {
                  "items": {
                    "required": ["connectedAt", "disconnectedAt"],
                    "properties": { "connectedAt": { "type": "string" }, "disconnectedAt": { "type": "string" } }
                  }
                }
              },
              "anyOf": [
                { "required": ["legs"], "properties": { "legs": { "minItems": 1 } } },
                { "required": ["detailUri"], "properties": { "detailUri": { "type": "string", "minLength": 1 } } }
              ]
            }
          },
          {
            "if": { "properties": { "service": { "enum": ["message", "data"] } } },
            "then": {
              "required": ["quantity"],
              "properties": {
                "quantity": { "type": "integer", "minimum": 0, "maximum": 9223372036854775807 }
              }
            }
          }
        ]
        """);

    /// <summary>Each once, and UBL in one way.</summary>
    private static void AddFormats(JsonObject schema)
    {
        schema["items"] = new JsonObject
        {
            ["type"] = "string",
            ["enum"] = new JsonArray([.. Words.All<DocumentFormat>().Select(word => JsonValue.Create(word))]),
        };
        (schema["minItems"], schema["uniqueItems"]) = (1, true);
        schema["not"] = JsonNode.Parse("""
            {
              "type": "array",
              "allOf": [{ "contains": { "const": "ubl" } }, { "contains": { "const": "xrechnung" } }]
            }
            """);
    }

    private static Action<JsonObject> Form(string pattern) => schema => schema["pattern"] = pattern;

    private static Action<JsonObject> Text(int longest, string pattern, int shortest = 0) => schema =>
    {
        if (shortest > 0) schema["minLength"] = shortest;
        schema["maxLength"] = longest;
        schema["pattern"] = pattern;
    };
}
