using Charging.Invoicing;
using Charging.Invoicing.Awaiting;
using Charging.Invoicing.Billing;
using Charging.Invoicing.Commands;
using Charging.Invoicing.Crediting;
using Charging.Invoicing.Gathering;
using Charging.Invoicing.Issuing;
using Charging.Invoicing.Selling;
using Charging.Invoicing.Taxing;
using Charging.Invoicing.Warming;
using Microsoft.Extensions.Options;

var worker = new Worker("invoicing", args);

worker.AddPostgres();
worker.AddMessageBus(
    bus =>
    {
        bus.AddConsumer<CreateInvoiceConsumer>();
        bus.AddFastLane<CreateInvoiceConsumer, UsageRated>(() => InvoicingWarmUp.Usage(DateTime.UnixEpoch));
        bus.AddConsumer<SettleInvoiceConsumer>();
        bus.AddFastLane<SettleInvoiceConsumer, PaymentCaptured>(InvoicingWarmUp.Payment);
        bus.AddConsumer<KeepCustomerConsumer>().FromAnyPublisher<KeepCustomerConsumer, CustomerChanged>();
        bus.AddConsumer<AdjustUsageConsumer>();
    },
    publishes => publishes
        .Add<InvoiceCreated>(invoice => invoice.InvoiceId.ToString())
        .Add<CreditNoteIssued>(note => note.CreditNoteId.ToString())
        .Add<UsageAdjusted>(adjustment => adjustment.AdjustmentId.ToString()));

worker.Services.AddOptions<TaxOptions>().BindConfiguration("Tax").ValidateDataAnnotations().ValidateOnStart();
worker.Services.AddSingleton(services =>
    VatRates.Open(services.GetRequiredService<IOptions<TaxOptions>>().Value.Rates));
worker.AddGathering();
worker.AddExchanging();
worker.Services.AddSingleton<Invoices>();
worker.Services.AddSingleton<Refunds>();
worker.Services.AddSingleton<Customers>().AddHeard<Customers>(one => one.Heard);
worker.Services.AddSingleton<Sellers>().AddHeard<Sellers>(one => one.Heard);
worker.Services.AddSingleton<InvoicingMetrics>().AddTable(InvoicingMetrics.Table);
worker.Services.AddSingleton<CreditNotes>().AddSingleton<Adjustments>().AddHostedService<TellCredits>()
    .AddMeasure<Adjustments, InvoicingMetrics>(MeasureAdjustments.Of);
worker.AddWarmUp();

worker.AddCommand(OpenCommand.Create(worker));
worker.AddCommand(InvoiceCommand.Create(worker));
worker.AddCommand(SellersCommand.Create(worker));
worker.AddCommand(RatesCommand.Create(worker));
worker.AddCommand(CreditCommand.Create(worker));

return await worker.RunAsync();
