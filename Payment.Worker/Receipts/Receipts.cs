namespace Charging.Payments.Receipts;

/// <summary>
/// The table payment.receipts: a mail is kept before it leaves, so that a repeat is the same mail. A mail that has
/// left, or is undeliverable, is moved by nobody but a person. It is kept packed; those of before are kept as they are.
/// </summary>
internal sealed class Receipts(NpgsqlDataSource postgres)
{
    private readonly GroupCommit<ReceiptKey, Receipt?> found = new((keys, stop) => Read(postgres, keys, stop));
    private readonly GroupCommit<PackedReceipt, Receipt> made = new((group, stop) => Insert(postgres, group, stop));
    private readonly GroupCommit<Receipt, Receipt> moved = new((group, stop) => Update(postgres, group, stop));

    /// <summary>Stores the mail, or returns the one stored when this invoice was first written about.</summary>
    public Task<Receipt> AddOnce(Receipt receipt, CancellationToken cancellationToken) =>
        made.Add(new PackedReceipt(receipt, MailPacking.Pack(receipt.Mail)), cancellationToken);

    /// <summary>Stores what came of delivering it, or returns what came of it before: the first end counts.</summary>
    public Task<Receipt> Keep(Receipt receipt, CancellationToken cancellationToken) =>
        moved.Add(receipt, cancellationToken);

    /// <summary>Prepares what storing and finding a mail needs; stores none.</summary>
    public async Task WarmUp(CancellationToken cancellationToken)
    {
        await made.WarmUp(cancellationToken);
        await moved.WarmUp(cancellationToken);
        await Find(new ReceiptKey(Guid.Empty, MailKind.Receipt), cancellationToken);
    }

    /// <summary>The stored mail, and safe: it may leave.</summary>
    public Task<Receipt?> Find(ReceiptKey key, CancellationToken cancellationToken) =>
        found.Add(key, cancellationToken);

    /// <summary>How many were put off, and how many are undeliverable.</summary>
    public async Task<(long PutOff, long Undeliverable)> CountOpen(CancellationToken cancellationToken)
    {
        const string sql = """
            select (select count(1) from payment.receipts where due_at is not null)
                   -- A notice says itself when its mail is looked after; one that was tried was put off.
                   + (select count(1) from payment.notices where mail_due_at > made_at),
                   -- What was refused has an answer, of which there is an index; of the status there is none.
                   (select count(1)
                    from   payment.receipts
                    where  answer is not null and due_at is null and status = 'undeliverable')
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return await connection.QuerySingleAsync<(long, long)>(
            new CommandDefinition(sql, commandTimeout: Postgres.GlanceSeconds, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// Takes mails that are due, the longest due first, and puts each off until <paramref name="lease"/>. Rounds of
    /// several instances take different ones.
    /// </summary>
    public async Task<IReadOnlyList<Receipt>> TakeDue(
        DateTime now, DateTime lease, int most, CancellationToken cancellationToken)
    {
        const string sql = """
            with due as (
                select invoice_id, kind
                from   payment.receipts
                where  due_at <= @now
                order  by due_at
                limit  @most
                for    update skip locked
            )
            update payment.receipts as receipt
            set    due_at = @lease
            from   due
            where  (receipt.invoice_id, receipt.kind) = (due.invoice_id, due.kind)
            returning receipt.invoice_id, split_part(receipt.kind, '-', 1) as kind, mail_id, file_name, mail, packed,
                      dictionary, sha256, made_at, sent_at, status, receipt.due_at, tries, answer,
                      coalesce(substring(receipt.kind from '[0-9]+$')::int, 0) as number
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        var due = await connection.QueryAsync<KeptReceipt>(
            new CommandDefinition(sql, new { now, lease, most }, cancellationToken: cancellationToken));
        return [.. due.Select(kept => kept.ToReceipt())];
    }

    /// <summary>It has left, and that was told: nobody needs to look after it any more.</summary>
    public async Task Told(Receipt receipt, CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.receipts
            set    due_at = null
            where  invoice_id = @InvoiceId and kind = @Word
            -- Not if a person has it sent again meanwhile.
            and    status = 'sent'
            """;
        var key = new { receipt.InvoiceId, receipt.Key.Word };
        await using var connection = await postgres.Connect(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(sql, key, cancellationToken: cancellationToken));
    }

    /// <summary>Without their bytes, the newest first: of that status and that invoice, where given.</summary>
    public async Task<IReadOnlyList<ListedReceipt>> List(
        ReceiptStatus? status, Guid? invoiceId, int most, CancellationToken cancellationToken)
    {
        const string sql = """
            select invoice_id, split_part(kind, '-', 1) as kind, mail_id, file_name, made_at, sent_at, status, due_at,
                   tries, answer, coalesce(substring(kind from '[0-9]+$')::int, 0) as number
            from   payment.receipts
            where  (@Status::text is null or status = @Status)
            and    (@InvoiceId::uuid is null or invoice_id = @InvoiceId)
            -- True of each of them, and what their index is by.
            and    (@Status is distinct from 'undeliverable' or (answer is not null and due_at is null))
            order  by made_at desc
            limit  @Most
            """;

        var chosen = new { Status = status is { } one ? Words.Of(one) : null, InvoiceId = invoiceId, Most = most };
        await using var connection = await postgres.Connect(cancellationToken);
        return (await connection.QueryAsync<ListedReceipt>(
            new CommandDefinition(sql, chosen, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>Has a person's choice sent at the next round, as if it had never left; returns how many.</summary>
    public async Task<int> Resend(Guid? invoiceId, DateTime now, CancellationToken cancellationToken)
    {
        const string sql = """
            with before as (
                select invoice_id, kind, status, tries, answer
                from   payment.receipts
                where  invoice_id = @invoiceId
                or     (@invoiceId::uuid is null and status = 'undeliverable'
                        -- True of each of them, and what their index is by.
                        and answer is not null and due_at is null)
                for    update),
            chosen as (
                -- When a notice's mail leaves is said by the notice: an old day must not be told again.
                select invoice_id, kind, status, tries, answer from before where kind not like 'notice-%')
            update payment.receipts as mail
            set    status = 'made', sent_at = null, due_at = @now, tries = 0
            from   chosen as before
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

    private static async Task<IReadOnlyList<Receipt?>> Read(
        NpgsqlDataSource postgres, IReadOnlyList<ReceiptKey> keys, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        var found = (await Read(connection, [.. keys.Distinct()], cancellationToken)).ToDictionary(one => one.Key);
        if (found.Count > 0) await connection.AwaitStandbys(cancellationToken);
        return [.. keys.Select(found.GetValueOrDefault)];
    }

    private static async Task<IReadOnlyList<Receipt>> Insert(
        NpgsqlDataSource postgres, IReadOnlyList<PackedReceipt> group, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into payment.receipts
                (invoice_id, kind, mail_id, file_name, packed, dictionary, sha256, status, made_at)
            select invoice_id, kind, mail_id, file_name, packed, @Newest, sha256, 'made', made_at
            from   unnest(@Ids, @Kinds, @MailIds, @FileNames, @Packed, @Hashes, @MadeAts)
                   as given (invoice_id, kind, mail_id, file_name, packed, sha256, made_at)
            on conflict (invoice_id, kind) do nothing
            returning invoice_id, kind
            """;

        var receipts = group.Select(one => one.Receipt).ToList();
        var first = FirstOfEach(receipts);
        var packed = group.DistinctBy(one => one.Receipt.Key).ToDictionary(one => one.Receipt.Key, one => one.Bytes);
        await using var connection = await postgres.Connect(cancellationToken);
        var added = await connection.QueryAsync<(Guid, string)>(new CommandDefinition(sql, new
        {
            Ids = first.Select(receipt => receipt.InvoiceId).ToArray(),
            Kinds = first.Select(receipt => receipt.Key.Word).ToArray(),
            MailIds = first.Select(receipt => receipt.MailId).ToArray(),
            FileNames = first.Select(receipt => receipt.FileName).ToArray(),
            Packed = first.Select(receipt => packed[receipt.Key]).ToArray(),
            MailPacking.Newest,
            Hashes = first.Select(receipt => receipt.Sha256).ToArray(),
            MadeAts = first.Select(receipt => receipt.MadeAt).ToArray(),
        }, cancellationToken: cancellationToken));
        return await Stored(connection, receipts, [.. added], cancellationToken);
    }

    private static async Task<IReadOnlyList<Receipt>> Update(
        NpgsqlDataSource postgres, IReadOnlyList<Receipt> receipts, CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.receipts as kept
            set    status = given.status, sent_at = given.sent_at, due_at = given.due_at, tries = given.tries,
                   answer = given.answer
            from   unnest(@Ids, @Kinds, @Statuses, @SentAts, @DueAts, @Tries, @Answers)
                   as given (invoice_id, kind, status, sent_at, due_at, tries, answer)
            where  (kept.invoice_id, kept.kind) = (given.invoice_id, given.kind)
            -- The first end counts.
            and    kept.status = 'made'
            returning kept.invoice_id, kept.kind
            """;

        var first = FirstOfEach(receipts);
        await using var connection = await postgres.Connect(cancellationToken);
        var kept = await connection.QueryAsync<(Guid, string)>(new CommandDefinition(sql, new
        {
            Ids = first.Select(receipt => receipt.InvoiceId).ToArray(),
            Kinds = first.Select(receipt => receipt.Key.Word).ToArray(),
            Statuses = first.Select(receipt => Words.Of(receipt.Status)).ToArray(),
            SentAts = first.Select(receipt => receipt.SentAt).ToArray(),
            DueAts = first.Select(receipt => receipt.DueAt).ToArray(),
            Tries = first.Select(receipt => receipt.Tries).ToArray(),
            Answers = first.Select(receipt => receipt.Answer).ToArray(),
        }, cancellationToken: cancellationToken));
        return await Stored(connection, receipts, [.. kept], cancellationToken);
    }

    /// <summary>Each as given if its row was written just now, else as it stands in the table.</summary>
    private static async Task<IReadOnlyList<Receipt>> Stored(
        NpgsqlConnection connection, IReadOnlyList<Receipt> receipts, HashSet<(Guid, string)> written,
        CancellationToken cancellationToken)
    {
        var stored = FirstOfEach(receipts).ToDictionary(receipt => receipt.Key);
        var others = stored.Keys.Where(key => !written.Contains((key.InvoiceId, key.Word))).ToList();
        foreach (var earlier in others.Count > 0 ? await Read(connection, others, cancellationToken) : [])
            stored[earlier.Key] = earlier;
        if (written.Count == 0) await connection.AwaitStandbys(cancellationToken);
        return [.. receipts.Select(receipt => stored[receipt.Key])];
    }

    private static async Task<IEnumerable<Receipt>> Read(
        NpgsqlConnection connection, List<ReceiptKey> keys, CancellationToken cancellationToken)
    {
        const string sql = """
            select invoice_id, split_part(kind, '-', 1) as kind, mail_id, file_name, mail, packed, dictionary, sha256,
                   made_at, sent_at, status, due_at, tries, answer,
                   coalesce(substring(kind from '[0-9]+$')::int, 0) as number
            from   payment.receipts
            where  (invoice_id, kind) in (select invoice_id, kind from unnest(@Ids, @Kinds) as given (invoice_id, kind))
            """;

        var read = await connection.QueryAsync<KeptReceipt>(new CommandDefinition(sql, new
        {
            Ids = keys.Select(key => key.InvoiceId).ToArray(),
            Kinds = keys.Select(key => key.Word).ToArray(),
        }, cancellationToken: cancellationToken));
        return read.Select(kept => kept.ToReceipt());
    }

    private static List<Receipt> FirstOfEach(IReadOnlyList<Receipt> receipts) =>
        [.. receipts.DistinctBy(receipt => receipt.Key).OrderBy(receipt => receipt.InvoiceId)];

    private sealed record Resent(string? Number, string Kind, string Status, int Tries, string? Answer);

    /// <summary>Packed by whoever made it, several at a time: the one who writes them all waits for none.</summary>
    private sealed record PackedReceipt(Receipt Receipt, byte[] Bytes);
}
