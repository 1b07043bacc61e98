using Charging.Rating.Pricing;

namespace Charging.Rating.Sessions;

/// <summary>
/// What can be told from a session alone: whether it may be charged as it came. The first reason found is told. How
/// many texts there are and how long they are comes before anything that reads them.
/// </summary>
internal static class Screening
{
    private const int MostAttributes = 32;
    private const int MostLegs = 1_000;
    private const int LongestKey = 200;
    private const int LongestName = 100;

    /// <summary>Of an attribute; no text may be longer.</summary>
    public const int LongestValue = 1_000;

    private static readonly TimeSpan LegTolerance = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);
    private static readonly TimeSpan Ahead = TimeSpan.FromHours(24);
    private static readonly TimeSpan Back = TimeSpan.FromDays(400);

    /// <summary>Null for a session that can be priced; the clock is not looked at.</summary>
    public static Rejection? Check(SessionEnded session) => CheckAnnounced(session) ?? NoLegs(session);

    /// <summary>The same for a session whose legs may still have to be fetched.</summary>
    public static Rejection? CheckAnnounced(SessionEnded session) =>
        TooLarge(session) ?? MissingField(session) ?? BadTimes(session) ?? BadQuantity(session);

    /// <summary>A session that is charged by its legs, and came with an address to have them from instead.</summary>
    public static bool AwaitsDetail(SessionEnded session) =>
        IsTimed(session) && session.Legs.Count == 0 && !string.IsNullOrWhiteSpace(session.DetailUri);

    /// <summary>The two checks that look at the clock.</summary>
    /// <param name="session">Any.</param>
    /// <param name="now">UTC.</param>
    public static Rejection? CheckDates(SessionEnded session, DateTime now)
    {
        if (session.EndedAt - now > Ahead)
            return new(QuarantineCode.Future, $"It ended at {At(session.EndedAt)}, more than 24 h ahead of {At(now)}.")
            {
                Path = "$.endedAt",
            };
        return now - session.StartedAt > Back
            ? new(QuarantineCode.TooOld, $"It started at {At(session.StartedAt)}, more than 400 days before {At(now)}.")
            {
                Path = "$.startedAt",
            }
            : null;
    }

    private static Rejection? TooLarge(SessionEnded session)
    {
        if (session.Legs.Count > MostLegs)
            return Large($"{session.Legs.Count} legs; at most {MostLegs} are allowed", "legs");
        if (session.Attributes.Count > MostAttributes)
            return Large($"{session.Attributes.Count} attributes; at most {MostAttributes} are allowed", "attributes");

        foreach (var text in SessionText.Of(session))
        {
            var most = text.Kind switch
            {
                SessionTextKind.AttributeName => LongestName,
                SessionTextKind.AttributeValue => LongestValue,
                _ => LongestKey,
            };
            if (text.Value.Length > most)
                return Large($"{text.Value.Length} characters in {text.Where}; at most {most} are allowed", text.At);
        }

        return null;
    }

    private static Rejection? MissingField(SessionEnded session)
    {
        if (string.IsNullOrWhiteSpace(session.Source)) return Missing("source is empty", "source");
        if (string.IsNullOrWhiteSpace(session.SessionId)) return Missing("sessionId is empty", "sessionId");
        if (string.IsNullOrWhiteSpace(session.CustomerId)) return Missing("customerId is empty", "customerId");
        foreach (var text in SessionText.Of(session))
        {
            if (text.Value.Contains('\0', StringComparison.Ordinal))
                return Missing($"{text.Where} holds the character U+0000, which no text may", text.At);
        }

        foreach (var (name, value) in session.Attributes)
        {
            if (value is null) return Missing($"attribute '{name}' has no value", "attributes");
        }

        return MissingLeg(session);
    }

    private static Rejection? MissingLeg(SessionEnded session)
    {
        var timed = IsTimed(session);
        if (timed && session.Legs.Count == 0 && !AwaitsDetail(session))
            return Missing("there are no legs and no detailUri", "legs");

        for (var i = 0; i < session.Legs.Count; i++)
        {
            if (session.Legs[i] is not { } leg) return Missing($"legs[{i}] is null", $"legs[{i}]");
            if (timed && leg.ConnectedAt is null) return MissingTime(i, "connectedAt");
            if (timed && leg.DisconnectedAt is null) return MissingTime(i, "disconnectedAt");
        }

        return null;
    }

    private static Rejection? NoLegs(SessionEnded session) => AwaitsDetail(session)
        ? new(QuarantineCode.NoDetail, "The session has no legs but a detailUri, and only a running worker fetches " +
            "what is there; give it with its legs.")
        {
            Path = "$.detailUri",
        }
        : null;

    private static bool IsTimed(SessionEnded session) => session.Service is Service.Voice or Service.Conference;

    private static Rejection? BadTimes(SessionEnded session)
    {
        if (session.EndedAt < session.StartedAt)
            return Backwards(
                $"The session ended at {At(session.EndedAt)} and started at {At(session.StartedAt)}.", "endedAt");
        if (session.EndedAt - session.StartedAt > Longest)
            return new(QuarantineCode.TooLong, $"It took {session.EndedAt - session.StartedAt}; 7 days are the most.")
            {
                Path = "$.endedAt",
            };

        for (var i = 0; i < session.Legs.Count; i++)
        {
            var leg = session.Legs[i];
            if (leg.DisconnectedAt < leg.ConnectedAt)
                return Backwards(
                    $"legs[{i}] ends at {At(leg.DisconnectedAt)} and begins at {At(leg.ConnectedAt)}.", $"legs[{i}]");
            if (IsBefore(leg.ConnectedAt, session.StartedAt) || IsBefore(leg.DisconnectedAt, session.StartedAt))
                return Outside(
                    $"legs[{i}] lies more than a second before the session's start, {At(session.StartedAt)}.",
                    $"legs[{i}]");
            if (IsBefore(session.EndedAt, leg.ConnectedAt) || IsBefore(session.EndedAt, leg.DisconnectedAt))
                return Outside(
                    $"legs[{i}] lies more than a second after the session's end, {At(session.EndedAt)}.", $"legs[{i}]");
        }

        return null;
    }

    /// <summary>By more than the clocks of one platform may differ; false for a time that is not there.</summary>
    private static bool IsBefore(DateTime? moment, DateTime? other) => other - moment > LegTolerance;

    private static Rejection? BadQuantity(SessionEnded session)
    {
        if (session.Quantity == SessionEnded.Uncountable)
            return BadQuantity("The quantity has more than 28 digits, which nobody counts.");
        if (session.Service is not (Service.Message or Service.Data)) return null;
        if (session.Quantity is not { } quantity)
            return BadQuantity($"A {Words.Of(session.Service)} session needs a quantity.");
        return quantity < 0 || quantity > long.MaxValue || decimal.Truncate(quantity) != quantity
            ? BadQuantity($"The quantity is {quantity}; a whole number from 0 to 2^63-1 is needed.")
            : null;
    }

    private static Rejection Large(string what, string at) =>
        new(QuarantineCode.TooLarge, $"The session has {what}.") { Path = $"$.{at}" };

    private static Rejection Missing(string what, string at) =>
        new(QuarantineCode.MissingField, $"A field is missing: {what}.") { Path = $"$.{at}" };

    private static Rejection MissingTime(int leg, string field) =>
        Missing($"legs[{leg}].{field} is not there", $"legs[{leg}].{field}");

    private static Rejection Backwards(string detail, string at) =>
        new(QuarantineCode.EndsBeforeStart, detail) { Path = $"$.{at}" };

    private static Rejection Outside(string detail, string at) =>
        new(QuarantineCode.LegOutsideSession, detail) { Path = $"$.{at}" };

    private static Rejection BadQuantity(string detail) =>
        new(QuarantineCode.BadQuantity, detail) { Path = "$.quantity" };

    private static string At(DateTime? utc) => $"{utc:yyyy-MM-ddTHH:mm:ss.fffZ}";
}
