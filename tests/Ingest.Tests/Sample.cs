using System.Text;
using System.Text.Json.Nodes;

namespace Charging.Ingest.Tests;

/// <summary>Sessions as a platform writes them over HTTP: text, not our own types.</summary>
internal static class Sample
{
    public const string Source = "bridge-1.example";

    public static readonly DateTime Now = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    public static string Session(string id, string source = Source, DateTime? endedAt = null) => $$"""
        {"source":"{{source}}","sessionId":"{{id}}","customerId":"acme","service":"message","quantity":3,
        "startedAt":"{{endedAt ?? Now:yyyy-MM-ddTHH:mm:ssZ}}","endedAt":"{{endedAt ?? Now:yyyy-MM-ddTHH:mm:ssZ}}"}
        """.ReplaceLineEndings("");

    public static string Lines(IEnumerable<string> ids, DateTime? endedAt = null) =>
        string.Join('\n', ids.Select(id => Session(id, endedAt: endedAt)));

    public static string Event(string data, params (string Name, string? Value)[] attributes)
    {
        var one = new JsonObject
        {
            ["specversion"] = "1.0", ["id"] = "e-1", ["source"] = "/bridges/1", ["type"] = "session.ended",
        };
        foreach (var (name, value) in attributes) one[name] = value;
        one["data"] = JsonNode.Parse(data);
        return one.ToJsonString();
    }

    public static byte[] Utf8(this string text) => Encoding.UTF8.GetBytes(text);
}
