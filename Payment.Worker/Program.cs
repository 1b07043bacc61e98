using Charging.Contracts;
using Charging.Payments;
using Charging.ServiceDefaults;
using MassTransit;

var worker = new Worker("payment", args);
var receipts = worker.Configuration.GetValue("Receipts:Enabled", true);

worker.AddPostgres();
worker.AddMessageBus(
    bus =>
    {
        bus.AddConsumer<KeepCustomerConsumer>().FromAnyPublisher();
        bus.AddSagaStateMachine<PaymentSaga, PaymentState, PaymentSagaDefinition>().StoredInPayments();
        if (receipts) bus.AddConsumer<SendReceiptConsumer>();
    },
    publishes => publishes
        .Add<PaymentCaptured>(x => x.InvoiceId.ToString())
        .Add<PaymentAbandoned>(x => x.InvoiceId.ToString())
        .Add<PaymentReversed>(x => x.InvoiceId.ToString())
        .Add<SendReceipt>(x => $"{x.InvoiceId}\n{x.Kind}")
        .Add<ReceiptSent>(x => $"{x.InvoiceId}\n{x.Kind}", mandatory: false)
        .Add<RetryDue>(x => $"{x.InvoiceId}\n{x.AttemptNo}")
        .Add<LookDue>(x => $"{x.InvoiceId}\n{x.AttemptNo}")
        .Add<ReturnReported>(x => $"{x.InvoiceId}\n{x.Reason}\n{x.GatewayReference}\n{x.Amount.Minor}"));

worker.AddGateway();
worker.Services.AddOptions<RetryOptions>().BindConfiguration("Retry").ValidateDataAnnotations().ValidateOnStart();
worker.Services.AddOptions<ReceiptOptions>().BindConfiguration("Receipts").ValidateDataAnnotations().ValidateOnStart();

worker.Services.AddSingleton<Payouts>().AddSingleton<DecideAttempt>();
worker.Services.AddSingleton<Payments>().AddSingleton<Attempts>().AddSingleton<Schedule>();
worker.Services.AddSingleton<Customers>().AddSingleton<Receipts>().AddSingleton<MailFolder>();
worker.Services.AddSingleton<CapturePayment>().AddSingleton<RecallAttempts>().AddSingleton<PaymentMetrics>();
worker.Services.AddHostedService<HearOfChanges>().AddHostedService<WakePayments>();
worker.Services.AddHostedService<WatchUnanswered>().AddHostedService<WatchBooks>();
worker.AddCommand(PaymentsCommand.Create(worker));
worker.AddCommand(SettleCommand.Create(worker));

return await worker.RunAsync();
