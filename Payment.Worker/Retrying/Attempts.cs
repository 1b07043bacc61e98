using Charging.ServiceDefaults;
using Dapper;

namespace Charging.Payments;

/// <summary>What ceilings, repeats and alerts ask of the table payment.attempts.</summary>
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

        await using var connection = await postgres.Connect(cancellationToken);
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

    /// <summary>All attempts of the invoice, in order, and safe: who tells of them, or goes on with one, may.</summary>
    public async Task<IReadOnlyList<Attempt>> Recall(Guid invoiceId, CancellationToken cancellationToken)
    {
        var all = await Of(invoiceId, cancellationToken);
        if (all.Count > 0) await postgres.AwaitStandbys(cancellationToken);
        return all;
    }

    /// <summary>When the oldest attempt was started that the gateway has not answered; null if there is none.</summary>
    public async Task<DateTime?> OldestUnanswered(CancellationToken cancellationToken)
    {
        const string sql = "select min(started_at) from payment.attempts where status in ('started', 'unknown')";

        await using var connection = await postgres.Connect(cancellationToken);
        return await connection.ExecuteScalarAsync<DateTime?>(
            new CommandDefinition(sql, commandTimeout: Postgres.GlanceSeconds, cancellationToken: cancellationToken));
    }
}
