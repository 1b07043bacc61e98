using System.Text.Json;
using Charging.Rating.Pricing;

namespace Charging.Rating.Sessions;

/// <summary>
/// What can be said of a session from its bytes alone, by the rules that Rating itself reads and screens it by. Who
/// pays and how much is not among it: customers and prices are not known here.
/// </summary>
/// <param name="Session">As it was read; null where it could not be.</param>
/// <param name="Refusal">Why it cannot be charged as it came; null where nothing speaks against it.</param>
internal readonly record struct JudgedSession(SessionEnded? Session, SessionRefusal? Refusal)
{
    /// <param name="json">One object, in UTF-8.</param>
    /// <param name="now">UTC.</param>
    public static JudgedSession Of(ReadOnlySpan<byte> json, DateTime now)
    {
        try
        {
            if (JsonSerializer.Deserialize<SessionEnded>(json, Wire.Json) is not { } session)
                return new(null, SessionRefusal.Unread("$", "This is null; write a SessionEnded."));
            var masked = MaskedSession.Of(session).Session;
            var rejection = Screening.CheckAnnounced(masked) ?? Screening.CheckDates(masked, now);
            return new(session, rejection is null ? null : SessionRefusal.Of(rejection));
        }
        catch (JsonException exception)
        {
            return new(null, SessionRefusal.Of(exception));
        }
    }
}

/// <summary>Why a session is refused before anything is asked of a server.</summary>
/// <param name="Code">That of the quarantine, or <see cref="SessionRejected.Unreadable"/>.</param>
/// <param name="Path">Where in its JSON, such as <c>$.legs[0].connectedAt</c>; <c>$</c> is all of it.</param>
/// <param name="Sentence">For people.</param>
internal sealed record SessionRefusal(string Code, string Path, string Sentence)
{
    public static SessionRefusal Of(Rejection rejection) =>
        new(Words.Of(rejection.Code), rejection.Path ?? "$", rejection.Detail);

    public static SessionRefusal Of(JsonException exception) =>
        Unread(exception.Path ?? "$", exception.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0]);

    /// <summary>It is no session at all; on the broker such a message goes to the error queue.</summary>
    public static SessionRefusal Unread(string path, string sentence) =>
        new(SessionRejected.Unreadable, path, sentence);
}
