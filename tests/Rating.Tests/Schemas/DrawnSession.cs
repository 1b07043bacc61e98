using CsCheck;

namespace Charging.Rating.Tests.Schemas;

/// <summary>Sessions as JSON, each field right mostly, odd at times, and now and then wrong.</summary>
internal static class DrawnSession
{
    private const string Start = "\"2026-11-20T09:00:00.000Z\"";
    private const string End = "\"2026-11-20T09:10:00.000Z\"";
    private const string Leg = $$"""{ "legId": "1", "connectedAt": {{Start}}, "disconnectedAt": {{End}} }""";

    /// <summary>Of each field what it may be, the first most often; empty for a field that is not there.</summary>
    private static readonly (string Field, string[] Values)[] Fields =
    [
        ("source", ["\"bridge-1.example\"", "\"\\uFEFF\"", Text(200), Text(201), "\" \"", "\"\\u0085\"", "null", ""]),
        ("sessionId", ["\"8f1c\"", "\"4111111111111111\"", "\"\\ud83d\\ude00\"", "\"a\\u0000\"", "\"\"", "17"]),
        ("customerId", ["\"acme\"", Text(200), "\"\\t\"", "null"]),
        ("service", ["\"voice\"", "\"conference\"", "\"message\"", "\"data\"", "\"Voice\"", "1"]),
        ("startedAt",
            [Start, "\"2026-11-20T09:00Z\"", "\"2026-11-20T10:00:00+01:00\"", "\"2026-11-20T09:00:00\"", "5"]),
        ("endedAt",
            [End, "\"2026-11-20T09:10:00.1234567Z\"", "\"2026-11-20T10:10+01:00\"", "\"2026-11-20\"", "\"now\"", ""]),
        ("legs",
        [
            $"[{Leg}]", $"[{Leg}, {Leg.Replace("\"1\"", "\"2\", \"role\": null, \"direction\": \"inbound\"")}]", "[]",
            "", "[null]", "[{ \"legId\": \"1\" }]", "null", "{}",
            $"[{Leg.Replace("\"1\"", "\"3\", \"direction\": \"sideways\"")}]",
        ]),
        ("quantity",
            ["", "1", "null", "1.0", "1e2", "0", "-1", "1.5", "\"5\"", "9223372036854775807", "9223372036854775808"]),
        ("detailUri", ["", "\"https://bridge-1.example/1\"", "null", Text(201), "\"\""]),
        ("attributes",
        [
            "{ \"room\": \"4711\" }", "", "{}", "null", "{ \"room\": null }", "[]", "{ \"\": \"\" }",
            $"{{ \"note\": {Text(1_000)} }}", $"{{ \"note\": {Text(1_001)} }}", $"{{ {Text(101)}: \"\" }}",
        ]),
        ("unknown", ["", "{ \"of\": [\"a later release\"] }"]),
    ];

    public static Gen<string> Any { get; } =
        Gen.Int[0, 5].Select(Gen.Int[0, 10]).Array[Fields.Length].Select(drawn => Json(drawn.Select(
            (one, i) => one.Item1 > 1 ? Fields[i].Values[0] : Fields[i].Values[one.Item2 % Fields[i].Values.Length])));

    public static string Good { get; } = Json(Fields.Select(field => field.Values[0]));

    /// <summary>A field, and a value for which nobody takes the session.</summary>
    public static IEnumerable<TestCaseData> Wrong
    {
        get
        {
            yield return new("source", "");
            yield return new("source", "\" \"");
            yield return new("source", Text(201));
            yield return new("sessionId", "\"a\\u0000\"");
            yield return new("sessionId", "17");
            yield return new("customerId", "null");
            yield return new("service", "\"telepathy\"");
            yield return new("startedAt", "\"2026-11-20T09:00:00\"");
            yield return new("startedAt", "1763629200");
            yield return new("endedAt", "\"2026-11-20T09:10:00 +01:00\"");
            yield return new("endedAt", "");
            yield return new("legs", "[]");
            yield return new("legs", "");
            yield return new("legs", "[null]");
            yield return new("legs", "[{ \"legId\": \"1\" }]");
            yield return new("legs", $"[{string.Join(", ", Enumerable.Repeat(Leg, 1_001))}]");
            yield return new("legs", $"[{Leg.Replace("\"1\"", "\"1\", \"role\": 5")}]");
            yield return new("quantity", "\"5\"");
            yield return new("detailUri", Text(201));
            yield return new("attributes", "{ \"room\": 4711 }");
            yield return new("attributes", $"{{ {Text(101)}: \"\" }}");
            yield return new("attributes", $"{{ \"note\": {Text(1_001)} }}");
            yield return new(
                "attributes", $"{{ {string.Join(", ", Enumerable.Range(1, 33).Select(i => $"\"n{i}\": \"\""))} }}");
            yield return new("service", "\"data\"");
        }
    }

    /// <summary>The good session with another value of one field; empty leaves it out.</summary>
    public static string With(string field, string value) =>
        Json(Fields.Select(one => one.Field == field ? value : one.Values[0]));

    private static string Json(IEnumerable<string> values) => $"{{ {string.Join(", ", values
        .Select((value, i) => (Fields[i].Field, value)).Where(one => one.value.Length > 0)
        .Select(one => $"\"{one.Field}\": {one.value}"))} }}";

    private static string Text(int length) => $"\"{new string('x', length)}\"";
}
