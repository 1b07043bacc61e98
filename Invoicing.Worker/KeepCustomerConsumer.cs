using Charging.Contracts;
using MassTransit;

namespace Charging.Invoicing;

/// <summary>Keeps how a customer is billed, without card numbers, unless a newer version is kept already.</summary>
internal sealed class KeepCustomerConsumer(Customers customers, TimeProvider clock, ILogger<KeepCustomerConsumer> log)
    : IConsumer<CustomerChanged>
{
    public async Task Consume(ConsumeContext<CustomerChanged> context)
    {
        var customer = context.Message.WithoutCardNumbers();
        var faults = string.Join("; ", BillingRules.FaultsIn(customer.Billing));
        if (faults.Length > 0)
            throw new InvalidOperationException(
                $"Customer '{customer.CustomerId}' version {customer.Version} cannot be invoiced: {faults}. " +
                "Mend it where it came from and publish it again with a higher version.");

        await customers.Keep(customer, clock.GetUtcNow().UtcDateTime, context.CancellationToken);
        log.CustomerKept(customer.CustomerId, customer.Version);
        var masked = string.Join(", ", context.Message.FieldsWithCardNumbers());
        if (masked.Length > 0) log.CustomerMasked(customer.CustomerId, customer.Version, masked);
    }
}
