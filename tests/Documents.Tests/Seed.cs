namespace Charging.Documents.Tests;

/// <summary>
/// What chance begins with: each run draws others; CHARGING_SEED, which the tests print, draws the same again.
/// </summary>
internal static class Seed
{
    public static readonly ulong Value =
        ulong.TryParse(Environment.GetEnvironmentVariable("CHARGING_SEED"), out var given)
            ? given
            : (ulong)Random.Shared.NextInt64();
}
