namespace Charging.Load;

/// <summary>
/// What to charge, and how fast. Without a rate the sessions are published flat out. Kills come every so many seconds,
/// or never. Those that warm the workers up go before the others and are not measured. A backlog is published while no
/// worker runs, and then all of them start.
/// </summary>
internal sealed record LoadOptions(
    int Sessions, int Warm, int? Rate, int Instances, int Sellers, int? KillSeconds, bool Receipts, bool Sandbox,
    int GatewayMilliseconds, bool Backlog, bool BesideFloor, bool Statements)
{
    public int All => Warm + Sessions;
}
