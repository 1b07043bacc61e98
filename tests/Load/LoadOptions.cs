namespace Charging.Load;

/// <summary>What to charge, and how fast. Without a rate the sessions are published flat out.</summary>
internal sealed record LoadOptions(
    int Sessions, int? Rate, int Instances, bool Receipts, bool Sandbox, int GatewayMilliseconds);
