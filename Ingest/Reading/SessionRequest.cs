using System.Text.Json;
using Charging.Rating.Sessions;

namespace Charging.Ingest.Reading;

/// <summary>How sessions may stand in a request: one, one a line, or as CloudEvents in each of their forms.</summary>
internal static class SessionRequest
{
    public const string Session = "application/json";
    public const string Lines = "application/x-ndjson";

    /// <summary>More make a request as long as nobody's answer should take.</summary>
    public const int MostSessions = 1000;

    private const string EventHeader = "ce-";

    public static IReadOnlyList<string> Forms { get; } =
        [Session, Lines, CloudEvent.MediaType, CloudEvent.BatchMediaType];

    /// <summary>The form of a request, or null for one that is not read.</summary>
    public static string? FormOf(string? contentType)
    {
        var mediaType = contentType?.Split(';')[0].Trim();
        return Forms.FirstOrDefault(form => form.Equals(mediaType, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The sessions of a request, each for itself.</summary>
    /// <param name="form">As <see cref="FormOf"/> says.</param>
    /// <param name="headers">Of the request, for an event whose attributes stand there.</param>
    /// <param name="body">The request's.</param>
    /// <exception cref="ProblemException">It cannot be taken apart, or there are none or too many in it.</exception>
    public static IReadOnlyList<SessionItem> Read(string form, IHeaderDictionary headers, ReadOnlyMemory<byte> body)
    {
        var items = form switch
        {
            Lines => OfLines(body),
            CloudEvent.MediaType => [OfEvent(() => CloudEvent.Read(body))],
            CloudEvent.BatchMediaType => OfBatch(body),
            _ when headers.ContainsKey($"{EventHeader}specversion") => [OfEvent(() => CloudEvent.Read(
                name => headers[name], EventHeader, dataType: null, body))],
            _ => [new SessionItem(body)],
        };
        if (items.Count > MostSessions) throw TooMany(items.Count);
        return items.Count > 0
            ? items
            : throw new ProblemException(new Problem(400, "empty", "There is no session in the request."));
    }

    private static List<SessionItem> OfLines(ReadOnlyMemory<byte> body)
    {
        var items = new List<SessionItem>();
        while (body.Length > 0)
        {
            var end = body.Span.IndexOf((byte)'\n');
            var line = end < 0 ? body : body[..end];
            if (line.Span.ContainsAnyExcept(" \t\r"u8)) items.Add(new SessionItem(line));
            body = end < 0 ? default : body[(end + 1)..];
        }

        return items;
    }

    private static List<SessionItem> OfBatch(ReadOnlyMemory<byte> body)
    {
        try
        {
            return [.. CloudEvent.Batch(body).Select(one => OfEvent(() => CloudEvent.Read(one)))];
        }
        catch (JsonException broken)
        {
            throw new ProblemException(new Problem(
                400, SessionRejected.Unreadable, $"{SessionRefusal.Of(broken).Sentence} Nothing of it was taken."));
        }
    }

    private static SessionItem OfEvent(Func<CloudEvent> read)
    {
        try
        {
            var found = read();
            return new SessionItem(found.Data, found.Within, found.TraceParent);
        }
        catch (JsonException wrong)
        {
            return new SessionItem(default, Refusal: SessionRefusal.Of(wrong));
        }
    }

    private static ProblemException TooMany(int count) => new(new Problem(
        413, "too-many",
        $"The request has {count} sessions; at most {MostSessions} are taken at once. Nothing of it was taken."));
}
