using System.ComponentModel.DataAnnotations;

namespace Charging.ServiceDefaults.Hosting;

/// <summary>How a worker gets warm before it is ready. Section <c>WarmUp</c>.</summary>
public sealed class WarmUpOptions
{
    /// <summary>How long it may take; after that the worker takes messages, however cold it is.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:10:00")]
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// How often each step is done. More than thirty calls are what the runtime takes for often, and compiles for good.
    /// </summary>
    [Range(1, 1000)]
    public int Times { get; init; } = 40;
}
