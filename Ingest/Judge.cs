using Charging.Ingest.Reading;
using Charging.Rating.Sessions;

namespace Charging.Ingest;

/// <summary>Judges a request's sessions, and makes messages of those that are taken.</summary>
/// <param name="platform">Whose word they are, by the name of its key.</param>
/// <param name="mayTell">Whether it speaks for a source.</param>
/// <param name="trace">The request's trace; null without.</param>
/// <param name="now">UTC.</param>
internal sealed class Judge(string platform, Func<string, bool> mayTell, string? trace, DateTime now)
{
    private readonly Dictionary<string, bool> sources = [];
    private readonly Dictionary<string, IDictionary<string, object?>> headers = [];

    /// <param name="items">Of one request.</param>
    /// <param name="messages">Takes a message for each session that is to be published.</param>
    public Answer Of(IReadOnlyList<SessionItem> items, ICollection<PlainMessage> messages)
    {
        var answers = new ItemAnswer[items.Count];
        for (var i = 0; i < answers.Length; i++) answers[i] = Of(items[i], messages);
        return new Answer(answers);
    }

    private ItemAnswer Of(SessionItem item, ICollection<PlainMessage> messages)
    {
        if (item.Refusal is { } unread) return ItemAnswer.Refused(unread);

        var judged = JudgedSession.Of(item.Json.Span, now);
        if (judged.Refusal is { } refusal)
            return ItemAnswer.Refused(refusal with { Path = $"{item.Within}{refusal.Path[1..]}" });

        var session = judged.Session!;
        if (!MayTell(session.Source)) return ItemAnswer.Foreign(item.Within, platform);
        messages.Add(new PlainMessage(IdOf(session), item.Json, HeadersFor(item.TraceParent ?? trace)));
        return ItemAnswer.Taken;
    }

    /// <summary>As Rating's own, when it tells a session again.</summary>
    private static Guid IdOf(SessionEnded session) =>
        Publications.IdOf<SessionEnded>($"{session.Source}\n{session.SessionId}");

    private bool MayTell(string source)
    {
        if (!sources.TryGetValue(source, out var may)) sources[source] = may = mayTell(source);
        return may;
    }

    private IDictionary<string, object?> HeadersFor(string? traceParent)
    {
        if (headers.TryGetValue(traceParent ?? "", out var known)) return known;
        return headers[traceParent ?? ""] = StrangersWord.Headers(platform, traceParent);
    }
}
