using Charging.Documents.Parties;
using Charging.Invoicing.Selling;
using MassTransit;

namespace Charging.Invoicing.Billing;

/// <summary>Keeps how a customer is billed, without card numbers, unless a newer version is kept already.</summary>
internal sealed class KeepCustomerConsumer(
    Customers customers, Sellers sellers, TimeProvider clock, ILogger<KeepCustomerConsumer> log)
    : IConsumer<CustomerChanged>
{
    public async Task Consume(ConsumeContext<CustomerChanged> context)
    {
        var customer = context.Message.WithoutCardNumbers();
        var now = clock.GetUtcNow().UtcDateTime;
        // A seller who comes later is held against the customers that are known then.
        var seller = await sellers.FindIfAny(customer.Billing.InvoiceSeries, context.CancellationToken);
        if (CustomerRules.Refusal(customer, seller?.ToIssuing(), now) is { } refusal)
            throw new InvalidOperationException(refusal);

        await customers.Keep(customer, now, context.CancellationToken);
        log.CustomerKept(customer.CustomerId, customer.Version);
        var masked = string.Join(", ", context.Message.FieldsWithCardNumbers());
        if (masked.Length > 0) log.CustomerMasked(customer.CustomerId, customer.Version, masked);
    }
}
