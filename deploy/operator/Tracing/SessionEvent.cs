namespace Charging.Operator.Tracing;

/// <summary>One thing that happened to a session: when (UTC), in which worker, and what.</summary>
internal sealed record SessionEvent(DateTime At, string Worker, string What, string Detail);
