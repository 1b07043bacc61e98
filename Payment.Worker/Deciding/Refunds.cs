using Charging.ServiceDefaults;
using Dapper;

namespace Charging.Payments;

/// <summary>What people ask of the table payment.refunds.</summary>
internal sealed partial class Refunds
{
    /// <summary>The invoices with refunds that a person has to decide, the oldest first.</summary>
    public async Task<IReadOnlyList<Guid>> ToBeDecided(int most, CancellationToken cancellationToken)
    {
        const string sql = """
            select   invoice_id from payment.refunds
            where    due_at is null and status in ('asked', 'pending', 'unknown')
            group by invoice_id order by min(started_at) limit @most
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return (await connection.QueryAsync<Guid>(
            new CommandDefinition(sql, new { most }, cancellationToken: cancellationToken))).AsList();
    }
}
