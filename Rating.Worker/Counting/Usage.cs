using System.Security.Cryptography;
using System.Text;
using Charging.Rating.Pricing;
using Charging.Rating.Sessions;

namespace Charging.Rating.Counting;

/// <summary>
/// A session with its price: the row that is kept once, and what is told of it. The session itself, as JSON, is null
/// where it was rated before sessions were kept. Its addresses stand there as they came; those that were priced as
/// another text, each with that. ReceivedAt is when it came first. The trace is that in which it was rated; null where
/// nobody traced.
/// </summary>
internal sealed record Usage(
    Guid UsageId,
    string Source,
    string SessionId,
    string CustomerId,
    Service Service,
    DateTime StartedAt,
    DateTime EndedAt,
    DateOnly EndedOn,
    Money Charge,
    string PlanCode,
    DateOnly PlanVersion,
    IReadOnlyList<RatingLine> Lines,
    IReadOnlyDictionary<string, string> Attributes,
    byte[] ContentHash,
    DateTime RatedAt,
    long? CountedBefore,
    long? Counted,
    int PlanRevision,
    string? Session,
    IReadOnlyDictionary<string, string>? RatedAddresses = null,
    DateTime? ReceivedAt = null,
    DateTime? PublishedLateAt = null,
    Guid? TraceId = null)
{
    /// <summary>A session that is told so long after its end is late by its platform, and not by us.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(1);

    /// <param name="session">As it came; its hash is of what was told, legs that its bridge served are not.</param>
    /// <param name="quote">Its price.</param>
    /// <param name="now">UTC.</param>
    /// <param name="countedBefore">What its counter stood at before it; null if it has none.</param>
    public static Usage Of(SessionEnded session, Quote quote, DateTime now, long? countedBefore = null)
    {
        var content = SessionContent.Of(session);
        return new(
            new SessionKey(session.Source, session.SessionId).UsageId,
            session.Source,
            session.SessionId,
            session.CustomerId,
            session.Service,
            session.StartedAt,
            session.EndedAt,
            quote.Plan.LocalDate(session.EndedAt),
            quote.Charge,
            quote.Plan.Code,
            quote.Plan.ValidFrom,
            quote.Lines,
            SessionContent.InOrder(session.Attributes),
            SHA256.HashData(content),
            Wire.Moment(now),
            countedBefore,
            countedBefore is null ? null : quote.Counted,
            quote.Plan.Revision,
            Encoding.UTF8.GetString(quote.Completed is { } whole ? SessionContent.Of(whole) : content),
            quote.Addresses);
    }

    /// <summary>With when it came first; and when it was published, where that was late.</summary>
    public Usage Received(Arrival? arrival) => this with
    {
        ReceivedAt = arrival is null ? null : Wire.Moment(arrival.ReceivedAt),
        PublishedLateAt = arrival?.PublishedAt is { } published && published - EndedAt > Late
            ? Wire.Moment(published)
            : null,
    };

    /// <summary>
    /// Whether the session says what this one says. What one of them has masked counts as said: another release may
    /// have taken for a card number what this one does not, or the other way round.
    /// </summary>
    public bool Says(SessionEnded session)
    {
        var content = SessionContent.Of(session);
        return ContentHash.AsSpan().SequenceEqual(SHA256.HashData(content))
            || Masks.Agree(Session, Encoding.UTF8.GetString(content));
    }

    /// <summary>The same of a session with its price.</summary>
    public bool Says(Usage usage) =>
        ContentHash.AsSpan().SequenceEqual(usage.ContentHash) || Masks.Agree(Session, usage.Session);

    public UsageRated ToUsageRated() => new()
    {
        UsageId = UsageId,
        Source = Source,
        SessionId = SessionId,
        CustomerId = CustomerId,
        Service = Service,
        StartedAt = StartedAt,
        EndedAt = EndedAt,
        EndedOn = EndedOn,
        Charge = Charge,
        PlanCode = PlanCode,
        PlanVersion = PlanVersion,
        Lines = Lines,
        Attributes = Attributes,
        RatedAt = RatedAt,
        ReceivedAt = ReceivedAt,
        PublishedLateAt = PublishedLateAt,
    };
}
