namespace Charging.Payments.Customers;

/// <summary>
/// The table payment.suspended_methods: what was refused for good, by customer and token. A suspension is never lifted;
/// another token is another method.
/// </summary>
internal static class SuspendedMethods
{
    /// <summary>Suspends these methods, in the transaction of the answers that refused them.</summary>
    public static async Task Add(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<SuspendedMethod> refused,
        CancellationToken cancellationToken)
    {
        if (refused.Count == 0) return;

        const string sql = """
            with suspended as (
                insert into payment.suspended_methods (customer_id, method_token, code, invoice_id, suspended_at)
                select distinct on (payment.customer_id, given.method_token)
                       payment.customer_id, given.method_token, given.code, given.invoice_id, given.suspended_at
                from   unnest(@InvoiceIds, @Tokens, @Codes, @Times)
                       as given (invoice_id, method_token, code, suspended_at)
                join   payment.payments as payment using (invoice_id)
                order  by payment.customer_id, given.method_token
                on conflict (customer_id, method_token) do nothing
                returning customer_id
            )
            select pg_notify(@Channel, customer_id) from suspended
            """;

        await connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            InvoiceIds = refused.Select(one => one.InvoiceId).ToArray(),
            Tokens = refused.Select(one => one.Token).ToArray(),
            Codes = refused.Select(one => one.Code).ToArray(),
            Times = refused.Select(one => one.At).ToArray(),
            Customers.Channel,
        }, transaction, cancellationToken: cancellationToken));
    }
}

/// <summary>A method that was refused for good when it was to pay that invoice; the code is the gateway's.</summary>
internal sealed record SuspendedMethod(Guid InvoiceId, string Token, string? Code, DateTime At);
