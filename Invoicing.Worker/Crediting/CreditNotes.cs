using System.Text.Json;
using Charging.Invoicing.Issuing;
using Charging.Invoicing.Numbering;
using Charging.Invoicing.Selling;

namespace Charging.Invoicing.Crediting;

/// <summary>
/// The credit notes as issued. The invoices' rows are locked while one is decided, so that rivals never credit more
/// than there is; and its number is taken in the transaction that inserts it, so a series has no gap.
/// </summary>
internal sealed class CreditNotes(NpgsqlDataSource postgres, Sellers sellers)
{
    /// <summary>
    /// Issues what is asked of these invoices, or returns what was issued when the same was asked first.
    /// </summary>
    /// <exception cref="CreditRefusedException">So much is not left, or the order gives nothing back.</exception>
    public async Task<IReadOnlyList<CreditNoteIssued>> IssueOnce(
        CreditOrder order, IReadOnlyCollection<Guid> invoiceIds, DateTime now, CancellationToken cancellationToken)
    {
        var issuers = (await sellers.All(cancellationToken)).ToDictionary(seller => seller.Code);
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var invoices = await Lock(connection, invoiceIds, cancellationToken);
        var issued = invoices
            .SelectMany(left => left.Notes).Where(note => note.CreditNoteId == order.IdOn(note.InvoiceId)).ToList();
        if (issued.Count > 0) return await transaction.CommitFound(issued, cancellationToken);

        var notes = CreditNote.For(
            order, invoices,
            invoice => issuers.GetValueOrDefault(CodeOf(invoice)) ?? throw Sellers.Missing(CodeOf(invoice)), now);
        // In the order of the series, so that two orders never wait for each other.
        foreach (var note in notes.OrderBy(note => note.Series, StringComparer.Ordinal))
            issued.Add(await Insert(connection, note, cancellationToken));
        foreach (var note in issued)
            await Deed.Record(
                connection, note.InvoiceNumber, null, new { creditNote = note.Number, payable = $"{note.Payable}" },
                cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return issued;
    }

    public async Task<CreditNoteIssued?> Find(string number, CancellationToken cancellationToken)
    {
        const string sql = """
            select note.document
            from   unnest(@series, @numbers) as reading (series, number)
            join   invoicing.credit_notes as note using (series, number)
            -- Of all readings, the one that is written so.
            where  note.credit_note_number = @number;
            """;

        var readings = InvoiceNumber.ReadingsOf(number);
        var (series, numbers) = (readings.Select(x => x.Series).ToArray(), readings.Select(x => x.Number).ToArray());
        await using var connection = await postgres.Connect(cancellationToken);
        var document = await connection.QuerySingleOrDefaultAsync<string>(
            new CommandDefinition(sql, new { number, series, numbers }, cancellationToken: cancellationToken));
        return document is null ? null : Read(document);
    }

    /// <summary>Of one invoice, the oldest first.</summary>
    public async Task<IReadOnlyList<CreditNoteIssued>> Of(Guid invoiceId, CancellationToken cancellationToken)
    {
        const string sql = """
            select   document
            from     invoicing.credit_notes
            where    invoice_id = @invoiceId
            order by issued_no;
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        var documents = await connection.QueryAsync<string>(
            new CommandDefinition(sql, new { invoiceId }, cancellationToken: cancellationToken));
        return [.. documents.Select(Read)];
    }

    /// <summary>Has those published that were not, the oldest first, and marks them.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> PublishNew(
        int most, DateTime now, Func<CreditNoteIssued, Task> publish, CancellationToken cancellationToken)
    {
        const string take = """
            select   document
            from     invoicing.credit_notes
            where    told_at is null
            order by created_at
            limit    @most
            for update skip locked;
            """;
        const string mark = """
            update invoicing.credit_notes set told_at = @now where credit_note_id = any (@ids);
            """;

        return postgres.PublishLocked(Take, publish, Mark, cancellationToken);

        async Task<IReadOnlyList<CreditNoteIssued>> Take(NpgsqlConnection connection)
        {
            var documents = await connection.QueryAsync<string>(
                new CommandDefinition(take, new { most }, cancellationToken: cancellationToken));
            return [.. documents.Select(Read)];
        }

        Task Mark(NpgsqlConnection connection, IReadOnlyList<CreditNoteIssued> notes) => connection.ExecuteAsync(
            new CommandDefinition(
                mark, new { now, ids = notes.Select(note => note.CreditNoteId).ToArray() },
                cancellationToken: cancellationToken));
    }

    /// <summary>
    /// Locks the invoices in the order of their ids, and reads them and their notes: after the lock, so that what a
    /// rival credited is seen.
    /// </summary>
    private static async Task<IReadOnlyList<Remainder>> Lock(
        NpgsqlConnection connection, IReadOnlyCollection<Guid> invoiceIds, CancellationToken cancellationToken)
    {
        const string sql = """
            select   document
            from     invoicing.invoices
            where    invoice_id = any (@ids)
            order by invoice_id
            for update;

            select   document
            from     invoicing.credit_notes
            where    invoice_id = any (@ids)
            order by issued_no;
            """;

        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue("ids", invoiceIds.ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<InvoiceCreated> invoices = [];
        while (await reader.ReadAsync(cancellationToken)) invoices.Add(InvoiceRow.Read(reader.GetString(0)));
        await reader.NextResultAsync(cancellationToken);
        List<CreditNoteIssued> notes = [];
        while (await reader.ReadAsync(cancellationToken)) notes.Add(Read(reader.GetString(0)));

        var byInvoice = notes.ToLookup(note => note.InvoiceId);
        return
        [
            .. invoices.OrderByDescending(invoice => invoice.CreatedAt)
                .Select(invoice => new Remainder(invoice, [.. byInvoice[invoice.InvoiceId]])),
        ];
    }

    private static async Task<CreditNoteIssued> Insert(
        NpgsqlConnection connection, CreditNote note, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into invoicing.credit_notes
                   (credit_note_id, series, number, credit_note_number, invoice_id, adjustment_id, issue_date,
                    net_minor, tax_minor, total_minor, rounding_minor, payable_minor, currency, document, created_at)
            values (@Id, @Series, @Number, @CreditNoteNumber, @InvoiceId, @AdjustmentId, @IssueDate,
                    @Net, @Tax, @Total, @Rounding, @Payable, @Currency, @Document::json, @CreatedAt);
            """;

        var number = await Series.Take(connection, note.Series, cancellationToken);
        var document = note.Numbered(number);
        await connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            note.Id, number.Series, number.Number, CreditNoteNumber = document.Number, document.InvoiceId,
            document.AdjustmentId, document.IssueDate, Net = document.Net.Minor, Tax = document.Tax.Minor,
            Total = document.Total.Minor, Rounding = document.Rounding.Minor, Payable = document.Payable.Minor,
            document.Net.Currency, Document = JsonSerializer.Serialize(document, Wire.Json), document.CreatedAt,
        }, cancellationToken: cancellationToken));
        return document;
    }

    /// <summary>Invoices of old name their seller by their series alone, such as CZ-2026.</summary>
    private static string CodeOf(InvoiceCreated invoice) =>
        invoice.SellerCode ?? invoice.Series[..invoice.Series.LastIndexOf('-')];

    private static CreditNoteIssued Read(string document) =>
        JsonSerializer.Deserialize<CreditNoteIssued>(document, Wire.Json)
        ?? throw new FormatException(
            "A document in invoicing.credit_notes is null; restore it from CreditNoteIssued.");
}
