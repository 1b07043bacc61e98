using Charging.Payments.Ledger;

namespace Charging.Payments.Banking;

/// <summary>The table payment.arrived_payouts: which payouts are at the bank, each once.</summary>
internal static class ArrivedPayouts
{
    /// <summary>
    /// Places the entries that are payouts: of the same amount, and with the payout's id written on them. Such an entry
    /// came into suspense with its statement, and into the bank account with the payout too; so the one goes out again.
    /// </summary>
    public static async Task<int> Place(
        NpgsqlConnection connection, NpgsqlTransaction transaction, DateTime now, CancellationToken cancellationToken)
    {
        var like = await BankEntries.LikePayouts(connection, transaction, cancellationToken);
        var sure = like.Where(one => NamedThings.Names(one.Texts, one.PayoutId))
            .GroupBy(one => one.EntryId).Where(payouts => payouts.Count() == 1).Select(payouts => payouts.Single());
        var placed = 0;
        foreach (var (entryId, payoutId, _, _) in sure)
        {
            if (await Place(connection, transaction, entryId, payoutId, null, now, cancellationToken)) placed++;
        }

        return placed;
    }

    /// <summary>Places one that is held; false if the payout has arrived, or is none.</summary>
    public static async Task<bool> Place(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid entryId, string payoutId, string? reason,
        DateTime now, CancellationToken cancellationToken)
    {
        const string sql = """
            with arrived as (
                insert into payment.arrived_payouts (payout_id, entry_id, arrived_on)
                select payout.payout_id, entry.entry_id, entry.booked_on
                from   payment.payouts as payout
                join   payment.bank_entries as entry on entry.entry_id = @entryId
                where  payout.payout_id = @payoutId
                and    (payout.currency, payout.net_minor)
                       = (entry.currency, entry.amount_minor - entry.placed_minor)
                on conflict do nothing
                returning payout_id
            )
            select payout.net_minor, payout.currency
            from   arrived
            join   payment.payouts as payout using (payout_id)
            """;

        var arrived = (await connection.QueryAsync<(long Minor, string Currency)>(new CommandDefinition(
            sql, new { entryId, payoutId }, transaction, cancellationToken: cancellationToken))).AsList();
        if (arrived is not [var (minor, currency)]) return false;

        var net = new Money(minor, currency);
        var placement = new Placement(entryId, PlacementKind.Payout, net, PayoutId: payoutId, Reason: reason);
        var no = await BankPlacements.Add(connection, transaction, placement, now, cancellationToken);
        var entry = LedgerEntry.OfBank(entryId, no, LedgerEvent.Placed, Account.Suspense, Account.Bank, net, now);
        await LedgerEntries.Book(connection, transaction, [entry with { PayoutId = payoutId }], cancellationToken);
        return true;
    }

    /// <summary>
    /// With the first statement of an account: those that are booked, up to its day, and are not on it had come before.
    /// </summary>
    /// <returns>What they come to, in smallest units.</returns>
    public static Task<long> AddEarlier(
        NpgsqlConnection connection, NpgsqlTransaction transaction, string currency, DateOnly openedOn,
        CancellationToken cancellationToken)
    {
        const string sql = """
            with arrived as (
                insert into payment.arrived_payouts (payout_id, entry_id, arrived_on)
                select payout_id, null, @openedOn
                from   payment.payouts
                where  currency = @currency and paid_on <= @openedOn
                on conflict do nothing
                returning payout_id
            )
            select coalesce(sum(net_minor), 0)::bigint
            from   arrived
            join   payment.payouts using (payout_id)
            """;

        return connection.ExecuteScalarAsync<long>(new CommandDefinition(
            sql, new { currency, openedOn }, transaction, cancellationToken: cancellationToken));
    }
}
