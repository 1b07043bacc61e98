using System.Text.Json;
using Charging.Payments.Scheduling;

namespace Charging.Payments.Customers;

/// <summary>
/// The table payment.left_methods: cards that customers left on a page of the gateway to be drawn from then on. One is
/// drawn first, until other methods than those that were on file then are named for the customer: those hold.
/// </summary>
internal static class LeftMethods
{
    /// <summary>
    /// Keeps it in the transaction of the capture that it paid, and wakes what waits for the customer; false if it is
    /// kept already, or nobody by that id is known.
    /// </summary>
    public static async Task<bool> Add(
        NpgsqlConnection connection, NpgsqlTransaction transaction, LeftMethod left,
        CancellationToken cancellationToken)
    {
        const string sql = """
            insert into payment.left_methods
                   (customer_id, method_token, method, known_methods, invoice_id, left_at)
            select customer_id, @Token, @Method::jsonb, methods, @InvoiceId, @At
            from   payment.customers
            where  customer_id = @CustomerId
            on conflict (customer_id, method_token) do nothing
            returning pg_notify(@Channel, customer_id)::text
            """;

        var added = await connection.QueryAsync<string>(new CommandDefinition(
            sql,
            new
            {
                left.CustomerId, left.Method.Token, Method = JsonSerializer.Serialize(left.Method, Wire.Json),
                left.InvoiceId, left.At, Customers.Channel,
            },
            transaction, cancellationToken: cancellationToken));
        if (!added.Any()) return false;

        await Schedule.WakeFor(connection, transaction, left.CustomerId, left.At, cancellationToken);
        return true;
    }
}

/// <summary>A card that the customer left when they paid that invoice.</summary>
internal sealed record LeftMethod(string CustomerId, PaymentMethod Method, Guid InvoiceId, DateTime At);
