using System.Diagnostics;

namespace Charging.Contracts;

/// <summary>
/// What the span at hand is about, so that a trace is found by it, and what came of it. Where nobody traces there is no
/// span, and nothing is done.
/// </summary>
public static class Traced
{
    /// <summary>What all of these names begin with.</summary>
    public const string Prefix = "charging.";

    /// <param name="source">The platform, as it may be shown.</param>
    /// <param name="sessionId">The platform's own name of the session, as it may be shown.</param>
    public static void Session(string source, string sessionId) =>
        Activity.Current?.SetTag(Prefix + "source", source).SetTag(Prefix + "session_id", sessionId);

    /// <param name="number">As it is printed.</param>
    public static void Invoice(string number) => Activity.Current?.SetTag(Prefix + "invoice_number", number);

    /// <param name="mailId">Its Message-ID.</param>
    public static void Mail(string mailId) => Activity.Current?.SetTag(Prefix + "mail_id", mailId);

    /// <param name="word">A word of the deed at hand: rated, captured, sent.</param>
    public static void Outcome(string word) => Activity.Current?.SetTag(Prefix + "outcome", word);
}
