using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Charging.Rating.Detail;

/// <summary>
/// Which bridges are asked for the legs of a session, and how patiently. Section <c>Detail</c>; a list is given as
/// Detail__AllowedHosts__0 and so on.
/// </summary>
internal sealed class DetailOptions : IValidatableObject
{
    private const int MostEntries = 1_000;

    private string[] privateNetworks = [];

    /// <summary>
    /// <c>bridge.example</c>, <c>*.bridges.example</c> (any name below it), or either with a port of its own:
    /// <c>bridge.example:8443</c>. Nobody is asked unless listed, since the address comes from a stranger.
    /// </summary>
    public string[] AllowedHosts { get; init; } = [];

    /// <summary>Those of the allowed hosts that may be asked without TLS; written the same way.</summary>
    public string[] HttpHosts { get; init; } = [];

    /// <summary>
    /// Networks such as <c>10.20.0.0/16</c> or <c>fd00:7::/64</c> in which a bridge may stand although they are not
    /// public. None by default: a name may point anywhere.
    /// </summary>
    public string[] PrivateNetworks
    {
        get => privateNetworks;
        init
        {
            privateNetworks = value;
            Networks = [.. value.Select(text => IPNetwork.TryParse(text, out var network) ? network : default)];
        }
    }

    /// <summary>In bytes. A thousand legs, the most a session may have, take a quarter of a mebibyte.</summary>
    [Range(1_024, 16 * 1_024 * 1_024)]
    public int LargestBody { get; init; } = 1_024 * 1_024;

    /// <summary>How long one call may take, to the last byte. Ten seconds are enough for a mebibyte by radio.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")]
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a call that may succeed later is repeated at once.</summary>
    [Range(0, 5)]
    public int QuickRepeats { get; init; } = 2;

    /// <summary>The wait before the first quick repeat; it doubles, with jitter.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:05")]
    public TimeSpan QuickRepeatDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// The wait after which a session whose bridge did not answer is tried again; it doubles each time. Longer than all
    /// quick repeats together, so that no two instances ask at once.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>The longest such wait, and so the most that a session is late once its bridge is back.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a bridge that fails is left alone.</summary>
    [Range(typeof(TimeSpan), "00:00:00.500", "00:10:00")]
    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a bridge may be away before its sessions go to quarantine: a weekend.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromDays(2);

    /// <summary>Calls to one host at once, from one instance: kind to a bridge that has just come back.</summary>
    [Range(1, 64)]
    public int AtOnce { get; init; } = 8;

    internal IReadOnlyList<IPNetwork> Networks { get; private init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var (name, entries) in ((string, string[])[])[
            (nameof(AllowedHosts), AllowedHosts), (nameof(HttpHosts), HttpHosts)])
        {
            if (entries.Length > MostEntries)
                yield return new($"Detail__{name} has {entries.Length} entries; {MostEntries} are the most.");
            foreach (var entry in entries.Where(entry => !BridgeAddress.IsPattern(entry)))
                yield return new($"Detail__{name}: '{entry}' is no host; write bridge.example or *.bridges.example.");
        }

        foreach (var network in PrivateNetworks.Where(text => !IPNetwork.TryParse(text, out _)))
            yield return new($"Detail__{nameof(PrivateNetworks)}: '{network}' is no network; write 10.20.0.0/16.");
        if (CallTimeout * (QuickRepeats + 1) > RetryAfter)
        {
            yield return new($"Detail__CallTimeout {CallTimeout} times {QuickRepeats + 1} calls is more than " +
                $"Detail__RetryAfter {RetryAfter}; lower it or Detail__QuickRepeats, or wait longer.");
        }

        if (LongestWait < RetryAfter)
            yield return new($"Detail__LongestWait {LongestWait} is less than Detail__RetryAfter {RetryAfter}.");
    }
}
