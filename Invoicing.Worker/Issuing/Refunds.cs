namespace Charging.Invoicing.Issuing;

/// <summary>
/// The table invoicing.refunds, and what its rows come to beside each invoice. What failed stays failed, whatever is
/// told later.
/// </summary>
internal sealed class Refunds(NpgsqlDataSource postgres)
{
    /// <summary>Keeps the refund; told again it changes nothing.</summary>
    /// <exception cref="InvalidOperationException">There is no such invoice in that currency.</exception>
    public async Task Keep(Refund refund, CancellationToken cancellationToken)
    {
        const string hold = """
            select invoice_id
            from   invoicing.invoices
            where  invoice_id = @InvoiceId and currency = @Currency
            for    update
            """;
        const string sql = """
            insert into invoicing.refunds (refund_id, invoice_id, amount_minor, has_failed)
            values (@RefundId, @InvoiceId, @AmountMinor, @HasFailed)
            on conflict (refund_id) do update
            set    has_failed = true
            where  excluded.has_failed;
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var held = await connection.QuerySingleOrDefaultAsync<Guid?>(
            new CommandDefinition(hold, refund, transaction, cancellationToken: cancellationToken));
        if (held is null)
        {
            throw new InvalidOperationException(
                $"No invoice {refund.InvoiceNumber} ({refund.InvoiceId}) in {refund.Currency} in invoicing.invoices: " +
                "the refund is of another system's invoice, or the table was restored to an older state; find out, " +
                "then move the message back from the queue invoicing-settle-invoice_error.");
        }

        await connection.ExecuteAsync(
            new CommandDefinition(sql, refund, transaction, cancellationToken: cancellationToken));
        await Invoices.SumUpRefunds(connection, refund.InvoiceId, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
    }
}
