using System.Text.Json;
using Charging.Contracts;
using Charging.ServiceDefaults;
using Dapper;

namespace Charging.Payments;

/// <summary>What people and mails ask of the table payment.payments.</summary>
internal sealed partial class Payments
{
    public async Task<PaymentState?> Find(string invoiceNumber, CancellationToken cancellationToken)
    {
        const string sql = "select invoice_id from payment.payments where invoice_number = @invoiceNumber";

        await using var connection = await postgres.Connect(cancellationToken);
        var invoiceId = await connection.QuerySingleOrDefaultAsync<Guid?>(
            new CommandDefinition(sql, new { invoiceNumber }, cancellationToken: cancellationToken));
        return invoiceId is { } id ? await Find(id, cancellationToken) : null;
    }

    /// <summary>Those moved last first; in whatever state if none is given.</summary>
    public async Task<IReadOnlyList<PaymentState>> List(string? state, int most, CancellationToken cancellationToken)
    {
        const string sql = """
            select invoice_id as correlation_id, version, state as current_state, invoice_number, customer_id, source,
                   session_id, amount_minor, currency, created_at, attempt_no, abandon_reason, settled_at
            from   payment.payments
            where  @state::text is null or state = @state
            order  by updated_at desc, invoice_id
            limit  @most
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        var payments = await connection.QueryAsync<PaymentState>(
            new CommandDefinition(sql, new { state, most }, cancellationToken: cancellationToken));
        return payments.AsList();
    }

    /// <summary>The invoice that the payment began with.</summary>
    public async Task<InvoiceCreated> InvoiceOf(Guid invoiceId, CancellationToken cancellationToken)
    {
        const string sql = "select invoice from payment.payments where invoice_id = @invoiceId";

        await using var connection = await postgres.Connect(cancellationToken);
        var invoice = await connection.QuerySingleAsync<string>(
            new CommandDefinition(sql, new { invoiceId }, cancellationToken: cancellationToken));
        return JsonSerializer.Deserialize<InvoiceCreated>(invoice, Wire.Json)!;
    }
}
