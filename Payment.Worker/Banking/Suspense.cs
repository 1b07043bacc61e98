using Charging.Payments.Ledger;

namespace Charging.Payments.Banking;

/// <summary>What is on the bank's statements and belongs nowhere yet; and how it is placed.</summary>
internal sealed class Suspense(NpgsqlDataSource postgres, TimeProvider clock)
{
    /// <summary>Places the payouts that were booked since their entry came.</summary>
    public async Task PlacePayouts(CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await ArrivedPayouts.Place(connection, transaction, clock.UtcNow(), cancellationToken) > 0)
            await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>What is left of it is offered to the invoice's payment, which takes it if it can.</summary>
    public Task Assign(
        SuspendedEntry entry, Guid invoiceId, string invoiceNumber, CancellationToken cancellationToken) =>
        Decide([entry], async (connection, transaction, now) =>
        {
            await BankEntries.Offer(connection, transaction, entry.EntryId, invoiceId, now, cancellationToken);
            await Deed.Record(
                connection, entry.Name, new { left = $"{entry.Left}" }, new { invoice = invoiceNumber },
                cancellationToken);
        }, cancellationToken);

    /// <exception cref="InvalidOperationException">It is not that payout, which the text says why.</exception>
    public Task AssignPayout(SuspendedEntry entry, string payoutId, CancellationToken cancellationToken) =>
        Decide([entry], async (connection, transaction, now) =>
        {
            var reason = Deed.Current?.Reason;
            if (!await ArrivedPayouts.Place(
                connection, transaction, entry.EntryId, payoutId, reason, now, cancellationToken))
                throw new InvalidOperationException(
                    $"No payout {payoutId} over {entry.Left} is booked here that has not arrived; book it first " +
                    "(payment settle), or look at its net.");
            await Deed.Record(
                connection, entry.Name, new { left = $"{entry.Left}" }, new { payout = payoutId }, cancellationToken);
        }, cancellationToken);

    /// <summary>All that is left of it is of other books: the bank's charges, wages, another account of ours.</summary>
    public Task PlaceElsewhere(SuspendedEntry entry, string reason, CancellationToken cancellationToken) =>
        Decide([entry], async (connection, transaction, now) =>
        {
            var placement = new Placement(entry.EntryId, PlacementKind.Elsewhere, entry.Left, Reason: reason);
            var no = await BankPlacements.Add(connection, transaction, placement, now, cancellationToken);
            await LedgerEntries.Book(
                connection, transaction,
                [
                    LedgerEntry.OfBank(
                        entry.EntryId, no, LedgerEvent.Placed, Account.Suspense, Account.Elsewhere, entry.Left, now),
                ],
                cancellationToken);
            await Deed.Record(
                connection, entry.Name, new { left = $"{entry.Left}" }, new { placed = "elsewhere" },
                cancellationToken);
        }, cancellationToken);

    /// <summary>What came has gone back, or what left has come back: both leave suspense, where they were 0.</summary>
    public Task Return(
        SuspendedEntry entry, SuspendedEntry other, string reason, CancellationToken cancellationToken) =>
        Decide([entry, other], async (connection, transaction, now) =>
        {
            foreach (var (one, another) in ((SuspendedEntry, SuspendedEntry)[])[(entry, other), (other, entry)])
            {
                var placement = new Placement(
                    one.EntryId, PlacementKind.Returned, one.Left, OtherId: another.EntryId, Reason: reason);
                await BankPlacements.Add(connection, transaction, placement, now, cancellationToken);
            }

            await Deed.Record(
                connection, entry.Name, new { left = $"{entry.Left}" }, new { returnedWith = other.Name },
                cancellationToken);
        }, cancellationToken);

    /// <summary>Does it while the entries are held, and stand as whoever decided has seen them.</summary>
    private async Task Decide(
        IReadOnlyList<SuspendedEntry> entries, Func<NpgsqlConnection, NpgsqlTransaction, DateTime, Task> deed,
        CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var held = await BankEntries.Hold(
            connection, transaction, [.. entries.Select(entry => entry.EntryId)], cancellationToken);
        if (entries.FirstOrDefault(entry => held[entry.EntryId].LeftMinor != entry.LeftMinor) is { } moved)
            throw new InvalidOperationException(
                $"Of {moved.Name} {held[moved.EntryId].Left} are left by now, and not {moved.Left}: look again.");
        await deed(connection, transaction, clock.UtcNow());
        await transaction.CommitAsync(CancellationToken.None);
    }
}
