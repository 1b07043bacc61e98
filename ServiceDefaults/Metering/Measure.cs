namespace Charging.ServiceDefaults.Metering;

/// <summary>Something that is measured in the database by one instance of a worker at a time.</summary>
/// <param name="About">As in charging.about.checked_timestamp.</param>
/// <param name="Pause">From one look to the next.</param>
/// <param name="Shows">What it shows: forgotten where the look fails, or is another's.</param>
/// <param name="Look">
/// Looks, at that moment in UTC and with a limit of time of its own, and shows. Returns when that was measured.
/// </param>
public sealed record Measure(
    string About, TimeSpan Pause, IReadOnlyList<Measured> Shows,
    Func<DateTime, CancellationToken, Task<DateTime>> Look)
{
    /// <summary>As often as metrics are usually collected.</summary>
    public static readonly TimeSpan Usually = TimeSpan.FromSeconds(15);
}
