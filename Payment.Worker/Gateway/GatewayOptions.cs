using System.ComponentModel.DataAnnotations;

namespace Charging.Payments.Gateway;

/// <summary>
/// How long the gateway is waited for, and how the in-process gateway behaves. Section <c>Gateway</c>.
/// </summary>
internal sealed class GatewayOptions : IValidatableObject
{
    /// <summary>A message in work is given two minutes; the gateway may take most of them.</summary>
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(90);

    /// <summary>Who draws: one in the worker itself, which draws nothing real, or Stripe.</summary>
    public GatewayKind Kind { get; init; }

    /// <summary>How long one call may take. Twenty seconds is more than card networks allow an issuer.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How often a call without an answer is repeated at once, under the same key, before look-ups take over.
    /// </summary>
    [Range(0, 5)]
    public int QuickRepeats { get; init; } = 2;

    /// <summary>The wait before the first quick repeat; it doubles, with jitter.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30")]
    public TimeSpan QuickRepeatDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How many calls may be on their way at once; the others wait. As many as its queue hands out, so that a slow
    /// gateway costs latency and no throughput; lower it for an account that takes fewer.
    /// </summary>
    [Range(1, 1000)]
    public int MostAtOnce { get; init; } = 1000;

    /// <summary>
    /// Of so many calls within half a minute, half without an answer open the circuit. Fewer would be chance.
    /// </summary>
    [Range(2, 1000)]
    public int BreakAfter { get; init; } = 20;

    /// <summary>How long no call is sent once the circuit is open; then one is tried.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:05:00")]
    public TimeSpan BreakPause { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// In-process gateway: how long each call takes. Zero unless throughput under latency is measured.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Latency { get; init; }

    /// <summary>In-process gateway: how long a call with the slow token takes.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Slow { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>
    /// In-process gateway: a file that gets one line per capture really performed. Several instances may share it.
    /// Without one the gateway forgets its captures when the worker ends.
    /// </summary>
    public string? Journal { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CallTimeout * (QuickRepeats + 1) > LongestPatience)
        {
            yield return new ValidationResult(
                $"Gateway__CallTimeout {CallTimeout} times {QuickRepeats + 1} calls is more than {LongestPatience}; " +
                "lower it or Gateway__QuickRepeats.");
        }
    }
}

internal enum GatewayKind
{
    InProcess,
    Stripe,
}
