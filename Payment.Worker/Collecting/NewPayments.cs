using Charging.Payments.Ledger;

namespace Charging.Payments.Collecting;

/// <summary>Payments as they begin: once per invoice, each with what is owed, and with its first attempt.</summary>
internal sealed class NewPayments
{
    private readonly NpgsqlDataSource postgres;
    private readonly GroupCommit<Beginning, Begun> beginnings;

    public NewPayments(NpgsqlDataSource postgres)
    {
        this.postgres = postgres;
        beginnings = new GroupCommit<Beginning, Begun>(Insert);
    }

    /// <summary>As <see cref="Payments.BeginOnce"/>.</summary>
    public Task<Begun> AddOnce(
        PaymentState payment, InvoiceCreated invoice, Attempt? first, CancellationToken cancellationToken) =>
        beginnings.Add(new Beginning(payment, invoice, first), cancellationToken);

    /// <summary>Prepares what storing them needs; stores none.</summary>
    public Task WarmUp(CancellationToken cancellationToken) => beginnings.WarmUp(cancellationToken);

    /// <summary>
    /// In one commit, and in this order: the payments, of which the first of an invoice counts; what is owed by them;
    /// the credit notes that came before their invoice; the first attempts. A payment that is credited begins without
    /// one, since the plan did not know. Nobody else has the lock of a row that is new, so nobody is waited for but who
    /// begins the same payment, and that in the order of the ids.
    /// </summary>
    private async Task<IReadOnlyList<Begun>> Insert(
        IReadOnlyList<Beginning> beginnings, CancellationToken cancellationToken)
    {
        List<Beginning> first = [.. beginnings.DistinctBy(one => one.Id).OrderBy(one => one.Id)];
        await using var connection = await postgres.Connect(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var begun = await Payments.Insert(
            connection, transaction, [.. first.Select(one => one.Payment)], first.Select(one => one.Invoice),
            cancellationToken);

        if (begun.Count == 0) await connection.AwaitStandbys(cancellationToken);
        var stored = first.Where(one => begun.ContainsKey(one.Id)).ToList();
        await LedgerEntries.Book(
            connection, transaction,
            [.. stored.SelectMany(one => PaymentEntries.Raised(one.Invoice, one.Payment.CreatedAt))],
            cancellationToken);
        foreach (var (payment, _, _) in stored.Where(one => begun[one.Id]))
        {
            var credited = await Payments.CountCredits(
                connection, transaction, payment.CorrelationId, payment.CreatedAt, cancellationToken);
            payment.BeginCredited(credited!.Value);
        }

        var started = (await Attempts.Start(
            connection, transaction,
            [.. stored.Where(one => !begun[one.Id]).Select(one => one.First).OfType<Attempt>()], cancellationToken))
            .ToHashSet();
        await transaction.CommitAsync(CancellationToken.None);
        return
        [
            .. beginnings.Select(one => !begun.Remove(one.Id) ? Begun.Before
                : started.Contains(one.Id) ? Begun.WithAttempt : Begun.Alone),
        ];
    }

    private sealed record Beginning(PaymentState Payment, InvoiceCreated Invoice, Attempt? First)
    {
        public Guid Id => Payment.CorrelationId;
    }
}

/// <summary>What came of beginning a payment.</summary>
internal enum Begun
{
    /// <summary>Nothing: the invoice has a payment already.</summary>
    Before,

    /// <summary>None was planned, or it has to be planned with what was not known.</summary>
    Alone,

    WithAttempt,
}
