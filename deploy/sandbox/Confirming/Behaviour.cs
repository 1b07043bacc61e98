using System.Globalization;
using System.Text.RegularExpressions;

namespace Charging.Sandbox;

/// <summary>What becomes of the money.</summary>
internal enum Outcome
{
    Captured,
    Declined,
    Pending,
    ActionRequired,

    /// <summary>An intent is made, and neither drawn nor declined.</summary>
    HalfWay,
    Nothing,
}

/// <summary>How a payment's events reach their receiver; any of them together.</summary>
[Flags]
internal enum Manner
{
    Plain = 0,

    /// <summary>After Webhook__LateBy.</summary>
    Late = 1,
    Twice = 2,

    /// <summary>Before the call that caused it is answered.</summary>
    Early = 4,

    /// <summary>The payment's first event after its second.</summary>
    Swapped = 8,
}

/// <summary>
/// What a payment method does, which its token says: deploy/sandbox/README.md has the table. Outcome and voice are
/// independent of each other, since money may be drawn without a word of it.
/// </summary>
internal sealed partial record Behaviour(Outcome Outcome, Voice Voice = Voice.Answer)
{
    /// <summary>Of a bank account, not of a card.</summary>
    public bool IsDebit { get; init; }

    public Decline? Decline { get; init; }

    /// <summary>Why a pending debit comes back; null when it does not.</summary>
    public Decline? Return { get; init; }

    /// <summary>Before anything is decided.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How often it behaves like this for one invoice, before it is an ordinary good method.</summary>
    public int? Uses { get; init; }

    public bool Disputed { get; init; }

    /// <summary>Null for the usual time.</summary>
    public TimeSpan? DisputedAfter { get; init; }

    /// <summary>
    /// How it ends, and ends again where it is taken up again after it was won; none for one that stays open.
    /// </summary>
    public IReadOnlyList<DisputeStatus> DisputeEnds { get; init; } = [];

    /// <summary>Money that is given back comes back.</summary>
    public bool RefundsFail { get; init; }

    public Manner Manner { get; init; }

    /// <summary>Null when there is no such payment method.</summary>
    public static Behaviour? Of(string token)
    {
        var parts = token.Split("__");
        var limited = LimitedForm().Match(parts[0]);
        var name = limited.Success ? limited.Groups[1].Value : parts[0];
        if (Named(name) is not { } behaviour || MannerOf(parts.Skip(1)) is not { } manner) return null;
        var uses = limited.Success ? Number(limited.Groups[2].Value) : behaviour.Uses;
        return behaviour with { Manner = manner, Uses = uses };
    }

    /// <summary>What it does after so many uses for the same invoice.</summary>
    public Behaviour After(int uses) => Uses <= uses ? new Behaviour(Outcome.Captured) { Manner = Manner } : this;

    private static Behaviour? Named(string name) => name switch
    {
        "pm_ok" => new(Outcome.Captured),
        "pm_declines" => Declining("insufficient_funds"),
        "pm_timeout_before" => new(Outcome.Nothing, Voice.Hang),
        "pm_reset_before" => new(Outcome.Nothing, Voice.Reset),
        "pm_timeout_after" => new(Outcome.Captured, Voice.Hang),
        "pm_reset_after" => new(Outcome.Captured, Voice.Reset),
        "pm_timeout_after_always" => new(Outcome.Captured, Voice.HangAlways),
        "pm_reset_after_always" => new(Outcome.Captured, Voice.ResetAlways),
        "pm_500_replayed" => new(Outcome.Nothing, Voice.Broken),
        "pm_500_captured" => new(Outcome.Captured, Voice.Broken),
        "pm_500_half_way" => new(Outcome.HalfWay, Voice.Broken),
        "pm_500_once" => new(Outcome.Nothing, Voice.BrokenOnce) { Uses = 1 },
        "pm_429" => new(Outcome.Nothing, Voice.Busy),
        "pm_requires_action" => new(Outcome.ActionRequired),
        "pm_chargeback" => new(Outcome.Captured) { Disputed = true },
        "pm_refund_fails" => new(Outcome.Captured) { RefundsFail = true },
        "pm_sepa_pending_ok" => Pending(),
        "pm_sepa_pending_returned" => Pending() with { Return = Declines.Debit("AM04") },
        // No bank asks again about a debit: what its customer takes back is lost at once.
        "pm_sepa_chargeback" => Pending() with { Disputed = true, DisputeEnds = [DisputeStatus.Lost] },
        _ => WithSuffix(name),
    };

    private static Behaviour? WithSuffix(string name)
    {
        if (SuffixForm().Match(name) is not { Success: true } match) return null;
        var suffix = match.Groups[2].Value;
        return match.Groups[1].Value switch
        {
            "pm_declined" => Declining(suffix),
            "pm_advice" => new(Outcome.Declined) { Decline = Declines.Advised(suffix) },
            "pm_sepa_pending_returned" => Pending() with { Return = Declines.Debit(suffix) },
            "pm_slow" when Number(suffix) is { } ms => new(Outcome.Captured) { Delay = TimeSpan.FromMilliseconds(ms) },
            "pm_chargeback" => Disputing(suffix.Split('_')),
            _ => null,
        };
    }

    /// <summary>How it ends, or after how many seconds it begins, or one after the other.</summary>
    private static Behaviour? Disputing(string[] words)
    {
        var disputed = new Behaviour(Outcome.Captured) { Disputed = true };
        return words switch
        {
            ["won" or "lost" or "reopened"] => Ending(words[0]),
            ["won" or "lost" or "reopened", var digits] when Number(digits) is { } after =>
                Beginning(Ending(words[0]), after),
            [var digits] when Number(digits) is { } after => Beginning(disputed, after),
            _ => null,
        };

        Behaviour Ending(string end) => disputed with
        {
            DisputeEnds = end switch
            {
                "won" => [DisputeStatus.Won],
                "lost" => [DisputeStatus.Lost],
                _ => [DisputeStatus.Won, DisputeStatus.Lost],
            },
        };

        static Behaviour Beginning(Behaviour disputed, int seconds) =>
            disputed with { DisputedAfter = TimeSpan.FromSeconds(seconds) };
    }

    private static Behaviour Declining(string code) => new(Outcome.Declined) { Decline = Declines.Card(code) };

    private static Behaviour Pending() => new(Outcome.Pending) { IsDebit = true };

    private static Manner? MannerOf(IEnumerable<string> words)
    {
        Manner? manner = Manner.Plain;
        foreach (var word in words)
        {
            manner |= word switch
            {
                "late" => Manner.Late,
                "twice" => Manner.Twice,
                "early" => Manner.Early,
                "swapped" => Manner.Swapped,
                _ => null,
            };
        }

        return manner;
    }

    private static int? Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"^(.+)_([0-9]{1,4})_then_ok\z")]
    private static partial Regex LimitedForm();

    [GeneratedRegex(
        @"^(pm_declined|pm_advice|pm_slow|pm_chargeback|pm_sepa_pending_returned)_([A-Za-z0-9_]{1,60})\z")]
    private static partial Regex SuffixForm();
}
