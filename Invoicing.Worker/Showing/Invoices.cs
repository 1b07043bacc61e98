using Dapper;

namespace Charging.Invoicing;

/// <summary>The invoices as people look for them.</summary>
internal sealed partial class Invoices
{
    /// <summary>The latest numbers of each series first; without a condition it reads no more than it returns.</summary>
    public async Task<IReadOnlyList<ListedInvoice>> List(WantedInvoices wanted, CancellationToken cancellationToken)
    {
        const string sql = """
            select   invoice_number, issue_date, customer_id, status, total_minor,
                     coalesce((select sum(payable_minor) from invoicing.credit_notes
                               where  invoice_id = invoice.invoice_id), 0)::bigint as credited_minor,
                     currency
            from     invoicing.invoices as invoice
            where    (@CustomerId::text is null or customer_id = @CustomerId)
            and      (@Status::text is null or status = @Status)
            and      (@Since::date is null or issue_date >= @Since)
            order by series desc, number desc
            limit    @Most;
            """;

        await using var connection = await postgres.OpenConnectionAsync(cancellationToken);
        return [.. await connection.QueryAsync<ListedInvoice>(
            new CommandDefinition(sql, wanted, cancellationToken: cancellationToken))];
    }
}
