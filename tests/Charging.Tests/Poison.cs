using System.Text;
using Charging.TestBed;

namespace Charging.Tests;

/// <summary>
/// Bytes that are no session which can be charged: set aside in the quarantine under a code, or in the error queue with
/// a reason that contains this text.
/// </summary>
internal sealed record Poison(string Name, byte[] Body, string? QuarantineCode, string Reason)
{
    private const string LongAgo = "\"2026-01-01T00:00:00.000Z\"";
    private const string Year9999 = "\"9999-12-31T23:59:59.999Z\"";
    private const int OneMebibyte = 1024 * 1024;

    public static IReadOnlyList<Poison> All { get; } = [.. Unreadable, .. Unchargeable];

    private static IEnumerable<Poison> Unreadable =>
    [
        Error("malformed", "{ \"source\": \"bridge-1.example\", "),
        Error("empty", ""),
        Error("not JSON", "Hello, I am a session."),
        Error("not UTF-8", "{ \"source\": \"\u00ff\u00fe\u00fd\" }"),
        Error("no fields", "{}", "source"),
        Error("null", "null"),
        Error("an array", "[]"),
        Error("missing customerId", Session("p", ("customerId", null)), "customerId"),
        Error("missing endedAt", Session("p", ("endedAt", null)), "endedAt"),
        Error("wrong type", Session("p", ("startedAt", "5")), "timestamp"),
        Error("a number for a name", Session("p", ("customerId", "17")), "string"),
        Error("null for a name", Session("p", ("customerId", "null")), "customerId"),
        Error("a timestamp without an offset", Session("p", ("endedAt", "\"2026-11-20T09:00:00\"")), "offset"),
        Error("an unknown service", Session("p", ("service", "\"telepathy\"")), "telepathy"),
        Error("a key twice", Session("p", ("service", "\"voice\", \"service\": \"voice\"")), "service"),
        Error("a trailing comma", Session("p", ("service", "\"voice\",")), ","),
        Error("a comment", Session("p", ("service", "\"voice\" /* a call */")), "/"),
        Error("depth 5,000", Session("p", ("attributes", new string('[', 5000) + new string(']', 5000)))),
        Error("NaN", Session("p", ("quantity", "NaN"))),
        Error("an envelope as plain JSON", $$"""
            { "messageId": "{{Guid.NewGuid()}}", "messageType": ["urn:message:Charging.Contracts:SessionEnded"],
              "message": {{Session("enveloped")}} }
            """, "source"),
    ];

    private static IEnumerable<Poison> Unchargeable =>
    [
        Quarantined("attributes-of-1-MiB", "too-large", ("attributes", $$"""{ "note": "{{LongText}}" }""")),
        Quarantined("year-9999", "future",
            ("startedAt", Year9999), ("endedAt", Year9999), ("legs", Leg(Year9999, Year9999))),
        Quarantined("negative-duration", "ends-before-start", ("endedAt", LongAgo)),
        Quarantined("no-legs", "missing-field", ("legs", "[]")),
        Quarantined("nobody", "unknown-customer", ("customerId", "\"nobody\"")),
        Quarantined("quantity-of-29-digits", "bad-quantity",
            ("service", "\"data\""), ("quantity", "12345678901234567890123456789")),
    ];

    private static string LongText => new('x', OneMebibyte);

    private static Poison Error(string name, string latin1, string reason = "") =>
        new(name, Encoding.Latin1.GetBytes(latin1), null, reason);

    private static Poison Quarantined(string sessionId, string code, params (string Field, string? Json)[] spoilt) =>
        new(sessionId, Encoding.UTF8.GetBytes(Session(sessionId, spoilt)), code, "");

    /// <summary>A good session but for these fields; null leaves a field out.</summary>
    private static string Session(string sessionId, params (string Field, string? Json)[] spoilt)
    {
        var now = TimeProvider.System.GetUtcNow();
        var (from, to) = ($"\"{now.AddMinutes(-5):yyyy-MM-ddTHH:mm:ssZ}\"", $"\"{now:yyyy-MM-ddTHH:mm:ssZ}\"");
        var fields = new Dictionary<string, string?>
        {
            ["source"] = $"\"{SampleSession.Source}\"",
            ["sessionId"] = $"\"{sessionId}\"",
            ["customerId"] = "\"good-0000\"",
            ["service"] = "\"conference\"",
            ["startedAt"] = from,
            ["endedAt"] = to,
            ["legs"] = Leg(from, to),
        };
        foreach (var (field, json) in spoilt) fields[field] = json;
        var members = fields.Where(field => field.Value is not null).Select(field => $"\"{field.Key}\": {field.Value}");
        return $"{{ {string.Join(", ", members)} }}";
    }

    private static string Leg(string from, string to) =>
        $$"""[{ "legId": "1", "address": "+420222333444", "connectedAt": {{from}}, "disconnectedAt": {{to}} }]""";
}
