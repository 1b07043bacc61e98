using System.Text.Json;
using Charging.Contracts.Cards;
using Charging.Rating.Rejecting;
using Charging.Rating.Sessions;

namespace Charging.Rating.Checking;

/// <summary>What the worker would say of a session, as far as that needs neither customers nor plans.</summary>
/// <param name="Code">Of <see cref="QuarantineCode"/>, or unreadable; null for one that is taken.</param>
/// <param name="Path">Where it is wrong; null for no one place.</param>
/// <param name="Sentence">What is wrong, or what else is to be known of it; null for nothing.</param>
internal sealed record CheckedSession(string? Code, string? Path, string? Sentence)
{
    public bool IsWrong => Code is not null;

    /// <param name="json">One message.</param>
    /// <param name="now">UTC.</param>
    public static CheckedSession Of(ReadOnlyMemory<byte> json, DateTime now)
    {
        if (json.Length > MessageSizes.MostOfStrangers)
        {
            return new(
                SessionRejected.Refused, null,
                $"A message of {json.Length} bytes; at most {MessageSizes.MostOfStrangers} are taken.");
        }

        try
        {
            return JsonSerializer.Deserialize<SessionEnded>(json.Span, Wire.Json) is { } session
                ? Of(session, now)
                : new(SessionRejected.Unreadable, "$", "This is null; write a SessionEnded.");
        }
        catch (JsonException exception)
        {
            var unread = UnreadText.Of(exception);
            return new(unread.Code, unread.Path, CardNumber.Masked(unread.Sentence));
        }
    }

    /// <param name="session">As it was read.</param>
    /// <param name="now">UTC.</param>
    public static CheckedSession Of(SessionEnded session, DateTime now)
    {
        var (masked, where) = MaskedSession.Of(session);
        if ((Screening.CheckAnnounced(masked) ?? Screening.CheckDates(masked, now)) is { } rejection)
            return new(Words.Of(rejection.Code), rejection.Path, CardNumber.Masked(rejection.Detail));
        return new(null, null, where is null ? null : $"A card number stands in {where}; it will be masked.");
    }

    /// <summary>For people and for grep: the line, the place, the code and the sentence.</summary>
    public string ToLine(string file, int line) => $"{file}:{line}  {Path ?? "-"}  {Code ?? "note"}  {Sentence}";
}
