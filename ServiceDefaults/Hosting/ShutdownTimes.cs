namespace Charging.ServiceDefaults.Hosting;

/// <summary>
/// How long a stop may take, innermost first: a message in work, then the bus, then the host, then the process. Whoever
/// stops the process (an orchestrator's grace period) must allow more than <see cref="Process"/>.
/// </summary>
internal static class ShutdownTimes
{
    public static readonly TimeSpan Consumers = TimeSpan.FromSeconds(20);
    public static readonly TimeSpan Bus = TimeSpan.FromSeconds(25);
    public static readonly TimeSpan Host = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Process = TimeSpan.FromSeconds(35);
}
