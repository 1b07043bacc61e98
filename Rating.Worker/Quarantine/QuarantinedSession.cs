using System.Security.Cryptography;
using Charging.Contracts.Cards;
using Charging.Rating.Pricing;

namespace Charging.Rating.Quarantine;

/// <summary>
/// A session that was set aside: the row that is kept, with the bytes that came, and what is told. PublishedBy is the
/// broker's user whose word it is, and stays so when it is replayed; null where that is not known.
/// </summary>
internal sealed record QuarantinedSession(
    Guid QuarantineId, string Source, string SessionId, string Code, string Detail, byte[] Body, DateTime QuarantinedAt,
    DateTime? ReplayedAt, DateTime? ClosedAt = null, string? ClosedBy = null, string? CloseReason = null,
    Guid? SupersededBy = null, string? PublishedBy = null)
{
    private static readonly Guid Namespace = new("a1d0c9a4-6a53-5b0c-9c55-6a3f0b0b7d21");

    /// <summary>What a key field allows; a longer one is whole in the body.</summary>
    private const int LongestKey = 200;

    private const int LongestDetail = 1_000;

    /// <summary>Of the usage that the session would have become, from its whole key; null in rows of before.</summary>
    public Guid? UsageId { get; private init; }

    /// <summary>
    /// The same session with the same content, set aside for the same reason, is the same row. Card numbers are masked
    /// in what people write freely; what is kept can always be replayed.
    /// </summary>
    /// <param name="session">As it was read, or masked.</param>
    /// <param name="rejection">Why it is set aside.</param>
    /// <param name="body">The bytes that came.</param>
    /// <param name="now">UTC.</param>
    public static QuarantinedSession Of(SessionEnded session, Rejection rejection, byte[] body, DateTime now)
    {
        var kept = CardMask.Of(body);
        var (source, sessionId) = (Storable(session.Source, LongestKey), Storable(session.SessionId, LongestKey));
        var code = Words.Of(rejection.Code);
        var content = Convert.ToHexString(SHA256.HashData(kept));
        var id = NameBasedId.Of(Namespace, $"{source}\n{sessionId}\n{code}\n{content}");
        return new(id, source, sessionId, code, Storable(rejection.Detail, LongestDetail), kept, Wire.Moment(now), null)
        {
            UsageId = new SessionKey(session.Source, session.SessionId).UsageId,
        };
    }

    /// <summary>Of the usage that the session becomes if it is charged.</summary>
    public Guid ChargedAs => new SessionKey(Source, SessionId).UsageId;

    /// <summary>Waits for somebody to replay or to close it.</summary>
    public bool IsPending => ReplayedAt is null && ClosedAt is null;

    public SessionQuarantined ToSessionQuarantined() => new()
    {
        Source = Source,
        SessionId = SessionId,
        Code = Words.Read<QuarantineCode>(Code),
        Detail = Detail,
        QuarantinedAt = QuarantinedAt,
    };

    /// <summary>The same id for the same row, unless it was replayed and set aside once more.</summary>
    /// <param name="platform">Whose source it is.</param>
    /// <param name="path">Where it is wrong: the same for the same code and content, and so not kept.</param>
    public SessionRejected ToSessionRejected(string platform, string? path) => new()
    {
        RejectionId = NameBasedId.Of(Namespace, $"{QuarantineId}\n{QuarantinedAt.Ticks}"),
        Platform = platform,
        Source = Source,
        SessionId = SessionId,
        Code = Code,
        Path = path,
        Sentence = CardNumber.Masked(Detail),
        ReceivedAt = QuarantinedAt,
    };

    /// <summary>Without U+0000, which PostgreSQL cannot store, and cut without splitting a character.</summary>
    private static string Storable(string text, int longest)
    {
        var clean = text.Replace('\0', '\uFFFD');
        if (clean.Length <= longest) return clean;
        var cut = char.IsHighSurrogate(clean[longest - 2]) ? longest - 2 : longest - 1;
        return clean[..cut] + "…";
    }
}
