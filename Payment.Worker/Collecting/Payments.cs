using System.Text.Json;
using Charging.Contracts;
using Charging.Payments.Crediting;
using Charging.Payments.Ledger;
using Charging.Payments.Scheduling;
using Charging.ServiceDefaults;
using Dapper;
using Npgsql;

namespace Charging.Payments.Collecting;

/// <summary>
/// The table payment.payments: begun once per invoice, moved on by version, with its alarm and its books.
/// </summary>
internal sealed class Payments
{
    private readonly NpgsqlDataSource postgres;
    private readonly TimeProvider clock;
    private readonly GroupCommit<PaymentState, bool> beginnings;
    private readonly GroupCommit<PaymentState, bool> moves;
    private readonly GroupCommit<PaymentState, bool> looks;

    public Payments(NpgsqlDataSource postgres, TimeProvider clock)
    {
        this.postgres = postgres;
        this.clock = clock;
        beginnings = new GroupCommit<PaymentState, bool>(Insert);
        moves = new GroupCommit<PaymentState, bool>(Update);
        looks = new GroupCommit<PaymentState, bool>(Look);
    }

    /// <summary>
    /// Stores a new payment and books its invoice as owed; false if the invoice has a payment already.
    /// </summary>
    public Task<bool> BeginOnce(PaymentState payment, CancellationToken cancellationToken) =>
        beginnings.Add(payment, cancellationToken);

    /// <summary>
    /// Stores what was decided, sets or clears the payment's alarm, and books what was abandoned or went back; false if
    /// the payment was moved since it was read, or an attempt began. Where nothing was decided nothing is stored, and
    /// what was read is safe.
    /// </summary>
    public Task<bool> MoveOn(PaymentState payment, CancellationToken cancellationToken) =>
        payment.Next is null ? looks.Add(payment, cancellationToken) : moves.Add(payment, cancellationToken);

    public async Task<PaymentState?> Find(Guid invoiceId, CancellationToken cancellationToken)
    {
        const string sql = """
            select invoice_id as correlation_id, version, state as current_state, invoice_number, customer_id, source,
                   session_id, amount_minor, currency, created_at, attempt_no, abandon_reason, settled_at,
                   retry_asked_after, abandon_note, reversed_at, reversal_reason, reversal_reference, reversed_minor,
                   credited_minor, told_no, known_tokens
            from   payment.payments
            where  invoice_id = @invoiceId
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<PaymentState>(
            new CommandDefinition(sql, new { invoiceId }, cancellationToken: cancellationToken));
    }

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

    private async Task<IReadOnlyList<bool>> Insert(
        IReadOnlyList<PaymentState> payments, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into payment.payments
                   (invoice_id, version, state, invoice_number, customer_id, source, session_id, amount_minor, currency,
                    attempt_no, invoice, created_at, updated_at)
            select invoice_id, 0, state, invoice_number, customer_id, source, session_id, amount_minor, currency, 0,
                   invoice, created_at, created_at
            from   unnest(@Ids, @States, @Numbers, @Customers, @Sources, @Sessions, @Amounts, @Currencies,
                          @Invoices::json[], @CreatedAts)
                   as given (invoice_id, state, invoice_number, customer_id, source, session_id, amount_minor, currency,
                             invoice, created_at)
            on conflict (invoice_id) do nothing
            returning invoice_id, exists (
                select from payment.credits as note where note.invoice_id = payments.invoice_id)
            """;

        var first = FirstOfEach(payments);
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var begun = (await connection.QueryAsync<(Guid Id, bool IsCredited)>(new CommandDefinition(sql, new
        {
            Ids = first.Select(payment => payment.CorrelationId).ToArray(),
            States = first.Select(payment => payment.CurrentState).ToArray(),
            Numbers = first.Select(payment => payment.InvoiceNumber).ToArray(),
            Customers = first.Select(payment => payment.CustomerId).ToArray(),
            Sources = first.Select(payment => payment.Source).ToArray(),
            Sessions = first.Select(payment => payment.SessionId).ToArray(),
            Amounts = first.Select(payment => payment.AmountMinor).ToArray(),
            Currencies = first.Select(payment => payment.Currency).ToArray(),
            Invoices = first.Select(payment => JsonSerializer.Serialize(payment.NewInvoice, Wire.Json)).ToArray(),
            CreatedAts = first.Select(payment => payment.CreatedAt).ToArray(),
        }, transaction, cancellationToken: cancellationToken))).ToDictionary(row => row.Id, row => row.IsCredited);

        if (begun.Count == 0) await connection.AwaitStandbys(cancellationToken);
        var stored = first.Where(payment => begun.ContainsKey(payment.CorrelationId)).ToList();
        await LedgerEntries.Book(
            connection, transaction,
            [.. stored.SelectMany(payment => LedgerEntry.Raised(payment.NewInvoice!, payment.CreatedAt))],
            cancellationToken);
        foreach (var payment in stored.Where(payment => begun[payment.CorrelationId]))
        {
            var credited = await Credits.Count(
                connection, transaction, payment.CorrelationId, payment.CreatedAt, cancellationToken);
            payment.BeginCredited(credited!.Value);
        }

        await transaction.CommitAsync(CancellationToken.None);
        return [.. payments.Select(payment => begun.Remove(payment.CorrelationId))];
    }

    private async Task<IReadOnlyList<bool>> Update(
        IReadOnlyList<PaymentState> payments, CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.payments as payment
            set    version = given.version + 1, state = given.state, attempt_no = given.attempt_no,
                   abandon_reason = given.abandon_reason, abandon_note = given.abandon_note,
                   settled_at = given.settled_at, retry_asked_after = given.retry_asked_after,
                   reversed_at = given.reversed_at, reversal_reason = given.reversal_reason,
                   reversal_reference = given.reversal_reference, reversed_minor = given.reversed_minor,
                   told_no = given.told_no, known_tokens = given.known_tokens::json, updated_at = @now
            from   unnest(@Ids, @Versions, @States, @AttemptNos, @Reasons, @Notes, @SettledAts::timestamptz[],
                          @AskedAfters, @ReversedAts::timestamptz[], @ReversalReasons, @ReversalReferences,
                          @Reversed::bigint[], @ToldNos, @KnownTokens)
                   as given (invoice_id, version, state, attempt_no, abandon_reason, abandon_note, settled_at,
                             retry_asked_after, reversed_at, reversal_reason, reversal_reference, reversed_minor,
                             told_no, known_tokens)
            where  payment.invoice_id = given.invoice_id
            and    payment.version = given.version
            -- What went back may be given up; nothing is settled anew beside an attempt that nobody has seen.
            and    (given.state <> 'Abandoned' or given.reversed_at is not null or not exists (
                        select from payment.attempts where invoice_id = given.invoice_id and status <> 'declined'))
            and    (given.told_no = 1 or given.state not in ('Captured', 'Reversed', 'Abandoned') or not exists (
                        select from payment.attempts
                        where  invoice_id = given.invoice_id and status in ('started', 'pending', 'unknown')))
            returning payment.invoice_id
            """;

        var first = FirstOfEach(payments);
        var now = clock.UtcNow();
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Attempts.KeepFromStarting(
            connection, transaction,
            [.. first.Where(one => one.Next is NextStep.Abandon || one.Disputes.Count > 0)], cancellationToken);
        var moved = (await connection.QueryAsync<Guid>(new CommandDefinition(
            sql, Columns(first, now), transaction, cancellationToken: cancellationToken))).ToHashSet();

        var stored = first.Where(payment => moved.Contains(payment.CorrelationId)).ToList();
        await Schedule.Set(connection, transaction, stored, cancellationToken);
        await Disputes.Keep(connection, transaction, stored, now, cancellationToken);
        await LedgerEntries.Book(
            connection, transaction, [.. stored.SelectMany(payment => LedgerEntry.Of(payment, now))],
            cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return [.. payments.Select(payment => moved.Remove(payment.CorrelationId))];
    }

    private async Task<IReadOnlyList<bool>> Look(
        IReadOnlyList<PaymentState> payments, CancellationToken cancellationToken)
    {
        await postgres.AwaitStandbys(cancellationToken);
        return [.. payments.Select(_ => true)];
    }

    private static object Columns(List<PaymentState> payments, DateTime now) => new
    {
        now,
        Ids = payments.Select(payment => payment.CorrelationId).ToArray(),
        Versions = payments.Select(payment => payment.Version).ToArray(),
        States = payments.Select(payment => payment.CurrentState).ToArray(),
        AttemptNos = payments.Select(payment => payment.AttemptNo).ToArray(),
        Reasons = payments.Select(payment => payment.AbandonReason is { } reason ? Words.Of(reason) : null).ToArray(),
        Notes = payments.Select(payment => payment.AbandonNote).ToArray(),
        SettledAts = payments.Select(payment => payment.SettledAt).ToArray(),
        AskedAfters = payments.Select(payment => payment.RetryAskedAfter).ToArray(),
        ReversedAts = payments.Select(payment => payment.ReversedAt).ToArray(),
        ReversalReasons = payments.Select(payment => payment.ReversalReason).ToArray(),
        ReversalReferences = payments.Select(payment => payment.ReversalReference).ToArray(),
        Reversed = payments.Select(payment => payment.ReversedMinor).ToArray(),
        ToldNos = payments.Select(payment => payment.ToldNo).ToArray(),
        KnownTokens = payments.Select(payment => payment.KnownTokens).ToArray(),
    };

    /// <summary>Where an invoice stands twice in a group, the second is told that it came second.</summary>
    private static List<PaymentState> FirstOfEach(IReadOnlyList<PaymentState> payments) =>
        [.. payments.DistinctBy(payment => payment.CorrelationId).OrderBy(payment => payment.CorrelationId)];
}
