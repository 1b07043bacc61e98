using Charging.Payments.Ledger;

namespace Charging.Payments.Payouts;

/// <summary>The table payment.payouts: each is booked once, with its captures and its entries in the books.</summary>
internal sealed class Payouts(NpgsqlDataSource postgres, TimeProvider clock)
{
    /// <summary>What is captured under these references, by reference; what is unknown is not in it.</summary>
    public async Task<IReadOnlyDictionary<string, CapturedReference>> Captured(
        IReadOnlyList<string> references, CancellationToken cancellationToken)
    {
        const string sql = """
            select attempt.gateway_reference, attempt.amount_minor, attempt.currency, paid.payout_id
            from   payment.attempts as attempt
            left join payment.payout_captures as paid using (gateway_reference)
            where  attempt.status = 'captured' and attempt.bank_entry_id is null
            and    attempt.gateway_reference = any(@references)
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        var captured = await connection.QueryAsync<CapturedReference>(
            new CommandDefinition(sql, new { references }, cancellationToken: cancellationToken));
        return captured.ToDictionary(one => one.GatewayReference, StringComparer.Ordinal);
    }

    /// <summary>Those of these ids that are booked, as they were, by id.</summary>
    public async Task<IReadOnlyDictionary<string, Payout>> Booked(
        IReadOnlyList<string> payoutIds, CancellationToken cancellationToken)
    {
        const string sql = """
            select payout_id, paid_on as date, currency, gross_minor as gross, fee_minor as fee,
                   returned_minor as returned, net_minor as net
            from   payment.payouts
            where  payout_id = any(@payoutIds)
            """;
        const string captures = """
            select payout_id, gateway_reference
            from   payment.payout_captures
            where  payout_id = any(@payoutIds)
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        var references = (await connection.QueryAsync<(string PayoutId, string Reference)>(
                new CommandDefinition(captures, new { payoutIds }, cancellationToken: cancellationToken)))
            .ToLookup(row => row.PayoutId, row => row.Reference);
        var payouts = await connection.QueryAsync<Payout>(
            new CommandDefinition(sql, new { payoutIds }, cancellationToken: cancellationToken));
        return payouts.ToDictionary(
            one => one.PayoutId, one => one with { References = [.. references[one.PayoutId]] },
            StringComparer.Ordinal);
    }

    /// <summary>False if a payout by that id is booked already; then nothing is changed.</summary>
    public async Task<bool> BookOnce(Payout payout, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into payment.payouts
                   (payout_id, paid_on, currency, gross_minor, fee_minor, returned_minor, net_minor, booked_at)
            values (@PayoutId, @Date, @Currency, @Gross, @Fee, @Returned, @Net, @now)
            on conflict (payout_id) do nothing
            """;

        var now = clock.UtcNow();
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var added = await connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            payout.PayoutId, payout.Date, payout.Currency, payout.Gross, payout.Fee, payout.Returned, payout.Net, now,
        }, transaction, cancellationToken: cancellationToken));
        if (added == 0) return await transaction.CommitFound(false, cancellationToken);

        await PayoutCaptures.Add(connection, transaction, payout, cancellationToken);
        await LedgerEntries.Book(connection, transaction, [.. payout.ToEntries(now)], cancellationToken);
        await Deed.Record(connection, payout.PayoutId, null, new
        {
            payout.Date, payout.Currency, payout.Gross, payout.Fee, payout.Returned, payout.Net,
            captures = payout.References.Count,
        }, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }
}
