using Charging.Payments.Gateway;
using Charging.Payments.Ledger;
using Charging.Payments.Messages;

namespace Charging.Payments.Refunding;

/// <summary>
/// The table payment.refunds: a refund is added once per order, or once per report of the gateway, while the payment's
/// row is held, so that all of them together never give back more than was captured; and it is moved by comparing.
/// </summary>
internal sealed class Refunds(NpgsqlDataSource postgres)
{
    /// <summary>Stores what was ordered, or returns what the same order became before.</summary>
    /// <exception cref="InvalidOperationException">It cannot be given back; the text says why.</exception>
    public Task<(Refund Refund, bool IsNew)> AskOnce(
        RefundPayment order, DateTime now, DateTime dueAt, CancellationToken cancellationToken) => AddOnce(
            order.InvoiceId,
            refund => refund.OrderId == order.OrderId,
            payment => payment.ObjectionTo(order) is { } objection
                ? throw new InvalidOperationException(objection)
                : Refund.Start(order, payment, now, dueAt),
            cancellationToken);

    /// <summary>Stores and books a refund that the gateway reports, or returns the one that is kept of it.</summary>
    public Task<(Refund Refund, bool IsNew)> KeepOnce(
        RefundReported told, DateTime now, CancellationToken cancellationToken) => AddOnce(
            told.InvoiceId,
            refund => refund.GatewayReference == told.GatewayReference,
            payment => Refund.Reported(told, payment, now).With(Refund.AnswerIn(told), now),
            cancellationToken);

    /// <summary>How many wait for the gateway, and how many for a person.</summary>
    public async Task<(long Waiting, long ToBeDecided)> CountOpen(CancellationToken cancellationToken)
    {
        const string sql = """
            select (select count(1) from payment.refunds where due_at is not null),
                   (select count(1)
                    from   payment.refunds
                    where  due_at is null and status in ('asked', 'pending', 'unknown'))
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return await connection.QuerySingleAsync<(long, long)>(
            new CommandDefinition(sql, commandTimeout: Postgres.GlanceSeconds, cancellationToken: cancellationToken));
    }

    /// <summary>
    /// Moves a refund forward and books what that means; false if it stands differently by now: somebody else brought
    /// the answer, and that one counts.
    /// </summary>
    public async Task<bool> MoveOn(Refund before, Refund after, CancellationToken cancellationToken)
    {
        const string sql = """
            update payment.refunds
            set    status = @Status, code = @Code, gateway_reference = @GatewayReference, asked_at = @AskedAt,
                   done_at = @DoneAt, failed_at = @FailedAt, due_at = @DueAt
            where  refund_id = @RefundId
            -- Else somebody else has brought the answer, and that one counts.
            and    status = @before
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var moved = await connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            after.RefundId, Status = Words.Of(after.Status), after.Code, after.GatewayReference, after.AskedAt,
            after.DoneAt, after.FailedAt, after.DueAt, before = Words.Of(before.Status),
        }, transaction, cancellationToken: cancellationToken));
        if (moved == 0) return false;

        await LedgerEntries.Book(
            connection, transaction, [.. after.EntriesSince(before.Status)], cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return true;
    }

    /// <summary>What may be given back of an invoice's payment at this moment, with its refunds in order.</summary>
    /// <exception cref="InvalidOperationException">There is no such payment.</exception>
    public async Task<Refundable> Of(Guid invoiceId, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        return await Read(connection, null, invoiceId, cancellationToken) ?? throw Unknown(invoiceId);
    }

    /// <summary>The invoices with refunds that a person has to decide, the oldest first.</summary>
    public async Task<IReadOnlyList<Guid>> ToBeDecided(int most, CancellationToken cancellationToken)
    {
        const string sql = """
            select   invoice_id from payment.refunds
            -- Nobody looks any more, and it is open.
            where    due_at is null and status in ('asked', 'pending', 'unknown')
            group by invoice_id order by min(started_at) limit @most
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return (await connection.QueryAsync<Guid>(
            new CommandDefinition(sql, new { most }, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>
    /// Takes the refunds that are due and puts each off until <paramref name="again"/>, so that a look that gets lost
    /// comes again. Rounds of several instances take different ones.
    /// </summary>
    public async Task<IReadOnlyList<RefundDue>> TakeDue(
        DateTime now, DateTime again, int most, CancellationToken cancellationToken)
    {
        const string sql = """
            with due as (
                select refund_id
                from   payment.refunds
                where  due_at <= @now
                order  by due_at
                limit  @most
                for    update skip locked
            )
            update payment.refunds as refund
            set    due_at = @again
            from   due
            where  refund.refund_id = due.refund_id
            returning refund.invoice_id, refund.refund_no
            """;

        await using var connection = await postgres.Connect(cancellationToken);
        return (await connection.QueryAsync<RefundDue>(
            new CommandDefinition(sql, new { now, again, most }, cancellationToken: cancellationToken))).AsList();
    }

    /// <summary>
    /// The same as <see cref="Of"/>, null if there is none, and nobody else adds a refund before the transaction ends.
    /// </summary>
    public static async Task<Refundable?> Hold(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Guid invoiceId,
        CancellationToken cancellationToken)
    {
        // A statement of its own: the next sees what was committed while this one waited.
        await Collecting.Payments.Hold(connection, transaction, [invoiceId], cancellationToken);
        return await Read(connection, transaction, invoiceId, cancellationToken);
    }

    /// <summary>Stores the refund that is made of the payment, and books it, unless it is there.</summary>
    private async Task<(Refund Refund, bool IsNew)> AddOnce(
        Guid invoiceId, Func<Refund, bool> isSame, Func<Refundable, Refund> make, CancellationToken cancellationToken)
    {
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var payment = await Hold(connection, transaction, invoiceId, cancellationToken) ?? throw Unknown(invoiceId);
        if (payment.Refunds.FirstOrDefault(isSame) is { } before)
            return (await transaction.CommitFound(before, cancellationToken), false);

        var refund = make(payment);
        await Add(connection, transaction, refund, cancellationToken);
        await LedgerEntries.Book(
            connection, transaction, [.. refund.EntriesSince(RefundStatus.Asked)], cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return (refund, true);
    }

    private static async Task<Refundable?> Read(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid invoiceId,
        CancellationToken cancellationToken)
    {
        const string payments = """
            select payment.invoice_number, payment.state,
                   payment.amount_minor - coalesce(capture.credited_minor, 0) as amount_minor, payment.currency,
                   capture.gateway_reference as capture_reference, payment.abandon_reason,
                   coalesce(sum(capture.amount_minor - capture.away) over (), 0)::bigint as here_minor,
                   exists (select from payment.disputes as dispute
                           where  dispute.invoice_id = payment.invoice_id
                           and    dispute.moves % 2 = 1 and dispute.status = 'open') as is_disputed,
                   coalesce(capture.credited_minor, 0) as undrawn_minor
            from   payment.payments as payment
            left   join lateral (
                       select gateway_reference, amount_minor, attempt_no, credited_minor, bank_entry_id,
                              -- Every dispute moves its money away, and back, and away again: odd is away.
                              (select coalesce(sum(amount_minor), 0) from payment.disputes as dispute
                               where  dispute.invoice_id = payment.invoice_id
                               and    dispute.capture_reference = attempt.gateway_reference
                               and    dispute.moves % 2 = 1) as away,
                              (select coalesce(sum(amount_minor), 0) from payment.refunds as refund
                               where  refund.invoice_id = payment.invoice_id
                               and    refund.capture_reference = attempt.gateway_reference
                               and    refund.status <> 'failed') as given_back
                       from   payment.attempts as attempt
                       where  invoice_id = payment.invoice_id and status = 'captured') as capture on true
            where  payment.invoice_id = @invoiceId
            -- Of what is here that of which most is left; where both are whole, what was drawn last. The gateway gives
            -- nothing back of a transfer.
            order  by capture.bank_entry_id is null
                      and capture.amount_minor - capture.away - capture.given_back > 0 desc,
                      capture.amount_minor - capture.away - capture.given_back desc, capture.attempt_no desc
            limit  1
            """;
        const string refunds = """
            select refund_id, invoice_id, refund_no, order_id, amount_minor, currency, reason, idempotency_key,
                   capture_reference, status, code, gateway_reference, started_at, asked_at, done_at, failed_at, due_at
            from   payment.refunds
            where  invoice_id = @invoiceId
            order  by refund_no
            """;

        var payment = await connection.QuerySingleOrDefaultAsync<Refundable>(
            new CommandDefinition(payments, new { invoiceId }, transaction, cancellationToken: cancellationToken));
        if (payment is null) return null;
        var given = await connection.QueryAsync<Refund>(
            new CommandDefinition(refunds, new { invoiceId }, transaction, cancellationToken: cancellationToken));
        return payment with { Refunds = given.AsList() };
    }

    public static Task<int> Add(
        NpgsqlConnection connection, NpgsqlTransaction transaction, Refund refund, CancellationToken cancellationToken)
    {
        const string sql = """
            insert into payment.refunds
                   (refund_id, invoice_id, refund_no, order_id, amount_minor, currency, reason, idempotency_key,
                    capture_reference, status, code, gateway_reference, started_at, done_at, failed_at, due_at)
            values (@RefundId, @InvoiceId, @RefundNo, @OrderId, @AmountMinor, @Currency, @Reason, @IdempotencyKey,
                    @CaptureReference, @Status, @Code, @GatewayReference, @StartedAt, @DoneAt, @FailedAt, @DueAt)
            """;

        return connection.ExecuteAsync(new CommandDefinition(sql, new
        {
            refund.RefundId, refund.InvoiceId, refund.RefundNo, refund.OrderId, refund.AmountMinor, refund.Currency,
            refund.Reason, refund.IdempotencyKey, refund.CaptureReference, Status = Words.Of(refund.Status),
            refund.Code, refund.GatewayReference, refund.StartedAt, refund.DoneAt, refund.FailedAt, refund.DueAt,
        }, transaction, cancellationToken: cancellationToken));
    }

    private static InvalidOperationException Unknown(Guid invoiceId) => new(
        $"No payment of invoice {invoiceId} in payment.payments to give back of; find out which system it belongs to.");
}
