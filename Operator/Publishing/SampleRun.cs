using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Charging.Operator.Publishing;

/// <summary>
/// Makes stored sample sessions new: every time moved by the same span, so that the last session of the file has just
/// ended, and the run's number added to each session id, so that a second run is charged again. What is not a JSON
/// object stays as it is.
/// </summary>
internal sealed class SampleRun(int number, TimeSpan shift)
{
    private static readonly string[] Times = ["startedAt", "endedAt", "connectedAt", "disconnectedAt"];

    /// <summary>The span from the latest endedAt in the file to now.</summary>
    public static TimeSpan ShiftToNow(IEnumerable<byte[]> sessions, DateTime now) =>
        sessions.Select(EndOf).Max() is { } last
            ? TimeSpan.FromMilliseconds(Math.Floor((now - last).TotalMilliseconds))
            : default;

    public byte[] Renew(byte[] body)
    {
        if (Parse(body) is not { } session) return body;
        if (session["sessionId"] is JsonValue id && id.TryGetValue(out string? sessionId))
            session["sessionId"] = $"{sessionId}-run{number}";

        Move(session);
        foreach (var leg in session["legs"] as JsonArray ?? []) if (leg is JsonObject one) Move(one);
        return JsonSerializer.SerializeToUtf8Bytes(session);
    }

    private void Move(JsonObject holder)
    {
        foreach (var name in Times)
            if (TimeOf(holder, name) is { } time)
                holder[name] = (time + shift).ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
    }

    private static DateTime? EndOf(byte[] body) => Parse(body) is { } session ? TimeOf(session, "endedAt") : null;

    private static DateTime? TimeOf(JsonObject holder, string name) =>
        holder[name] is JsonValue value && value.TryGetValue(out DateTimeOffset time) ? time.UtcDateTime : null;

    private static JsonObject? Parse(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            // A sample that is meant to be unreadable.
            return null;
        }
    }
}
