using System.Text.Encodings.Web;
using System.Text.Json;
using Charging.Rating.Sessions;

namespace Charging.Ingest;

/// <summary>What is said of one session: taken, or why not.</summary>
/// <param name="Status">202, 403 or 422.</param>
/// <param name="Refusal">Null where it was taken.</param>
internal readonly record struct ItemAnswer(int Status, SessionRefusal? Refusal)
{
    public static ItemAnswer Taken { get; } = new(StatusCodes.Status202Accepted, null);

    public static ItemAnswer Refused(SessionRefusal refusal) =>
        new(StatusCodes.Status422UnprocessableEntity, refusal);

    /// <param name="within">Where the session stands in the item.</param>
    /// <param name="platform">The caller's name.</param>
    public static ItemAnswer Foreign(string within, string platform) => new(
        StatusCodes.Status403Forbidden,
        new SessionRefusal(
            "foreign-source", $"{within}.source",
            $"This source is not one of '{platform}'; Sources__{platform}__0 says which are."));
}

/// <summary>What is said of all sessions of a request, in their order.</summary>
internal sealed class Answer(IReadOnlyList<ItemAnswer> items)
{
    /// <summary>
    /// Of what may repeat the caller's own words, which come by the megabyte: an answer is not larger than its request.
    /// </summary>
    private const int LongestText = 300;

    /// <summary>No page has it in it, so what is no control character goes out as it is.</summary>
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public int Taken { get; } = items.Count(item => item.Refusal is null);

    public IReadOnlyList<ItemAnswer> Items => items;

    /// <summary>202 only where all were taken, so that who looks at nothing else is not misled.</summary>
    public int Status =>
        Taken == items.Count ? StatusCodes.Status202Accepted
        : Taken > 0 ? StatusCodes.Status207MultiStatus
        : items.All(item => item.Status == StatusCodes.Status403Forbidden) ? StatusCodes.Status403Forbidden
        : StatusCodes.Status422UnprocessableEntity;

    public async Task Write(HttpResponse response)
    {
        response.StatusCode = Status;
        response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(response.BodyWriter, Plain);
        json.WriteStartObject();
        json.WriteNumber("accepted"u8, Taken);
        json.WriteNumber("refused"u8, items.Count - Taken);
        json.WriteStartArray("items"u8);
        for (var index = 0; index < items.Count; index++) Write(json, index, items[index]);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, int index, ItemAnswer item)
    {
        json.WriteStartObject();
        json.WriteNumber("index"u8, index);
        json.WriteNumber("status"u8, item.Status);
        if (item.Refusal is { } refusal)
        {
            json.WriteString("code"u8, refusal.Code);
            json.WriteString("path"u8, Short(refusal.Path));
            json.WriteString("detail"u8, Short(refusal.Sentence));
        }

        json.WriteEndObject();
    }

    private static string Short(string text) =>
        text.Length <= LongestText ? text : $"{text[..(LongestText - 1)]}…";
}
