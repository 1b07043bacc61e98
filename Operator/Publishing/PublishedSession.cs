using System.Security.Cryptography;
using System.Text.Json;

namespace Charging.Operator.Publishing;

/// <summary>
/// A session that was published, by its key; a body in which no key can be read goes by its hash.
/// <paramref name="Run"/> is the demo's number, if it was one.
/// </summary>
internal sealed record PublishedSession(string? Source, string? SessionId, string Sha256, int? Run)
{
    public bool IsReadable => Source is not null && SessionId is not null;

    /// <summary>Of the usage that this session becomes; of its own bytes when it has no key.</summary>
    public Guid UsageId =>
        IsReadable ? new SessionKey(Source!, SessionId!).UsageId : NameBasedId.Of(Guid.Empty, Sha256);

    public static PublishedSession Of(ReadOnlySpan<byte> body, int? run)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(body));
        return TryReadKey(body, out var source, out var sessionId)
            ? new PublishedSession(source, sessionId, sha256, run)
            : new PublishedSession(null, null, sha256, run);
    }

    private static bool TryReadKey(ReadOnlySpan<byte> body, out string? source, out string? sessionId)
    {
        source = sessionId = null;
        var reader = new Utf8JsonReader(body);
        try
        {
            if (!JsonDocument.TryParseValue(ref reader, out var document)) return false;
            using (document)
            {
                if (document.RootElement.ValueKind != JsonValueKind.Object) return false;
                source = TextOf(document.RootElement, "source");
                sessionId = TextOf(document.RootElement, "sessionId");
                return source is not null && sessionId is not null;
            }
        }
        catch (JsonException)
        {
            return false; // not JSON, or too deep
        }
        catch (InvalidOperationException)
        {
            return false; // text that is not Unicode
        }
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
