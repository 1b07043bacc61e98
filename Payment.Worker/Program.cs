using Charging.Contracts;
using Charging.Payments;
using Charging.ServiceDefaults;
using MassTransit;

var worker = new Worker("payment", args);
var roles = worker.AddRoles();
var collects = roles.Has(Role.Collect);
var mails = roles.Has(Role.Receipts) && worker.Configuration.GetValue("Receipts:Enabled", true);

worker.AddPostgres();
worker.AddMessageBus(
    bus =>
    {
        if (mails) bus.AddConsumer<SendReceiptConsumer>();
        if (!collects) return;
        bus.AddConsumer<KeepCustomerConsumer>().FromAnyPublisher<KeepCustomerConsumer, CustomerChanged>();
        bus.AddConsumer<RefundPaymentConsumer>();
        bus.AddConsumer<KeepCreditConsumer>();
        bus.AddSagaStateMachine<PaymentSaga, PaymentState, PaymentSagaDefinition>().StoredInPayments();
    },
    Publishing.Add);

worker.AddGateway();
worker.Services.AddOptions<RetryOptions>().BindConfiguration("Retry").ValidateDataAnnotations().ValidateOnStart();
worker.Services.AddSingleton<Payments>().AddSingleton<Attempts>().AddSingleton<Schedule>().AddSingleton<Customers>();
worker.Services.AddSingleton<Disputes>();
worker.Services.AddSingleton<CapturePayment>().AddSingleton<RecallAttempts>().AddSingleton<DecideAttempt>();
worker.Services.AddSingleton<Payouts>().AddSingleton<BookSums>().AddSingleton<PaymentMetrics>();
worker.Services.AddHostedService<HearOfChanges>();
if (collects)
    worker.Services.AddHostedService<WakePayments>().AddHostedService<WatchUnanswered>().AddHostedService<WatchBooks>();
worker.AddRefunding(collects);
worker.AddMailing(sends: mails);
worker.AddCommand(PaymentsCommand.Create(worker));
worker.AddCommand(SettleCommand.Create(worker));
return await worker.RunAsync();
