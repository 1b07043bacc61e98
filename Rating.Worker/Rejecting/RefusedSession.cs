using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Charging.Contracts.Cards;

namespace Charging.Rating.Rejecting;

/// <summary>A message that was refused, as its platform is told of it.</summary>
internal static class RefusedSession
{
    private const int LongestKey = 200;
    private const int LongestSentence = 1_000;

    private static readonly Guid Namespace = new("7d0f5a3c-52c5-5f4f-8f0b-3c1c0d7b9a64");

    /// <param name="message">As it came.</param>
    /// <param name="platform">Whose word it is.</param>
    /// <param name="now">UTC.</param>
    public static SessionRejected Of(MessageSetAside message, string platform, DateTime now)
    {
        var fault = UnreadText.Of(message.Reason);
        var (source, sessionId) = KeyIn(message.Body);
        return new()
        {
            RejectionId = IdOf(message, platform, fault),
            Platform = platform,
            Source = source,
            SessionId = sessionId,
            Code = fault.Code,
            Path = fault.Path is { } path ? Shown($"{message.Within}{path[1..]}") : null,
            Sentence = Shown(fault.Sentence),
            ReceivedAt = Wire.Moment(now),
            MessageId = message.MessageId,
        };
    }

    /// <summary>As a platform may be shown it: no card number, and no longer than somebody reads.</summary>
    public static string Shown(string sentence)
    {
        var masked = CardNumber.Masked(sentence);
        return masked.Length <= LongestSentence ? masked : masked[..(LongestSentence - 1)] + "…";
    }

    private static Guid IdOf(MessageSetAside message, string platform, UnreadText fault)
    {
        var content = Convert.ToHexString(SHA256.HashData(message.Body.Span));
        return NameBasedId.Of(Namespace, $"{platform}\n{fault.Code}\n{message.MessageId}\n{content}");
    }

    /// <summary>As far as there is one: what cannot be read as a session may still name it.</summary>
    private static (string? Source, string? SessionId) KeyIn(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? (TextOf(document.RootElement, "source"), TextOf(document.RootElement, "sessionId"))
                : default;
        }
        catch (JsonException)
        {
            return default; // no JSON, or too deep
        }
    }

    private static string? TextOf(JsonElement session, string name) =>
        session.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && IsUnicode(value)
            && value.GetString() is { Length: <= LongestKey } text
            ? text
            : null;

    /// <summary>Half a surrogate, written with a backslash, is no text.</summary>
    private static bool IsUnicode(JsonElement value)
    {
        try
        {
            return Encoding.UTF8.GetByteCount(value.GetString()!) > 0;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
