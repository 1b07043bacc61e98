using System.Diagnostics;
using System.Text.Json;
using Charging.Rating.Pricing;
using Charging.Rating.Sessions;

namespace Charging.Rating.Detail;

/// <summary>
/// A session that was announced without its legs: as it was read, as it came, and what its bridge has answered, if it
/// has. Its key is what was told: an announcement with other content is another one. PublishedBy is the broker's user
/// whose word it is, empty where none was named; null where an earlier release kept it.
/// </summary>
internal sealed record AnnouncedSession(
    Guid UsageId, byte[] ContentHash, string Host, string Session, byte[] Body, DateTime AnnouncedAt,
    string? Legs, string? Code, string? Refusal, string? TraceParent,
    string? PublishedBy = null)
{
    public (Guid UsageId, string Hash) Key => (UsageId, Convert.ToHexString(ContentHash));

    public bool IsAnswered => Legs is not null || Refusal is not null;

    public Rejection? Rejection => Code is null ? null : new(Words.Read<QuarantineCode>(Code), Refusal!);

    /// <summary>The trace in which the session was announced.</summary>
    public ActivityContext Parent =>
        ActivityContext.TryParse(TraceParent, null, isRemote: true, out var parent) ? parent : default;

    /// <param name="session">Announced with an address that may be asked, and masked.</param>
    /// <param name="address">Where its legs are.</param>
    /// <param name="body">The bytes that came, masked.</param>
    /// <param name="now">UTC.</param>
    public static AnnouncedSession Of(SessionEnded session, Uri address, byte[] body, DateTime now) => new(
        new SessionKey(session.Source, session.SessionId).UsageId, SessionContent.HashOf(session),
        BridgeAddress.HostOf(address), JsonSerializer.Serialize(session, Wire.Json), body, now, null, null, null,
        Activity.Current?.Id);

    public SessionEnded ToSession() => JsonSerializer.Deserialize<SessionEnded>(Session, Wire.Json)!;

    /// <summary>With the legs that its bridge served; null while there are none.</summary>
    public SessionEnded? Complete() => Legs is null
        ? null
        : ToSession() with { Legs = JsonSerializer.Deserialize<List<Leg>>(Legs, Wire.Json)! };

    /// <summary>
    /// With an answer that stays: legs which pass the screening, masked as those that are told, or why there are none.
    /// </summary>
    public AnnouncedSession With(DetailAnswer answer)
    {
        if (answer is not DetailAnswer.Served served) return With(new Rejection(QuarantineCode.NoDetail, Why(answer)));

        var whole = MaskedSession.Of(ToSession() with { Legs = served.Legs }).Session;
        return Screening.Check(whole) is { } rejection
            ? With(rejection with { Detail = $"{rejection.Detail} The legs are those that {Host} served." })
            : this with { Legs = JsonSerializer.Serialize(whole.Legs, Wire.Json) };
    }

    private AnnouncedSession With(Rejection rejection) =>
        this with { Code = Words.Of(rejection.Code), Refusal = rejection.Detail };

    private string Why(DetailAnswer answer) => answer switch
    {
        DetailAnswer.Refused refused => refused.Why,
        DetailAnswer.NotNow notNow => $"{Host} has not served the detail since {AnnouncedAt:yyyy-MM-ddTHH:mm:ssZ}: " +
            $"{notNow.Why}. Mend the bridge, then replay.",
        _ => throw new InvalidOperationException($"{answer.GetType().Name} is no reason; it has legs."),
    };
}
