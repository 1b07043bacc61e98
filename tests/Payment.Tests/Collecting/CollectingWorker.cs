using System.Collections.Concurrent;
using System.Text.Json;
using Charging.Payments.Tests.Gateway;
using Charging.TestBed;
using MassTransit;
using MassTransit.Configuration;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Charging.Payments.Tests.Collecting;

/// <summary>The saga with its timers, on a real database and a broker in memory; it fails where a test says.</summary>
internal sealed class CollectingWorker : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    /// <summary>Without it the harness waits for what may still come.</summary>
    private static readonly CancellationToken SoFar = new(canceled: true);

    private static readonly RetryOptions Hasty = new()
    {
        Later = [TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(200)],
        Looks = [TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(600)],
        PendingLooks = [TimeSpan.FromMilliseconds(200)],
        UnknownCustomerWait = TimeSpan.FromMilliseconds(200),
        RemindAfter = TimeSpan.FromSeconds(1),
    };

    private readonly Database database;
    private readonly RetryOptions retry;
    private readonly bool isFast;
    private readonly ServiceProvider services;
    private readonly string journal =
        Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}", "journal");

    private CollectingWorker(Database database, IPaymentGateway? gateway, RetryOptions? retry, bool isFast)
    {
        (this.database, this.isFast) = (database, isFast);
        this.retry = retry ?? Hasty;
        Gateway = new CrashingGateway(gateway ?? new InProcessGateway(
            Options.Create(new GatewayOptions { Journal = journal }), TimeProvider.System));
        services = Services().BuildServiceProvider(validateScopes: true);
    }

    public CrashingGateway Gateway { get; }

    /// <summary>What happens instead of telling what became of a payment or a refund, the next times.</summary>
    public ConcurrentQueue<Exception> FailsToTell { get; } = [];

    public ITestHarness Bus => services.GetRequiredService<ITestHarness>();

    public Charging.Payments.Collecting.Payments Payments =>
        services.GetRequiredService<Charging.Payments.Collecting.Payments>();

    public Checkouts Checkouts => services.GetRequiredService<Checkouts>();

    public KeepCheckout Pages => services.GetRequiredService<KeepCheckout>();

    public SettleCheckout Settles => services.GetRequiredService<SettleCheckout>();

    public Charging.Payments.Customers.Customers Customers =>
        services.GetRequiredService<Charging.Payments.Customers.Customers>();

    public StorePayment Store => services.GetRequiredService<StorePayment>();

    public Notices Notices => services.GetRequiredService<Notices>();

    public Credits Credits => services.GetRequiredService<Credits>();

    public Refunds Refunds => services.GetRequiredService<Refunds>();

    /// <summary>What the gateway itself says that it captured.</summary>
    public IReadOnlyList<Capture> Captures => Capture.Read(journal);

    /// <param name="database">With the payment schema.</param>
    /// <param name="gateway">In-process unless another is given.</param>
    /// <param name="retry">A few hundred milliseconds for each wait unless others are given.</param>
    /// <param name="isFast">Each invoice takes the fast lane first, as it does over a real broker.</param>
    public static async Task<CollectingWorker> Start(
        Database database, IPaymentGateway? gateway = null, RetryOptions? retry = null, bool isFast = false)
    {
        var worker = new CollectingWorker(database, gateway, retry, isFast);
        await worker.services.StartTestHarness();
        return worker;
    }

    public Task Keep(Customer customer) =>
        services.GetRequiredService<Charging.Payments.Customers.Customers>().Keep(customer, default);

    public Task Deliver(object message) => Bus.Bus.Publish(message);

    public async Task Becomes(InvoiceCreated invoice, string state) => await Eventually.Becomes(
        () => database.Value<string>(
            "select state from payment.payments where invoice_id = @InvoiceId", new { invoice.InvoiceId }),
        seen => seen == state, Soon, $"the payment is {state}");

    /// <summary>At least so many of these were told, all in the same words; returns one.</summary>
    public async Task<T> Told<T>(InvoiceCreated invoice, int times = 1) where T : class
    {
        var told = await Eventually.Becomes(
            () => Task.FromResult<IReadOnlyList<T>>([.. Bus.Published.Select<T>(SoFar)
                .Select(published => published.Context.Message)
                .Where(message => Words(message).Contains($"{invoice.InvoiceId}"))]),
            seen => seen.Count >= times, Soon, $"{times} {typeof(T).Name}");
        Assert.That(told.Select(Words).Distinct().Count(), Is.EqualTo(1));
        return told[0];
    }

    public Task<IReadOnlyList<Attempt>> Attempts(InvoiceCreated invoice) =>
        services.GetRequiredService<Attempts>().Of(invoice.InvoiceId, default);

    public async ValueTask DisposeAsync()
    {
        await Bus.Stop();
        await services.DisposeAsync();
        if (File.Exists(journal)) Directory.Delete(Path.GetDirectoryName(journal)!, recursive: true);
    }

    private static string Words<T>(T message) => JsonSerializer.Serialize(message, Wire.Json);

    private ServiceCollection Services()
    {
        var worker = new ServiceCollection();
        worker.AddSingleton(database.Source).AddSingleton(TimeProvider.System).AddRounds();
        worker.AddSingleton(Options.Create(retry));
        worker.AddSingleton(Options.Create(new ReceiptOptions()));
        worker.AddSingleton<IPaymentGateway>(new PatientGateway(
            Gateway, Options.Create(new GatewayOptions { QuickRepeatDelay = TimeSpan.Zero }), TimeProvider.System));
        worker.AddSingleton<Charging.Payments.Collecting.Payments>().AddSingleton<Attempts>().AddSingleton<Schedule>();
        worker.AddSingleton<StorePayment>().AddSingleton<CapturePayment>().AddSingleton<BeginPayment>();
        worker.AddSingleton<DecideAttempt>().AddSingleton<Charging.Payments.Customers.Customers>();
        worker.AddSingleton<PaymentMetrics>().AddMetrics().AddLogging();
        worker.AddSingleton<Disputes>().AddSingleton<Refunds>().AddSingleton<IssueRefund>().AddSingleton<Credits>();
        worker.AddSingleton<KeepCredit>().AddSingleton<Notices>();
        worker.AddSingleton<BankEntries>().AddSingleton<Suspense>().AddHostedService<OfferTransfers>();
        worker.AddSingleton<Checkouts>().AddSingleton<KeepCheckout>().AddSingleton<SettleCheckout>();
        worker.AddHostedService<WakePayments>().AddHostedService<WakeRefunds>().AddHostedService<SettleCredits>();
        worker.AddHostedService<WakeCheckouts>();
        return Connect(worker);
    }

    private ServiceCollection Connect(ServiceCollection worker)
    {
        worker.AddMassTransitTestHarness(bus =>
        {
            bus.SetTestTimeouts(testInactivityTimeout: Soon);
            bus.AddConsumer<RefundPaymentConsumer>();
            bus.AddConsumer<KeepCreditConsumer>();
            bus.AddSagaStateMachine<PaymentSaga, PaymentState, PaymentSagaDefinition>().StoredInPayments();
            bus.AddConfigureEndpointsCallback((context, _, endpoint) =>
            {
                if (isFast)
                    endpoint.AddPipeSpecification(
                        new FilterPipeSpecification<ConsumeContext<InvoiceCreated>>(new LaneFirst(context)));
                endpoint.UseMessageRetry(retry =>
                {
                    retry.Handle<Exception>(Transient.Is);
                    retry.Interval(50, TimeSpan.FromMilliseconds(50));
                });
            });
            bus.UsingInMemory((context, memory) =>
            {
                memory.ConfigurePublish(pipe =>
                {
                    pipe.AddPipeSpecification(
                        new DelegatePipeSpecification<PublishContext<PaymentCaptured>>(_ => Tell()));
                    pipe.AddPipeSpecification(
                        new DelegatePipeSpecification<PublishContext<PaymentAbandoned>>(_ => Tell()));
                    pipe.AddPipeSpecification(
                        new DelegatePipeSpecification<PublishContext<PaymentRefunded>>(_ => Tell()));
                });
                memory.ConfigureEndpoints(context);
            });
        });
        return worker;
    }

    private void Tell()
    {
        if (FailsToTell.TryDequeue(out var failure)) throw failure;
    }

    /// <summary>Whatever comes between takes the invoice to the machine.</summary>
    private sealed class LaneFirst(IServiceProvider services) : IFilter<ConsumeContext<InvoiceCreated>>
    {
        public void Probe(ProbeContext context) => context.CreateFilterScope("laneFirst");

        public async Task Send(ConsumeContext<InvoiceCreated> context, IPipe<ConsumeContext<InvoiceCreated>> next)
        {
            var deed = services.GetRequiredService<BeginPayment>().Consume(context);
            await deed.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!deed.IsCompletedSuccessfully) await next.Send(context);
        }
    }
}
