namespace Charging.Payments.Banking;

/// <summary>The table payment.bank_placements: each with what it takes from a held entry, in one transaction.</summary>
internal static class BankPlacements
{
    /// <returns>Which of the entry's placements it is; the first is 1.</returns>
    public static async Task<int> Add(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Placement placement, DateTime now,
        CancellationToken cancellationToken)
    {
        const string sql = """
            insert into payment.bank_placements
                   (entry_id, placement_no, kind, amount_minor, payout_id, invoice_id, other_id, reason, placed_at)
            select @EntryId, coalesce(max(placement_no), 0) + 1, @Kind, @Minor, @PayoutId, @InvoiceId, @OtherId,
                   @Reason, @now
            from   payment.bank_placements
            where  entry_id = @EntryId
            returning placement_no
            """;

        await BankEntries.Place(
            connection, transaction, placement.EntryId, placement.Amount.Minor, cancellationToken);
        return await connection.QuerySingleAsync<int>(new CommandDefinition(sql, new
        {
            placement.EntryId, Kind = Words.Of(placement.Kind), placement.Amount.Minor, placement.PayoutId,
            placement.InvoiceId, placement.OtherId, placement.Reason, now,
        }, transaction, cancellationToken: cancellationToken));
    }
}
