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
        .Add<SendReceipt>(x => $"{x.InvoiceId}\n{x.Kind}")
        .Add<ReceiptSent>(x => $"{x.InvoiceId}\n{x.Kind}", mandatory: false)
        .Add<RetryDue>(x => $"{x.InvoiceId}\n{x.AttemptNo}")
        .Add<LookDue>(x => $"{x.InvoiceId}\n{x.AttemptNo}"));

worker.Services.AddOptions<GatewayOptions>().BindConfiguration("Gateway").ValidateDataAnnotations().ValidateOnStart();
worker.Services.AddOptions<RetryOptions>().BindConfiguration("Retry").ValidateDataAnnotations().ValidateOnStart();
worker.Services.AddOptions<ReceiptOptions>().BindConfiguration("Receipts").ValidateDataAnnotations().ValidateOnStart();
worker.Services.AddSingleton<IPaymentGateway, InProcessGateway>();
worker.Services.AddSingleton<GatewayCalls>();
worker.Services.AddSingleton<Payments>();
worker.Services.AddSingleton<Attempts>();
worker.Services.AddSingleton<Schedule>();
worker.Services.AddSingleton<Customers>();
worker.Services.AddSingleton<Receipts>();
worker.Services.AddSingleton<MailFolder>();
worker.Services.AddSingleton<PaymentMetrics>();
worker.Services.AddHostedService<HearOfChanges>();
worker.Services.AddHostedService<WakePayments>();

return await worker.RunAsync();
