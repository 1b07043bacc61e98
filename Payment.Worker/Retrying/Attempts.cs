using Dapper;

namespace Charging.Payments;

/// <summary>What the ceilings ask of the table payment.attempts.</summary>
internal sealed partial class Attempts
{
    /// <summary>What was declined of the customer's methods for other invoices within a ceiling's day.</summary>
    public async Task<IReadOnlyList<DeclinedElsewhere>> DeclinedElsewhere(
        Guid invoiceId, Customer customer, DateTime now, CancellationToken cancellationToken)
    {
        const string sql = """
            select attempt.method_token, attempt.started_at
            from   payment.attempts as attempt
            join   payment.payments as payment using (invoice_id)
            where  attempt.status = 'declined'
            and    attempt.method_token = any(@tokens)
            and    attempt.started_at > @since
            and    attempt.invoice_id <> @invoiceId
            and    payment.customer_id = @CustomerId
            """;

        await using var connection = await postgres.OpenConnectionAsync(cancellationToken);
        var declined = await connection.QueryAsync<DeclinedElsewhere>(new CommandDefinition(
            sql,
            new
            {
                invoiceId,
                customer.CustomerId,
                tokens = customer.Methods.Select(method => method.Token).ToArray(),
                since = now - Ceiling.DayOfCard,
            },
            cancellationToken: cancellationToken));
        return declined.AsList();
    }
}
