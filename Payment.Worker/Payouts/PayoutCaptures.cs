namespace Charging.Payments.Payouts;

/// <summary>The table payment.payout_captures: which captures were paid out in which payout, each once.</summary>
internal static class PayoutCaptures
{
    public static Task<int> Add(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Payout payout, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into payment.payout_captures (gateway_reference, payout_id)
            select gateway_reference, @PayoutId
            from   unnest(@references) as given (gateway_reference)
            """;

        return connection.ExecuteAsync(new CommandDefinition(
            sql, new { payout.PayoutId, references = payout.References.ToArray() }, transaction,
            cancellationToken: cancellationToken));
    }
}
