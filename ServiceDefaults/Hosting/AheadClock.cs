using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Charging.ServiceDefaults.Hosting;

/// <summary>
/// The machine's clock, ahead by <c>Clock__Ahead</c> (such as 1.12:00:00): a rehearsal reaches next month in minutes.
/// What is timed, such as a timeout, takes as long as ever.
/// </summary>
internal sealed class AheadClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;

    public static TimeSpan Read(IConfiguration configuration)
    {
        var setting = configuration["Clock:Ahead"] ?? "0";
        return TimeSpan.TryParse(setting, CultureInfo.InvariantCulture, out var ahead) && ahead >= TimeSpan.Zero
            ? ahead
            : throw new InvalidOperationException(
                $"Clock__Ahead is '{setting}'; leave it out, or for a rehearsal set a time such as 1.12:00:00.");
    }
}
