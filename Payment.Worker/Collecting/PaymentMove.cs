using Charging.Payments.Scheduling;

namespace Charging.Payments.Collecting;

/// <summary>A payment that is to be stored as it was decided, with what was found out.</summary>
internal sealed record PaymentMove(PaymentState Payment, Findings Found)
{
    public Guid Id => Payment.CorrelationId;

    /// <summary>Null where the payment does not wait.</summary>
    public SetAlarm? ToAlarm() => Found.Next?.Alarm is not { } alarm ? null : new SetAlarm(
        Id, alarm.DueAt, alarm.Kind, Payment.AttemptNo, Found.Decision!.TraceParent,
        alarm.Kind == AlarmKind.Customer ? Payment.CustomerId : null);
}
