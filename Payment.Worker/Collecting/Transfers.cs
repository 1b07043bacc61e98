using Charging.Payments.Banking;

namespace Charging.Payments.Collecting;

/// <summary>Stores what a transfer pays, in the transaction of its payment's own move.</summary>
internal static class Transfers
{
    /// <summary>
    /// Of payments whose rows are held those whose transfer may be taken: enough is left of it, and nothing else pays
    /// the invoice, or may. From now on nobody else places the transfer.
    /// </summary>
    public static async Task<HashSet<Guid>> Hold(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<PaymentMove> moves,
        CancellationToken cancellationToken)
    {
        var transfers = moves.Select(move => move.Found.Transfer).OfType<Attempt>().ToList();
        if (transfers.Count == 0) return [];

        var held = await BankEntries.Hold(
            connection, transaction, [.. transfers.Select(one => one.BankEntryId!.Value)], cancellationToken);
        var attempts = (await Attempts.Read(
            connection, [.. transfers.Select(one => one.InvoiceId)], cancellationToken)).ToLookup(one => one.InvoiceId);
        var left = held.ToDictionary(one => one.Key, one => one.Value.LeftMinor);
        HashSet<Guid> taken = [];
        foreach (var one in transfers)
        {
            var isFree = attempts[one.InvoiceId].All(other =>
                other.AttemptNo < one.AttemptNo
                && (other.Status == AttemptStatus.Declined || other.ReturnedAt is not null));
            if (!isFree || left[one.BankEntryId!.Value] < one.AmountMinor || !taken.Add(one.InvoiceId)) continue;
            left[one.BankEntryId.Value] -= one.AmountMinor;
        }

        return taken;
    }

    /// <summary>The transfer is an attempt that has captured, and is placed. What was given up is no loss any
    /// more, as <see cref="Disputes.Keep"/> books of whatever pays it.</summary>
    public static async Task Keep(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<PaymentMove> stored, DateTime now,
        CancellationToken cancellationToken)
    {
        foreach (var move in stored.Where(move => move.Found.Transfer is not null))
        {
            var paid = move.Found.Transfer!;
            if (!await Attempts.AddCaptured(connection, transaction, paid, cancellationToken))
                throw new InvalidOperationException(
                    $"Invoice {move.Payment.InvoiceNumber} has another capture beside the transfer that pays it, " +
                    "though its row was held; find out who added it.");
            var placement = new Placement(
                paid.BankEntryId!.Value, PlacementKind.Invoice, paid.Amount, InvoiceId: paid.InvoiceId);
            await BankPlacements.Add(connection, transaction, placement, now, cancellationToken);
        }

        await Attempts.Conclude(
            connection, transaction, [.. stored.Select(move => move.Found.Transfer).OfType<Attempt>()],
            cancellationToken);
    }
}
