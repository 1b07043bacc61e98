using Dapper;
using Npgsql;

namespace Charging.Payments;

/// <summary>What money that comes again does to the table payment.credits.</summary>
internal sealed partial class Credits
{
    /// <summary>
    /// The payment, whose row is held, is paid again: what gave no money back because it was not is settled anew.
    /// </summary>
    public static Task<int> Reopen(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid invoiceId, DateTime now,
        CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.credits
            set    settled_at = null, credit_no = null, outcome = null, due_at = @now
            where  invoice_id = @invoiceId and outcome in ('notOwed', 'neverDrawn')
            """;

        return connection.ExecuteAsync(
            new CommandDefinition(sql, new { invoiceId, now }, transaction, cancellationToken: cancellationToken));
    }
}
