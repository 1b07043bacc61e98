using Charging.Documents.Parties;
using MassTransit;

namespace Charging.Payments.Customers;

/// <summary>
/// Keeps where a customer's receipts go and what may be drawn, without card numbers, and wakes the payments that wait
/// for that; an older version than the kept one is ignored.
/// </summary>
internal sealed class KeepCustomerConsumer(Customers customers, TimeProvider clock) : IConsumer<CustomerChanged>
{
    public async Task Consume(ConsumeContext<CustomerChanged> context)
    {
        var told = context.Message.WithoutCardNumbers();
        if (CustomerRules.Refusal(told, clock.UtcNow()) is { } refusal) throw new InvalidOperationException(refusal);

        var customer = new Customer(told.CustomerId, told.Version, told.Contact, told.PaymentMethods, []);
        await customers.Keep(customer, context.CancellationToken);
    }
}
