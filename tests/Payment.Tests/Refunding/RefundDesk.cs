using Charging.Payments.Tests.Collecting;
using Charging.TestBed;
using MassTransit.Testing;

namespace Charging.Payments.Tests.Refunding;

/// <summary>A payment of 12.10 EUR that was captured, and the worker that gives of it back.</summary>
internal sealed class RefundDesk : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private static readonly CancellationToken SoFar = new(canceled: true);

    private RefundDesk(Database database, CollectingWorker worker) => (Database, Worker) = (database, worker);

    public Database Database { get; }

    public CollectingWorker Worker { get; }

    public InvoiceCreated Invoice { get; } = Sample.Invoice();

    public static async Task<RefundDesk> Open(IPaymentGateway? gateway = null)
    {
        var database = await PaymentDatabase.Create();
        var worker = await CollectingWorker.Start(database, gateway);
        var desk = new RefundDesk(database, worker);
        await worker.Keep(Sample.Customer("acme", "tok_ok"));
        await worker.Deliver(desk.Invoice);
        await worker.Becomes(desk.Invoice, nameof(PaymentSaga.Captured));
        return desk;
    }

    public RefundPayment Order(long minor) => new()
    {
        InvoiceId = Invoice.InvoiceId,
        OrderId = Guid.NewGuid(),
        Amount = Sample.Euro(minor),
        Reason = "The line broke off.",
    };

    public RefundDue Due(int refundNo) => new() { InvoiceId = Invoice.InvoiceId, RefundNo = refundNo };

    public async Task<IReadOnlyList<Refund>> Refunds() =>
        (await Worker.Refunds.Of(Invoice.InvoiceId, default)).Refunds;

    public Task<IReadOnlyList<Refund>> Become(params RefundStatus[] statuses) => Becomes(
        refunds => refunds.Select(refund => refund.Status).SequenceEqual(statuses), string.Join(", ", statuses));

    public Task<IReadOnlyList<Refund>> Becomes(Func<IReadOnlyList<Refund>, bool> isSo, string what) =>
        Eventually.Becomes(Refunds, isSo, Soon, $"refunds {what}");

    /// <summary>At least so many of these: whatever was told may be told again, in the same words.</summary>
    public async Task<IReadOnlyList<T>> Told<T>(int atLeast) where T : class
    {
        IReadOnlyList<T> told = [];
        await Eventually.Becomes(
            () => Task.FromResult((told = ToldSoFar<T>()).Count), count => count >= atLeast, Soon,
            $"{atLeast} {typeof(T).Name} told");
        return told;
    }

    public IReadOnlyList<T> ToldSoFar<T>() where T : class =>
        [.. Worker.Bus.Published.Select<T>(SoFar).Select(published => published.Context.Message)];

    /// <summary>So many of these were handled so far.</summary>
    public Task Heard<T>(int times) where T : class => Eventually.Becomes(
        () => Task.FromResult(Worker.Bus.Consumed.Select<T>(SoFar).Count()),
        heard => heard == times, Soon, $"{times} {typeof(T).Name} handled");

    /// <summary>A message of that kind fails with these words.</summary>
    public async Task Refused<T>(string words) where T : class => Assert.That(
        await Worker.Bus.Consumed.Any<T>(delivery => delivery.Exception is { } why && $"{why}".Contains(words)),
        Is.True, $"{typeof(T).Name} is refused: {words}");

    /// <summary>Debits less credits.</summary>
    public Task<long> Balance(string account) => Database.Balance(account);

    public async ValueTask DisposeAsync()
    {
        await Worker.DisposeAsync();
        await Database.DisposeAsync();
    }
}
