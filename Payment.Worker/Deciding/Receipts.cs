using Charging.ServiceDefaults;
using Charging.ServiceDefaults.Auditing;
using Dapper;

namespace Charging.Payments;

/// <summary>What a person has done with the table payment.receipts.</summary>
internal sealed partial class Receipts
{
    /// <summary>Has a person's choice sent at the next round, as if it had never left; returns how many.</summary>
    public async Task<int> Resend(Guid? invoiceId, DateTime now, CancellationToken cancellationToken)
    {
        const string sql = """
            with before as (
                select invoice_id, kind, status, tries, answer
                from   payment.receipts
                where  (@invoiceId::uuid is null and status = 'undeliverable') or invoice_id = @invoiceId
                for    update)
            update payment.receipts as mail
            set    status = 'made', sent_at = null, due_at = @now, tries = 0
            from   before
            where  (mail.invoice_id, mail.kind) = (before.invoice_id, before.kind)
            returning (select invoice_number from payment.payments where invoice_id = mail.invoice_id) as number,
                      mail.kind, before.status, before.tries, before.answer
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var mails = (await connection.QueryAsync<Resent>(
            new CommandDefinition(sql, new { invoiceId, now }, cancellationToken: cancellationToken))).AsList();
        foreach (var mail in mails)
        {
            var before = new { mail.Kind, mail.Status, mail.Tries, mail.Answer };
            await Deed.Record(
                connection, mail.Number ?? $"{invoiceId}", before, new { status = "made", dueAt = now },
                cancellationToken);
        }

        await transaction.CommitAsync(CancellationToken.None);
        return mails.Count;
    }

    private sealed record Resent(string? Number, string Kind, string Status, int Tries, string? Answer);
}
