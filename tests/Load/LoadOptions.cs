namespace Charging.Load;

/// <summary>
/// What to charge, and how fast. Without a rate the sessions are published flat out. Kills come every so many seconds,
/// or never.
/// </summary>
internal sealed record LoadOptions(
    int Sessions, int? Rate, int Instances, int Sellers, int? KillSeconds, bool Receipts, bool Sandbox,
    int GatewayMilliseconds);
