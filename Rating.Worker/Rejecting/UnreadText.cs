using System.Text.Json;

namespace Charging.Rating.Rejecting;

/// <summary>What was wrong with a message that was not taken as a session, for whoever published it.</summary>
/// <param name="Code"><see cref="SessionRejected.Unreadable"/> or <see cref="SessionRejected.Refused"/>.</param>
/// <param name="Path">Where in the JSON; null for no one place.</param>
/// <param name="Sentence">For people; nothing in it is of our own inside.</param>
internal sealed record UnreadText(string Code, string? Path, string Sentence)
{
    public static UnreadText Of(Exception reason) => reason switch
    {
        JsonException json => OfJson(json),
        MessageRefusedException { InnerException: null } => new(SessionRejected.Refused, null, reason.Message),
        FormatException => new(SessionRejected.Unreadable, null, reason.Message),
        { InnerException: { } inner } => Of(inner),
        _ => new(SessionRejected.Refused, null, "It cannot be taken as it is; whoever runs the charging sees why."),
    };

    /// <summary>Without the position that the reader adds; the path says where it is.</summary>
    private static UnreadText OfJson(JsonException json)
    {
        var sentence = json.Message.Split(" Path: ")[0].Split(" | LineNumber")[0].Split(" LineNumber: ")[0];
        return new(SessionRejected.Unreadable, json.Path, sentence.Replace(
            "JSON deserialization for type 'Charging.Contracts.", "The '", StringComparison.Ordinal).Replace(
            "' was missing required properties including:", "' misses what it needs:", StringComparison.Ordinal));
    }
}
