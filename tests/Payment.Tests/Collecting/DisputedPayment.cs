using Charging.TestBed;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

/// <summary>A paid invoice whose payment is disputed, with the worker that hears of it.</summary>
internal sealed class DisputedPayment : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);
    private static readonly CancellationToken SoFar = new(canceled: true);

    private readonly Database database;

    private DisputedPayment(Database database, CollectingWorker worker) => (this.database, Worker) = (database, worker);

    public CollectingWorker Worker { get; }

    public Database Database => database;

    public InvoiceCreated Invoice { get; } = Sample.Invoice();

    public static async Task<DisputedPayment> Begin()
    {
        var database = await PaymentDatabase.Create();
        var paid = new DisputedPayment(database, await CollectingWorker.Start(database));
        await paid.Worker.Keep(Customer("acme", "tok_ok"));
        await paid.Worker.Deliver(paid.Invoice);
        await paid.Becomes("Captured");
        return paid;
    }

    public async ValueTask DisposeAsync()
    {
        await Worker.DisposeAsync();
        await database.DisposeAsync();
    }

    public Task Becomes(string state) => Worker.Becomes(Invoice, state);

    public async Task Lost()
    {
        await Worker.Deliver(Report(ReturnReported.DisputeLost, 1));
        await Becomes("Reversed");
    }

    public async Task Reported(string reason, int day, string becomes)
    {
        await Worker.Deliver(Report(reason, day));
        await Becomes(becomes);
    }

    public ReturnReported Report(string reason, int? day) => new()
    {
        InvoiceId = Invoice.InvoiceId,
        Reason = reason,
        GatewayReference = "dp_1",
        Amount = Invoice.Total,
        At = day is { } days ? Noon.AddDays(days) : null,
    };

    public async Task Kept(string status) => await Eventually.Becomes(
        () => database.Value<string?>("select status from payment.disputes where reference = 'dp_1'"),
        seen => seen == status, Soon, $"the dispute is kept as {status}");

    public async Task Owes(long minor) => await Eventually.Becomes(
        () => Balance("receivable"), seen => seen == minor, Soon, $"{minor} are owed");

    public async Task Draws(int times) => await Eventually.Becomes(
        () => Task.FromResult(Worker.Captures.Count), seen => seen == times, Soon,
        $"the gateway has drawn {times} times");

    public List<T> Told<T>() where T : class =>
        [.. Worker.Bus.Published.Select<T>(SoFar).Select(published => published.Context.Message)];

    /// <summary>In the end these numbers were told, each perhaps several times.</summary>
    public async Task Tells<T>(int[] numbers) where T : class => await Eventually.Becomes(
        () => Task.FromResult(Told<T>().Select(NumberOf).Distinct().Order().ToArray()),
        seen => seen.SequenceEqual(numbers), Soon, $"{typeof(T).Name} {string.Join(", ", numbers)}");

    private static int NumberOf<T>(T message) => message switch
    {
        PaymentCaptured captured => captured.ToldNo,
        PaymentReversed reversed => reversed.ToldNo,
        PaymentAbandoned abandoned => abandoned.ToldNo,
        _ => 0,
    };

    public async Task Mails(params (ReceiptKind, int)[] wanted) => await Eventually.Becomes(
        () => Task.FromResult(Told<SendReceipt>().Select(mail => (mail.Kind, mail.ToldNo)).ToHashSet()),
        seen => seen.IsSupersetOf(wanted), Soon, $"mails {string.Join(", ", wanted)}");

    public Task<long> Balance(string account) => database.Balance(account, Invoice.InvoiceId);
}
