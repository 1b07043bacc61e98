using Charging.Rating.Numbers;

namespace Charging.Rating.Pricing;

/// <summary>What the worker's settings say on pricing, whatever the plan.</summary>
/// <param name="Numbers">How addresses are read.</param>
/// <param name="Ceilings">The most that a session may cost.</param>
internal sealed record PricingSettings(Numbering Numbers, Ceilings Ceilings)
{
    /// <summary>Only E.164 is a number, and nothing is too much.</summary>
    public static PricingSettings None { get; } = new(Numbering.Plain, Ceilings.None);

    /// <exception cref="InvalidOperationException">A setting is wrong; all that are wrong are named.</exception>
    public static PricingSettings Of(IConfiguration configuration)
    {
        var faults = new List<string>();
        var settings = new PricingSettings(
            NumberSettings.Read(configuration, faults), Ceilings.Read(configuration, faults));
        return faults.Count == 0 ? settings : throw new InvalidOperationException(string.Join('\n', faults));
    }
}
