using Charging.Contracts;
using Charging.ServiceDefaults;
using Dapper;
using Npgsql;

namespace Charging.Payments;

/// <summary>The table payment.receipts: a mail is kept before it leaves, so that a repeat is the same mail.</summary>
internal sealed class Receipts
{
    private readonly NpgsqlDataSource postgres;
    private readonly GroupCommit<Receipt, Receipt> made;
    private readonly GroupCommit<Receipt, Receipt> sent;

    public Receipts(NpgsqlDataSource postgres)
    {
        this.postgres = postgres;
        made = new GroupCommit<Receipt, Receipt>(Insert);
        sent = new GroupCommit<Receipt, Receipt>(Mark);
    }

    /// <summary>Stores the mail, or returns the one stored when this invoice was first written about.</summary>
    public Task<Receipt> AddOnce(Receipt receipt, CancellationToken cancellationToken) =>
        made.Add(receipt, cancellationToken);

    /// <summary>Notes that the mail has left; the first time counts.</summary>
    public Task<Receipt> MarkSent(Receipt receipt, DateTime now, CancellationToken cancellationToken) =>
        sent.Add(receipt with { SentAt = now }, cancellationToken);

    private async Task<IReadOnlyList<Receipt>> Insert(
        IReadOnlyList<Receipt> receipts, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into payment.receipts (invoice_id, kind, mail_id, file_name, mail, sha256, status, made_at)
            select invoice_id, kind, mail_id, file_name, mail, sha256, 'made', made_at
            from   unnest(@Ids, @Kinds, @MailIds, @FileNames, @Mails, @Hashes, @MadeAts)
                   as given (invoice_id, kind, mail_id, file_name, mail, sha256, made_at)
            on conflict (invoice_id, kind) do nothing
            returning invoice_id, kind
            """;

        var first = FirstOfEach(receipts);
        await using var connection = await postgres.OpenConnectionAsync(cancellationToken);
        var added = (await connection.QueryAsync<(Guid, string)>(new CommandDefinition(sql, new
        {
            Ids = first.Select(receipt => receipt.InvoiceId).ToArray(),
            Kinds = first.Select(receipt => Words.Of(receipt.Kind)).ToArray(),
            MailIds = first.Select(receipt => receipt.MailId).ToArray(),
            FileNames = first.Select(receipt => receipt.FileName).ToArray(),
            Mails = first.Select(receipt => receipt.Mail).ToArray(),
            Hashes = first.Select(receipt => receipt.Sha256).ToArray(),
            MadeAts = first.Select(receipt => receipt.MadeAt).ToArray(),
        }, cancellationToken: cancellationToken))).ToHashSet();

        var stored = first.ToDictionary(receipt => (receipt.InvoiceId, receipt.Kind));
        var known = first.Where(receipt => !added.Contains((receipt.InvoiceId, Words.Of(receipt.Kind)))).ToList();
        foreach (var earlier in await Read(connection, known, cancellationToken))
            stored[(earlier.InvoiceId, earlier.Kind)] = earlier;
        return [.. receipts.Select(receipt => stored[(receipt.InvoiceId, receipt.Kind)])];
    }

    private static async Task<IEnumerable<Receipt>> Read(
        NpgsqlConnection connection, List<Receipt> receipts, CancellationToken cancellationToken)
    {
        if (receipts.Count == 0) return [];

        const string sql = """
            select invoice_id, kind, mail_id, file_name, mail, sha256, made_at, sent_at
            from   payment.receipts
            where  (invoice_id, kind) in (select invoice_id, kind from unnest(@Ids, @Kinds) as given (invoice_id, kind))
            """;

        return await connection.QueryAsync<Receipt>(new CommandDefinition(sql, new
        {
            Ids = receipts.Select(receipt => receipt.InvoiceId).ToArray(),
            Kinds = receipts.Select(receipt => Words.Of(receipt.Kind)).ToArray(),
        }, cancellationToken: cancellationToken));
    }

    private async Task<IReadOnlyList<Receipt>> Mark(
        IReadOnlyList<Receipt> receipts, CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.receipts as receipt
            set    status = 'sent', sent_at = coalesce(receipt.sent_at, given.sent_at)
            from   unnest(@Ids, @Kinds, @SentAts) as given (invoice_id, kind, sent_at)
            where  receipt.invoice_id = given.invoice_id
            and    receipt.kind = given.kind
            returning receipt.invoice_id, receipt.kind, receipt.sent_at
            """;

        var first = FirstOfEach(receipts);
        await using var connection = await postgres.OpenConnectionAsync(cancellationToken);
        var marked = await connection.QueryAsync<(Guid Id, string Kind, DateTime SentAt)>(new CommandDefinition(sql, new
        {
            Ids = first.Select(receipt => receipt.InvoiceId).ToArray(),
            Kinds = first.Select(receipt => Words.Of(receipt.Kind)).ToArray(),
            SentAts = first.Select(receipt => receipt.SentAt!.Value).ToArray(),
        }, cancellationToken: cancellationToken));

        var times = marked.ToDictionary(row => (row.Id, row.Kind), row => row.SentAt);
        return [.. receipts.Select(receipt =>
            receipt with { SentAt = times[(receipt.InvoiceId, Words.Of(receipt.Kind))] })];
    }

    private static List<Receipt> FirstOfEach(IReadOnlyList<Receipt> receipts) =>
        [.. receipts.DistinctBy(receipt => (receipt.InvoiceId, receipt.Kind)).OrderBy(receipt => receipt.InvoiceId)];
}
