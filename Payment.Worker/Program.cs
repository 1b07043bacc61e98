using Charging.Payments;
using Charging.Payments.Banking;
using Charging.Payments.Collecting;
using Charging.Payments.Commands;
using Charging.Payments.Customers;
using Charging.Payments.Gateway;
using Charging.Payments.Gateway.Stripe;
using Charging.Payments.Linking;
using Charging.Payments.Messages;
using Charging.Payments.Paying;
using Charging.Payments.Payouts;
using Charging.Payments.Receipts;
using Charging.Payments.Refunding;
using Charging.Payments.Scheduling;
using Charging.Payments.Warming;
using Charging.Payments.Watching;

var worker = new Worker("payment", args);
var roles = worker.AddRoles();
var collects = roles.Has(Role.Collect);
var pays = roles.Has(Role.Pay);
var mails = roles.Has(Role.Receipts) && worker.Configuration.GetValue("Receipts:Enabled", true);

worker.AddPostgres();
worker.AddMessageBus(
    bus =>
    {
        if (mails) bus.AddReceipts(PaymentWarmUp.Receipt);
        if (!collects) return;
        bus.AddCustomers();
        bus.AddRefunding();
        bus.AddCollecting(PaymentWarmUp.Invoice);
    },
    Publishing.Add);
worker.AddGateway(StripeParts.Add);
worker.AddCustomers();
worker.AddScheduling(wakes: collects);
worker.AddLinks();
worker.AddCollecting(wakes: collects);
if (pays) worker.AddPaying();
worker.AddWatching();
worker.AddRefunding(collects);
worker.AddReceipts(sends: mails);
worker.AddCommands();
worker.AddPayouts();
worker.AddBanking(collects);
worker.AddWarmUp(collects, mails);
return await worker.RunAsync();
