using Charging.Contracts;
using Charging.Invoicing;
using Charging.ServiceDefaults;

var worker = new Worker("invoicing", args);

worker.AddPostgres();
worker.AddMessageBus(
    bus =>
    {
        bus.AddConsumer<CreateInvoiceConsumer>();
        bus.AddConsumer<SettleInvoiceConsumer>();
        bus.AddConsumer<KeepCustomerConsumer>();
        bus.AddConsumer<AdjustUsageConsumer>();
    },
    publishes => publishes
        .Add<InvoiceCreated>(invoice => invoice.InvoiceId.ToString())
        .Add<CreditNoteIssued>(note => note.CreditNoteId.ToString())
        .Add<UsageAdjusted>(adjustment => adjustment.AdjustmentId.ToString()));

worker.Services.AddOptions<Seller>()
    .Bind(worker.Configuration.GetSection("Seller")).ValidateDataAnnotations().ValidateOnStart();
worker.AddGathering();
worker.Services.AddSingleton<Invoices>();
worker.Services.AddSingleton<Refunds>();
worker.Services.AddSingleton<Customers>();
worker.Services.AddHostedService(services => services.GetRequiredService<Customers>());
worker.Services.AddSingleton<InvoicingMetrics>();

worker.Services.AddSingleton<CreditNotes>().AddSingleton<Adjustments>().AddHostedService<TellCredits>();

worker.AddCommand(InvoiceCommand.Create(worker));
worker.AddCommand(CreditCommand.Create(worker));

return await worker.RunAsync();
