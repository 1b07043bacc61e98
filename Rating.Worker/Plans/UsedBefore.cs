using System.Globalization;
using Charging.Rating.Pricing;
using Charging.Rating.Sessions;

namespace Charging.Rating.Plans;

/// <summary>What a session's counter stands at before it, as somebody says who asks for a quote.</summary>
internal static class UsedBefore
{
    private const long MillisecondsToMinute = 60_000;

    /// <summary>What is wrong, and what to do, goes to the complaints; then the answer is null.</summary>
    /// <param name="plan">Has the counter, or none.</param>
    /// <param name="session">One that passed <see cref="Screening"/>.</param>
    /// <param name="used">Messages or bytes that the month's tiers have counted.</param>
    /// <param name="allowanceUsed">Minutes, messages or bytes of the allowance that are used up.</param>
    /// <param name="complaints">For people.</param>
    public static long? Read(
        PricePlan plan, SessionEnded session, string? used, string? allowanceUsed, ICollection<string> complaints)
    {
        var kind = plan.CounterOf(session)?.Kind;
        var service = Words.Of(session.Service);
        if (used is not null && kind != CounterKind.Tiers)
            complaints.Add($"--used: {plan.Version} has no tiers over a month for this {service}; leave it out.");
        if (allowanceUsed is not null && kind != CounterKind.Allowance)
            complaints.Add($"--allowance-used: {plan.Version} has no allowance for {service}; leave it out.");
        if (complaints.Count > 0) return null;

        var (option, text) = kind == CounterKind.Tiers ? ("--used", used) : ("--allowance-used", allowanceUsed);
        if (text is null) return 0;

        var timed = session.Service is Service.Voice or Service.Conference;
        if ((timed ? Minutes(text) : Whole(text)) is { } counted) return counted;
        var allowed = timed ? "minutes, such as 12.5" : "a whole number of messages or bytes";
        complaints.Add($"{option}: '{text}' is not a quantity; write {allowed}, 0 or more.");
        return null;
    }

    private static long? Whole(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    /// <summary>In milliseconds; a third of a minute has no decimal, so the nearest is meant.</summary>
    private static long? Minutes(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var minutes) &&
        minutes <= long.MaxValue / MillisecondsToMinute
            ? (long)decimal.Round(minutes * MillisecondsToMinute, MidpointRounding.AwayFromZero)
            : null;
}
