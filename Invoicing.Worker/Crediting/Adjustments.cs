using System.Text.Json;

namespace Charging.Invoicing.Crediting;

/// <summary>
/// What Rating told of prices that changed, each kept once. Those of one session are done in their order; one that
/// cannot be done yet waits as a row.
/// </summary>
internal sealed class Adjustments(NpgsqlDataSource postgres)
{
    /// <summary>Keeps the adjustment unless it is kept, and says how things stand with its session.</summary>
    public async Task<StoredAdjustment> Keep(
        UsageAdjusted adjustment, DateTime now, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into invoicing.adjustments (adjustment_id, usage_id, number, awaits, document, told_at)
            values (@AdjustmentId, @UsageId, @Number, @InvoiceId, @Document::json, @now)
            on conflict (adjustment_id) do nothing;

            -- Whether all before it are done; then every invoice that the session is on, further ones too.
            select @Number = 1
                   or exists (select from invoicing.adjustments
                              where usage_id = @UsageId and number = @Number - 1 and state in ('credited', 'invoiced')),
                   array (select invoice_id from invoicing.invoices
                          where  invoice_id = @InvoiceId
                          and    not exists (select from invoicing.gathered where usage_id = @UsageId)
                          union
                          select invoice_id from invoicing.gathered
                          where  usage_id = @UsageId and invoice_id is not null
                          union
                          select invoice_id from invoicing.adjustments
                          where  usage_id = @UsageId and invoice_id is not null);
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        var (isNext, invoiceIds) = await connection.QuerySingleAsync<(bool, Guid[])>(new CommandDefinition(sql, new
        {
            adjustment.AdjustmentId,
            adjustment.UsageId,
            adjustment.Number,
            Document = JsonSerializer.Serialize(adjustment, Wire.Json),
            now,
            new SessionKey(adjustment.Source, adjustment.SessionId).InvoiceId,
        }, cancellationToken: cancellationToken));
        await connection.AwaitStandbys(cancellationToken);
        return new StoredAdjustment(adjustment, isNext, invoiceIds);
    }

    /// <param name="adjustmentId">Of which.</param>
    /// <param name="state">What became of it.</param>
    /// <param name="invoiceId">The further invoice, if that is it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task Put(
        Guid adjustmentId, AdjustmentState state, Guid? invoiceId, CancellationToken cancellationToken)
    {
        const string sql = """
            update invoicing.adjustments
            set    state = @State, invoice_id = @invoiceId
            -- What is done stays done.
            where  adjustment_id = @adjustmentId and state in ('open', 'waiting');
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(
            sql, new { adjustmentId, State = Words.Of(state), invoiceId }, cancellationToken: cancellationToken));
    }

    /// <summary>How many wait for what is not there yet.</summary>
    public async Task<long> CountWaiting(CancellationToken cancellationToken)
    {
        const string sql = "select count(1) from invoicing.adjustments where state = 'waiting'";

        await using var connection = await postgres.Connect(cancellationToken);
        return await connection.ExecuteScalarAsync<long>(
            new CommandDefinition(sql, commandTimeout: Postgres.GlanceSeconds, cancellationToken: cancellationToken));
    }

    /// <summary>Has those published again that waited for what is there now, and marks them as open.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> PublishReady(int most, Func<UsageAdjusted, Task> publish, CancellationToken cancellationToken)
    {
        const string take = """
            select   adjustment.document
            from     invoicing.adjustments as adjustment
            where    adjustment.state = 'waiting'
            -- The first waits for the session's invoice, any other for the one before it.
            and      case adjustment.number
                     when 1 then exists (select from invoicing.invoices where invoice_id = adjustment.awaits)
                              or exists (select from invoicing.gathered
                                         where usage_id = adjustment.usage_id and invoice_id is not null)
                     else exists (select from invoicing.adjustments as before
                                  where  before.usage_id = adjustment.usage_id
                                  and    before.number = adjustment.number - 1
                                  and    before.state in ('credited', 'invoiced'))
                     end
            order by adjustment.usage_id, adjustment.number
            limit    @most
            for update of adjustment skip locked;
            """;
        const string mark = """
            update invoicing.adjustments
            set    state = 'open'
            where  adjustment_id = any (@ids) and state = 'waiting';
            """;

        return postgres.PublishLocked(Take, publish, Mark, cancellationToken);

        async Task<IReadOnlyList<UsageAdjusted>> Take(NpgsqlConnection connection)
        {
            var documents = await connection.QueryAsync<string>(
                new CommandDefinition(take, new { most }, cancellationToken: cancellationToken));
            return [.. documents.Select(document => JsonSerializer.Deserialize<UsageAdjusted>(document, Wire.Json)!)];
        }

        Task Mark(NpgsqlConnection connection, IReadOnlyList<UsageAdjusted> adjustments) => connection.ExecuteAsync(
            new CommandDefinition(
                mark, new { ids = adjustments.Select(adjustment => adjustment.AdjustmentId).ToArray() },
                cancellationToken: cancellationToken));
    }
}
