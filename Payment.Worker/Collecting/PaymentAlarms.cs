using Charging.Payments.Scheduling;

namespace Charging.Payments.Collecting;

/// <summary>The alarms of payments that were moved, in the transaction of their move.</summary>
internal static class PaymentAlarms
{
    /// <summary>
    /// Sets the alarm of each payment that waits now and clears it for those that do not. Those who began to wait for a
    /// customer whose data changed since they were read are due at once.
    /// </summary>
    public static async Task Set(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<PaymentMove> stored,
        CancellationToken cancellationToken)
    {
        var waiting = stored.Select(move => (Move: move, Alarm: move.ToAlarm())).Where(one => one.Alarm is not null)
            .Select(one => (one.Move, Alarm: one.Alarm!)).ToList();
        var ofCustomers = waiting.Select(one => one.Alarm.CustomerId).OfType<string>().ToArray();
        var versions = ofCustomers.Length == 0
            ? new Dictionary<string, long>()
            : await Customers.Customers.Hold(connection, transaction, ofCustomers, cancellationToken);
        await Schedule.Set(
            connection, transaction,
            [
                .. waiting.Select(one =>
                    versions.GetValueOrDefault(one.Alarm.CustomerId ?? "") > one.Move.Found.CustomerVersion
                        ? one.Alarm with { DueAt = one.Move.Payment.CreatedAt }
                        : one.Alarm),
            ],
            cancellationToken);

        // A payment that is new has never had one.
        await Schedule.Clear(
            connection, transaction,
            [
                .. stored.Where(move => move.Found is { Next.Alarm: null, NewInvoice: null }).Select(move => move.Id),
            ],
            cancellationToken);
    }
}
