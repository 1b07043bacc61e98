using System.Globalization;
using System.Text;

namespace Charging.TestBed;

/// <summary>A conference of two legs as a platform would tell it: JSON written by hand, not by our own types.</summary>
public sealed record SampleSession(string SessionId, string CustomerId, DateTime EndedAt, int Seconds)
{
    public const string Source = "bridge-1.example";

    public string Json => $$"""
        {
          "source": "{{Source}}",
          "sessionId": "{{SessionId}}",
          "customerId": "{{CustomerId}}",
          "service": "conference",
          "startedAt": "{{Time(EndedAt.AddSeconds(-Seconds))}}",
          "endedAt": "{{Time(EndedAt)}}",
          "legs": [{{Leg(1, "+420222333444")}}, {{Leg(2, "+442071838750")}}],
          "attributes": { "conferenceRoom": "4711" }
        }
        """;

    public byte[] Bytes => Encoding.UTF8.GetBytes(Json);

    /// <summary>
    /// So many sessions, one customer after the other, each some minutes long and just over: none so short that its
    /// charge would gather.
    /// </summary>
    public static IReadOnlyList<SampleSession> Many(
        int count, IReadOnlyList<SampleCustomer> customers, int first = 0)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return [.. Enumerable.Range(0, count).Select(One)];

        SampleSession One(int i) => new(
            IdOf(first + i), customers[i % customers.Count].CustomerId, now.AddSeconds(-i % 600), 240 + (i % 3000));
    }

    public static string IdOf(int number) => $"session-{number:d7}";

    private string Leg(int number, string address) => $$"""
        { "legId": "{{number}}", "address": "{{address}}", "direction": "inbound",
          "connectedAt": "{{Time(EndedAt.AddSeconds(-Seconds))}}", "disconnectedAt": "{{Time(EndedAt)}}" }
        """;

    private static string Time(DateTime utc) => utc.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
