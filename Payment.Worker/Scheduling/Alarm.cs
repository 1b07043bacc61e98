using System.Diagnostics;
using Charging.Payments.Messages;

namespace Charging.Payments.Scheduling;

/// <summary>When a payment is to be woken, and for what.</summary>
internal sealed record Alarm(DateTime DueAt, AlarmKind Kind);

internal enum AlarmKind
{
    /// <summary>Told as <see cref="RetryDue"/>.</summary>
    Retry,

    /// <summary>Told as <see cref="LookDue"/>.</summary>
    Look,

    /// <summary>Told as <see cref="RetryDue"/>, and before its time when the customer's data change.</summary>
    Customer,
}

/// <summary>
/// An alarm as it is set; CustomerId is whose change wakes the payment before its time, null if nobody's.
/// </summary>
internal sealed record SetAlarm(
    Guid InvoiceId, DateTime DueAt, AlarmKind Kind, int AttemptNo, string? TraceParent, string? CustomerId);

/// <summary>An alarm that was taken; its trace is the one in which the payment began to wait.</summary>
internal sealed record DueAlarm(Guid InvoiceId, AlarmKind Kind, int AttemptNo, string? TraceParent)
{
    public ActivityContext Parent =>
        ActivityContext.TryParse(TraceParent, null, isRemote: true, out var parent) ? parent : default;
}
