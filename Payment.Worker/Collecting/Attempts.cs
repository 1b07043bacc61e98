using Charging.Payments.Crediting;
using Charging.Payments.Customers;
using Charging.Payments.Gateway;
using Charging.Payments.Ledger;

namespace Charging.Payments.Collecting;

/// <summary>The table payment.attempts: an attempt is added once, and moved forward once.</summary>
internal sealed class Attempts
{
    private readonly NpgsqlDataSource postgres;
    private readonly GroupCommit<Attempt, bool> starts;
    private readonly GroupCommit<Attempt, bool> outcomes;

    public Attempts(NpgsqlDataSource postgres)
    {
        this.postgres = postgres;
        starts = new GroupCommit<Attempt, bool>(StartGroup);
        outcomes = new GroupCommit<Attempt, bool>(MoveGroup);
    }

    /// <summary>
    /// False if that attempt, or another open one of the invoice, is there already; if its payment, having waited, is
    /// abandoned or credited whole by now, or at all where its money went back; or if its card was declined often and
    /// that was not looked at.
    /// </summary>
    public Task<bool> StartOnce(Attempt attempt, CancellationToken cancellationToken) =>
        starts.Add(attempt, cancellationToken);

    /// <summary>
    /// Moves an open attempt forward, books what it captured and suspends a method refused for good. False if it is
    /// not open any more: somebody else brought the answer, and that one counts.
    /// </summary>
    public Task<bool> MoveOn(Attempt attempt, CancellationToken cancellationToken) =>
        outcomes.Add(attempt, cancellationToken);

    /// <summary>Prepares what storing an attempt needs; stores none.</summary>
    public async Task WarmUp(CancellationToken cancellationToken)
    {
        await starts.WarmUp(cancellationToken);
        await outcomes.WarmUp(cancellationToken);
        await Of(Guid.Empty, cancellationToken);
    }

    /// <summary>All attempts of the invoice, in order, to look at: what is seen may still wait for a standby.</summary>
    public async Task<IReadOnlyList<Attempt>> Of(Guid invoiceId, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        return await Read(connection, [invoiceId], cancellationToken);
    }

    /// <summary>The same of several invoices at once, those of each in order.</summary>
    public static async Task<IReadOnlyList<Attempt>> Read(
        NpgsqlConnection connection, Guid[] invoiceIds, CancellationToken cancellationToken,
        NpgsqlTransaction? transaction = null)
    {
        const string sql = """
            select invoice_id, attempt_no, method_kind, method_token, method_brand, last_four, amount_minor, currency,
                   idempotency_key, status, decline_class, code, wait_until, gateway_reference, started_at, asked_at,
                   resolved_at, customer_version, returned_at, credited_minor, mandate_reference, bank_entry_id
            from   payment.attempts
            where  invoice_id = any(@invoiceIds)
            order  by invoice_id, attempt_no
            """;

        var attempts = await connection.QueryAsync<Attempt>(
            new CommandDefinition(sql, new { invoiceIds }, transaction, cancellationToken: cancellationToken));
        return attempts.AsList();
    }

    /// <summary>What was declined of the customer's methods for other invoices within a ceiling's day.</summary>
    public async Task<IReadOnlyList<DeclinedElsewhere>> DeclinedElsewhere(
        Guid invoiceId, Customer customer, DateTime now, CancellationToken cancellationToken)
    {
        const string sql = """
            select attempt.method_token, attempt.started_at
            from   payment.attempts as attempt
            join   payment.payments as payment using (invoice_id)
            where  attempt.status = 'declined'
            and    attempt.method_token = any(@tokens)
            and    attempt.started_at > @since
            -- Those of the invoice itself are known.
            and    attempt.invoice_id <> @invoiceId
            and    payment.customer_id = @CustomerId
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        var declined = await connection.QueryAsync<DeclinedElsewhere>(new CommandDefinition(
            sql,
            new
            {
                invoiceId,
                customer.CustomerId,
                tokens = customer.Methods.Select(method => method.Token).ToArray(),
                since = now - Ceiling.DayOfCard,
            },
            cancellationToken: cancellationToken));
        return declined.AsList();
    }

    /// <summary>All attempts of the invoice, in order, and safe: who tells of them, or goes on with one, may.</summary>
    public async Task<IReadOnlyList<Attempt>> Recall(Guid invoiceId, CancellationToken cancellationToken)
    {
        var all = await Of(invoiceId, cancellationToken);
        if (all.Count > 0) await postgres.AwaitStandbys(cancellationToken);
        return all;
    }

    /// <summary>When the oldest attempt was started that the gateway has not answered; null if there is none.</summary>
    public async Task<DateTime?> OldestUnanswered(CancellationToken cancellationToken)
    {
        // What is pending was answered: the bank is on it.
        const string sql = "select min(started_at) from payment.attempts where status in ('started', 'unknown')";

        await using var connection = await postgres.Connect(cancellationToken);
        return await connection.ExecuteScalarAsync<DateTime?>(
            new CommandDefinition(sql, commandTimeout: Postgres.GlanceSeconds, cancellationToken: cancellationToken));
    }

    /// <summary>Its return is final: what it had paid may be drawn once more.</summary>
    public static Task<int> Return(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Attempt returned, DateTime now,
        CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.attempts
            set    returned_at = @now
            where  invoice_id = @InvoiceId and attempt_no = @AttemptNo
            -- Told of it again, the first time counts: what was tried since is after it.
            and    returned_at is null
            """;

        return connection.ExecuteAsync(new CommandDefinition(
            sql, new { returned.InvoiceId, returned.AttemptNo, now }, transaction,
            cancellationToken: cancellationToken));
    }

    /// <summary>No return of the invoice is final any more: nothing is drawn once more for it.</summary>
    public static Task<int> TakeReturnBack(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid invoiceId,
        CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.attempts set returned_at = null where invoice_id = @invoiceId and returned_at is not null
            """;

        return connection.ExecuteAsync(
            new CommandDefinition(sql, new { invoiceId }, transaction, cancellationToken: cancellationToken));
    }

    /// <summary>As <see cref="StartOnce"/>, in a transaction that is open where one is given.</summary>
    /// <returns>Of those that were added just now the invoices.</returns>
    public static async Task<IReadOnlyList<Guid>> Start(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, IReadOnlyList<Attempt> attempts,
        CancellationToken cancellationToken)
    {
        const string sql = """
            with waited as (
                select invoice_id, amount_minor - credited_minor as left_minor
                from   payment.payments
                -- Meanwhile it may have been paid or given up, be in dispute, or be credited whole.
                where  invoice_id = any(@Waited) and state not in ('Captured', 'Abandoned')
                and    (state <> 'Reversed' or reversal_reason <> 'disputed') and credited_minor < amount_minor
                -- What went back is drawn once more whole or not at all.
                and    (reversed_at is null or credited_minor = 0)
                order  by invoice_id
                for    share
            )
            -- One beside a page on which the customer may pay is left out by the table itself.
            insert into payment.attempts
                   (invoice_id, attempt_no, method_kind, method_token, method_brand, last_four, amount_minor, currency,
                    idempotency_key, status, started_at, customer_version, credited_minor, mandate_reference)
            select invoice_id, attempt_no, method_kind, method_token, method_brand, last_four, amount_minor, currency,
                   idempotency_key, 'started', started_at, customer_version, credited_minor, mandate_reference
            from   unnest(@InvoiceIds, @AttemptNos, @Kinds, @Tokens, @Brands, @LastFours, @Amounts, @Currencies, @Keys,
                          @StartedAts, @CustomerVersions, @MostADays::int[], @Credited::bigint[], @Mandates)
                   as given (invoice_id, attempt_no, method_kind, method_token, method_brand, last_four, amount_minor,
                             currency, idempotency_key, started_at, customer_version, most_a_day, credited_minor,
                             mandate_reference)
            where  (invoice_id <> all(@Waited)
                    -- What was told before is drawn less what was credited meanwhile, all of it.
                    or exists (select from waited
                               where  waited.invoice_id = given.invoice_id
                               and    (given.credited_minor is null or given.amount_minor = waited.left_minor)))
            -- Who has not looked at the other declines of the card is refused where there are too many, and looks.
            and    (given.most_a_day is null
                    or given.most_a_day > (select count(*)
                                           from   payment.attempts as declined
                                           where  declined.method_token = given.method_token
                                           and    declined.status = 'declined'
                                           and    declined.started_at > given.started_at - @DayOfCard))
            on conflict do nothing
            returning invoice_id
            """;

        var first = FirstOfEach(attempts);
        return (await connection.QueryAsync<Guid>(new CommandDefinition(sql, new
        {
            InvoiceIds = first.Select(attempt => attempt.InvoiceId).ToArray(),
            AttemptNos = first.Select(attempt => attempt.AttemptNo).ToArray(),
            Kinds = first.Select(attempt => Words.Of(attempt.MethodKind)).ToArray(),
            Tokens = first.Select(attempt => attempt.MethodToken).ToArray(),
            Brands = first.Select(attempt => attempt.MethodBrand).ToArray(),
            LastFours = first.Select(attempt => attempt.LastFour).ToArray(),
            Amounts = first.Select(attempt => attempt.AmountMinor).ToArray(),
            Currencies = first.Select(attempt => attempt.Currency).ToArray(),
            Keys = first.Select(attempt => attempt.IdempotencyKey).ToArray(),
            Waited = first.Where(attempt => attempt.IsAfterWait).Select(attempt => attempt.InvoiceId).ToArray(),
            StartedAts = first.Select(attempt => attempt.StartedAt).ToArray(),
            CustomerVersions = first.Select(attempt => attempt.CustomerVersion).ToArray(),
            MostADays = first.Select(one => one.IsMeasured ? null : Ceiling.MostADayOf(one)).ToArray(),
            Credited = first.Select(attempt => attempt.CreditedMinor).ToArray(),
            Mandates = first.Select(attempt => attempt.MandateReference).ToArray(),
            Ceiling.DayOfCard,
        }, transaction, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>
    /// Adds one that is captured already, since the customer paid by himself, in a transaction that holds its
    /// payment's row. False if another capture of the invoice holds.
    /// </summary>
    public static async Task<bool> AddCaptured(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Attempt attempt,
        CancellationToken cancellationToken)
    {
        const string sql = """
            insert into payment.attempts
                   (invoice_id, attempt_no, method_kind, method_token, method_brand, last_four, amount_minor, currency,
                    idempotency_key, status, gateway_reference, started_at, resolved_at, customer_version,
                    credited_minor, bank_entry_id)
            values (@InvoiceId, @AttemptNo, @Kind, @MethodToken, @MethodBrand, @LastFour, @AmountMinor, @Currency,
                    @IdempotencyKey, 'captured', @GatewayReference, @StartedAt, @ResolvedAt, @CustomerVersion,
                    @CreditedMinor, @BankEntryId)
            -- One capture of an invoice holds at most.
            on conflict do nothing
            """;

        return await connection.ExecuteAsync(new CommandDefinition(
            sql,
            new
            {
                attempt.InvoiceId, attempt.AttemptNo, Kind = Words.Of(attempt.MethodKind), attempt.MethodToken,
                attempt.MethodBrand, attempt.LastFour, attempt.AmountMinor, attempt.Currency, attempt.IdempotencyKey,
                attempt.GatewayReference, attempt.StartedAt, attempt.ResolvedAt, attempt.CustomerVersion,
                attempt.CreditedMinor, attempt.BankEntryId,
            },
            transaction, cancellationToken: cancellationToken)) == 1;
    }

    /// <summary>
    /// As <see cref="MoveOn"/>, in a transaction that is open; what follows from the answers is for
    /// <see cref="Conclude"/>.
    /// </summary>
    /// <returns>Those that were moved just now.</returns>
    public static async Task<IReadOnlyList<Attempt>> Move(
        NpgsqlConnection connection, NpgsqlTransaction transaction, IReadOnlyList<Attempt> attempts,
        CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.attempts as attempt
            set    status = given.status, decline_class = given.decline_class, code = given.code,
                   wait_until = given.wait_until, gateway_reference = given.gateway_reference,
                   asked_at = given.asked_at, resolved_at = given.resolved_at
            from   unnest(@InvoiceIds, @AttemptNos, @Statuses, @Classes, @Codes, @WaitUntils::timestamptz[],
                          @References, @AskedAts::timestamptz[], @ResolvedAts::timestamptz[])
                   as given (invoice_id, attempt_no, status, decline_class, code, wait_until, gateway_reference,
                             asked_at, resolved_at)
            where  attempt.invoice_id = given.invoice_id
            and    attempt.attempt_no = given.attempt_no
            and    attempt.status in ('started', 'unknown', 'pending')
            -- Silence takes nothing back.
            and    (attempt.status <> 'pending' or given.status <> 'unknown')
            returning attempt.invoice_id
            """;

        var first = FirstOfEach(attempts);
        var moved = await connection.QueryAsync<Guid>(new CommandDefinition(sql, new
        {
            InvoiceIds = first.Select(attempt => attempt.InvoiceId).ToArray(),
            AttemptNos = first.Select(attempt => attempt.AttemptNo).ToArray(),
            Statuses = first.Select(attempt => Words.Of(attempt.Status)).ToArray(),
            Classes = first.Select(attempt => attempt.DeclineClass is { } one ? Words.Of(one) : null).ToArray(),
            Codes = first.Select(attempt => attempt.Code).ToArray(),
            WaitUntils = first.Select(attempt => attempt.WaitUntil).ToArray(),
            References = first.Select(attempt => attempt.GatewayReference).ToArray(),
            AskedAts = first.Select(attempt => attempt.AskedAt).ToArray(),
            ResolvedAts = first.Select(attempt => attempt.ResolvedAt).ToArray(),
        }, transaction, cancellationToken: cancellationToken));
        return [.. first.IntersectBy(moved, attempt => attempt.InvoiceId)];
    }

    /// <summary>
    /// What follows from the answers in their own transaction: books, credit notes that were never drawn, and methods
    /// that are never drawn again.
    /// </summary>
    public static async Task Conclude(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        IReadOnlyList<Attempt> moved,
        CancellationToken cancellationToken)
    {
        await LedgerEntries.Book(
            connection, transaction,
            [.. moved.Where(attempt => attempt.Status == AttemptStatus.Captured).Select(attempt => attempt.ToEntry())],
            cancellationToken);
        foreach (var less in moved.Where(one => one is { Status: AttemptStatus.Captured, CreditedMinor: > 0 }))
            await Credits.SettleUndrawn(
                connection, transaction, less.InvoiceId, less.CreditedMinor!.Value, less.ResolvedAt!.Value,
                cancellationToken);
        await SuspendedMethods.Add(
            connection, transaction,
            [
                .. moved.Where(one => one.DeclineClass == DeclineClass.Never && one.Code != DeclineCodes.Stopped)
                    .Select(attempt => attempt.ToSuspendedMethod()),
            ],
            cancellationToken);
    }

    private async Task<IReadOnlyList<bool>> StartGroup(
        IReadOnlyList<Attempt> attempts, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        var started = await Start(connection, null, attempts, cancellationToken);
        if (started.Count == 0) await connection.AwaitStandbys(cancellationToken);
        return Won(attempts, started);
    }

    private async Task<IReadOnlyList<bool>> MoveGroup(
        IReadOnlyList<Attempt> attempts, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var moved = await Move(connection, transaction, attempts, cancellationToken);
        if (moved.Count == 0) await connection.AwaitStandbys(cancellationToken);
        await Conclude(connection, transaction, moved, cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return Won(attempts, moved.Select(attempt => attempt.InvoiceId));
    }

    private static List<Attempt> FirstOfEach(IReadOnlyList<Attempt> attempts) =>
        [.. attempts.DistinctBy(attempt => attempt.InvoiceId).OrderBy(attempt => attempt.InvoiceId)];

    /// <summary>Where an invoice stands twice in a group, the first of the two is the one that was written.</summary>
    private static List<bool> Won(IReadOnlyList<Attempt> attempts, IEnumerable<Guid> written)
    {
        var open = written.ToHashSet();
        return [.. attempts.Select(attempt => open.Remove(attempt.InvoiceId))];
    }
}
