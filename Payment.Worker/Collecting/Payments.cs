using System.Text.Json;
using Charging.Payments.Announcing;
using Charging.Payments.CheckingOut;
using Charging.Payments.Crediting;
using Charging.Payments.Ledger;
using Charging.Payments.Scheduling;

namespace Charging.Payments.Collecting;

/// <summary>
/// The table payment.payments: begun once per invoice (<see cref="NewPayments"/>), moved on by version, with its
/// attempts, alarm and books.
/// </summary>
internal sealed class Payments
{
    private const string Columns =
        "invoice_id as correlation_id, version, state as current_state, invoice_number, customer_id, source, " +
        "session_id, amount_minor, currency, created_at, attempt_no, abandon_reason, settled_at, retry_asked_after, " +
        "abandon_note, reversed_at, reversal_reason, reversal_reference, reversed_minor, credited_minor, told_no, " +
        "known_tokens, trace_parent, checkout_no";

    private readonly NpgsqlDataSource postgres;
    private readonly TimeProvider clock;
    private readonly NewPayments beginnings;
    private readonly GroupCommit<PaymentMove, Moved> moves;
    private readonly GroupCommit<PaymentMove, Moved> looks;

    public Payments(NpgsqlDataSource postgres, TimeProvider clock)
    {
        this.postgres = postgres;
        this.clock = clock;
        beginnings = new NewPayments(postgres);
        moves = new GroupCommit<PaymentMove, Moved>(Update);
        looks = new GroupCommit<PaymentMove, Moved>(Look);
    }

    /// <summary>
    /// Stores a new payment, books its invoice as owed, and starts its first attempt if one is planned.
    /// </summary>
    public Task<Begun> BeginOnce(
        PaymentState payment, InvoiceCreated invoice, Attempt? first, CancellationToken cancellationToken) =>
        beginnings.AddOnce(payment, invoice, first, cancellationToken);

    /// <summary>
    /// Stores the answer of the gateway that is found, if one is, and what was decided, sets or clears the payment's
    /// alarm, and books what was captured or abandoned or went back. The payment is not moved if it was moved since it
    /// was read, if an attempt began, or if somebody else brought the answer. Where nothing was decided nothing is
    /// stored, and what was read is safe.
    /// </summary>
    public Task<Moved> MoveOn(PaymentState payment, Findings found, CancellationToken cancellationToken) =>
        (found.Decision is null ? looks : moves).Add(new PaymentMove(payment, found), cancellationToken);

    /// <summary>Prepares what storing a payment needs; stores none.</summary>
    public async Task WarmUp(CancellationToken cancellationToken)
    {
        await beginnings.WarmUp(cancellationToken);
        await moves.WarmUp(cancellationToken);
        await looks.WarmUp(cancellationToken);
        await Find(Guid.Empty, cancellationToken);
    }

    public async Task<PaymentState?> Find(Guid invoiceId, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        return await Find(connection, null, invoiceId, cancellationToken);
    }

    /// <summary>The same in a transaction that is open.</summary>
    public static Task<PaymentState?> Find(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid invoiceId,
        CancellationToken cancellationToken)
    {
        const string sql = $"""
            select {Columns}
            from   payment.payments
            where  invoice_id = @invoiceId
            """;

        return connection.QuerySingleOrDefaultAsync<PaymentState>(
            new CommandDefinition(sql, new { invoiceId }, transaction, cancellationToken: cancellationToken));
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

    /// <summary>By state, how many are neither captured nor given up, and when the oldest of them began.</summary>
    public async Task<IReadOnlyList<(string State, long Payments, DateTime Oldest)>> CountOpen(
        CancellationToken cancellationToken)
    {
        // An index of the state would cost every payment the update within its page. But who waits has an alarm, who is
        // at the gateway or before a person has an attempt that is open, and whose money went back has a dispute.
        const string sql = """
            with open (invoice_id) as (
                select invoice_id from payment.schedule
                union
                select invoice_id from payment.attempts where status in ('started', 'pending', 'unknown')
                union
                select invoice_id from payment.disputes where status <> 'won'
            )
            select state, count(1), min(created_at)
            from   open
            join   payment.payments using (invoice_id)
            where  state not in ('Captured', 'Abandoned')
            group  by state
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return [.. await connection.QueryAsync<(string, long, DateTime)>(
            new CommandDefinition(sql, commandTimeout: Postgres.GlanceSeconds, cancellationToken: cancellationToken))];
    }

    /// <summary>The invoice that the payment began with.</summary>
    public async Task<InvoiceCreated> InvoiceOf(Guid invoiceId, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        var (_, invoice) = (await Read(connection, [invoiceId], cancellationToken)).Single();
        return ReadInvoice(invoice);
    }

    /// <summary>Of these payments those that there are, each with its invoice as that is kept.</summary>
    public static async Task<IReadOnlyList<(PaymentState Payment, string Invoice)>> Read(
        NpgsqlConnection connection, Guid[] invoiceIds, CancellationToken cancellationToken)
    {
        // The text of those that were begun before it had a column of its own is in the other.
        const string sql = $"""
            select {Columns}, coalesce(invoice_text, invoice::text) as invoice
            from   payment.payments
            where  invoice_id = any(@invoiceIds)
            """;

        var payments = await connection.QueryAsync<PaymentState, string, (PaymentState, string)>(
            new CommandDefinition(sql, new { invoiceIds }, cancellationToken: cancellationToken),
            (payment, invoice) => (payment, invoice), splitOn: "invoice");
        return payments.AsList();
    }

    /// <summary>An invoice as it was kept.</summary>
    public static InvoiceCreated ReadInvoice(string kept) =>
        JsonSerializer.Deserialize<InvoiceCreated>(kept, Wire.Json)!;

    /// <summary>
    /// Begins those payments whose invoice has none yet, in a transaction that is open; nothing follows from it here.
    /// </summary>
    /// <returns>Of those that began just now the invoices, and whether credit notes of it are kept.</returns>
    public static async Task<Dictionary<Guid, bool>> Insert(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<PaymentState> payments,
        IEnumerable<InvoiceCreated> invoices, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into payment.payments
                   (invoice_id, version, state, invoice_number, customer_id, source, session_id, amount_minor, currency,
                    attempt_no, invoice_text, created_at, updated_at, trace_parent)
            select invoice_id, 0, state, invoice_number, customer_id, source, session_id, amount_minor, currency, 0,
                   invoice_text, created_at, created_at, trace_parent
            from   unnest(@Ids, @States, @Numbers, @Customers, @Sources, @Sessions, @Amounts, @Currencies, @Invoices,
                          @CreatedAts, @TraceParents)
                   as given (invoice_id, state, invoice_number, customer_id, source, session_id, amount_minor, currency,
                             invoice_text, created_at, trace_parent)
            on conflict (invoice_id) do nothing
            returning invoice_id, exists (
                select from payment.credits as note where note.invoice_id = payments.invoice_id)
            """;

        var begun = await connection.QueryAsync<(Guid Id, bool IsCredited)>(new CommandDefinition(
            sql, PaymentColumns.OfNew(payments, invoices), transaction, cancellationToken: cancellationToken));
        return begun.ToDictionary(row => row.Id, row => row.IsCredited);
    }

    /// <summary>No attempt of these payments starts any more, or is unseen, before the transaction ends.</summary>
    public static async Task Hold(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid[] invoiceIds,
        CancellationToken cancellationToken)
    {
        if (invoiceIds.Length == 0) return;

        // In one order, so that two who hold several do not wait for each other.
        const string sql = """
            select invoice_id from payment.payments where invoice_id = any(@invoiceIds) order by invoice_id for update
            """;

        await connection.ExecuteAsync(
            new CommandDefinition(sql, new { invoiceIds }, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>A page is open for the payment, whose row is held: whoever decided without it starts over.</summary>
    public static Task<int> OpenCheckout(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Checkout checkout,
        CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.payments
            set    checkout_no = @CheckoutNo, version = version + 1, updated_at = @OpenedAt
            where  invoice_id = @InvoiceId
            """;

        return connection.ExecuteAsync(new CommandDefinition(
            sql, new { checkout.InvoiceId, checkout.CheckoutNo, checkout.OpenedAt }, transaction,
            cancellationToken: cancellationToken));
    }

    /// <summary>That page is closed, and the payment, whose row is held, may be drawn again.</summary>
    public static Task<int> LeaveCheckout(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Checkout checkout,
        CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.payments set checkout_no = null where invoice_id = @InvoiceId and checkout_no = @CheckoutNo
            """;

        return connection.ExecuteAsync(new CommandDefinition(
            sql, new { checkout.InvoiceId, checkout.CheckoutNo }, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// Has the payment, whose row is held, count what is kept of its invoice and not counted yet, with its books. As
    /// that moves the payment, whoever decided about it without these notes starts over; and a payment that waits, and
    /// is credited whole now, is woken.
    /// </summary>
    /// <returns>What is credited in all, in smallest units; null if nothing was counted just now.</returns>
    public static async Task<long?> CountCredits(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid invoiceId, DateTime now,
        CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.payments
            set    credited_minor = credited_minor + @minor, version = version + 1, updated_at = @now
            where  invoice_id = @invoiceId
            returning credited_minor, credited_minor >= amount_minor, state = 'Abandoned'
            """;

        var notes = await Credits.Count(connection, transaction, invoiceId, now, cancellationToken);
        if (notes.Count == 0) return null;

        var more = new { invoiceId, now, minor = notes.Sum(note => note.Payable.Minor) };
        var (credited, isWhole, isGivenUp) = await connection.QuerySingleAsync<(long, bool, bool)>(
            new CommandDefinition(sql, more, transaction, cancellationToken: cancellationToken));
        if (isWhole) await Schedule.Wake(connection, transaction, invoiceId, now, cancellationToken);
        await Checkouts.Wake(connection, transaction, invoiceId, now, cancellationToken);
        await LedgerEntries.Book(
            connection, transaction, [.. notes.SelectMany(note => Credit.EntriesOf(note, isGivenUp, now))],
            cancellationToken);
        return credited;
    }

    /// <summary>
    /// In one commit, and in this order:
    /// 1. The payments are locked, in the order of their ids, as by everybody who needs attempts or credit notes of
    /// them too, so that nobody waits for a payment while others wait for its attempts.
    /// 2. The attempts are moved by their answers, each by the first that comes. That stands whatever becomes of the
    /// payment: the money is where the gateway says.
    /// 3. The payments are moved whose version is the one that was read, but none whose answer was not the first: what
    /// was decided by it is decided again.
    /// 4. What follows from both: notices, alarms, disputes, transfers, books, and last the methods that are never
    /// drawn again, for which another payment of the customer may wait.
    /// </summary>
    private async Task<IReadOnlyList<Moved>> Update(
        IReadOnlyList<PaymentMove> all, CancellationToken cancellationToken)
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

        var now = clock.UtcNow();
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await Hold(
            connection, transaction, [.. all.Where(IsOfAttempts).Select(move => move.Id).Distinct()],
            cancellationToken);
        var answered = await Attempts.Move(
            connection, transaction, [.. all.Select(move => move.Found.Answer?.Attempt).OfType<Attempt>()],
            cancellationToken);

        // Where an invoice stands twice in a group, the second is told that it came second.
        var answers = answered.Select(attempt => attempt.InvoiceId).ToHashSet();
        var transfers = await Transfers.Hold(connection, transaction, all, cancellationToken);
        List<PaymentMove> first = [.. all.DistinctBy(move => move.Id).OrderBy(move => move.Id)
            .Where(move => move.Found.Answer is null || answers.Contains(move.Id))
            .Where(move => move.Found.Transfer is null || transfers.Contains(move.Id))];
        var moved = (await connection.QueryAsync<Guid>(new CommandDefinition(
            sql, PaymentColumns.OfMoved([.. first.Select(move => move.Payment)], now), transaction,
            cancellationToken: cancellationToken))).ToHashSet();

        var stored = first.Where(move => moved.Contains(move.Id)).ToList();
        await Notices.Add(
            connection, transaction,
            [.. stored.Select(move => move.Found.Next).OfType<NextStep.AwaitDay>().Select(wait => wait.Notice)],
            cancellationToken);
        await PaymentAlarms.Set(connection, transaction, stored, cancellationToken);
        await Disputes.Keep(connection, transaction, stored, now, cancellationToken);
        await Transfers.Keep(connection, transaction, stored, now, cancellationToken);
        await LedgerEntries.Book(
            connection, transaction, [.. stored.SelectMany(move => PaymentEntries.Of(move, now))], cancellationToken);
        await Attempts.Conclude(connection, transaction, answered, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return
        [
            .. all.Select(move => new Moved(
                moved.Remove(move.Id), move.Found.Answer is not null && answers.Remove(move.Id))),
        ];
    }

    /// <summary>Attempts move with these, or what is decided is decided of all: none may start beside it.</summary>
    private static bool IsOfAttempts(PaymentMove move) =>
        move.Found.Answer is not null || move.Found.Transfer is not null || move.Found.Next is NextStep.Abandon
        || move.Found.Disputes.Count > 0;

    private async Task<IReadOnlyList<Moved>> Look(
        IReadOnlyList<PaymentMove> all, CancellationToken cancellationToken)
    {
        await postgres.AwaitStandbys(cancellationToken);
        return [.. all.Select(_ => new Moved(Payment: true, Attempt: false))];
    }
}

/// <summary>Whether the payment was moved, and whether its attempt was by the answer that was found.</summary>
internal readonly record struct Moved(bool Payment, bool Attempt);
