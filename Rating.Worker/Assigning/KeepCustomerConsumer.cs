using Charging.Documents.Parties;
using MassTransit;

namespace Charging.Rating.Assigning;

/// <summary>Keeps which price plan counts for a customer from when.</summary>
internal sealed class KeepCustomerConsumer(Customers customers, TimeProvider clock) : IConsumer<CustomerChanged>
{
    public Task Consume(ConsumeContext<CustomerChanged> context)
    {
        var customer = context.Message.WithoutCardNumbers();
        return CustomerRules.Refusal(customer, clock.GetUtcNow().UtcDateTime) is { } refusal
            ? throw new InvalidOperationException(refusal)
            : customers.Keep(Customer.Of(customer), context.CancellationToken);
    }
}
