namespace Charging.Operator.Tracing;

/// <summary>One thing that happened to a session: when (UTC), in which worker, what, and how much.</summary>
internal sealed record SessionEvent(
    DateTime At, string Worker, string What, long? AmountMinor, string? Currency, string Detail);
