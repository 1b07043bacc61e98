using Charging.Contracts;
using MassTransit;

namespace Charging.Rating;

/// <summary>Keeps which price plan counts for a customer from when.</summary>
internal sealed class KeepCustomerConsumer(Customers customers) : IConsumer<CustomerChanged>
{
    public Task Consume(ConsumeContext<CustomerChanged> context) =>
        customers.Keep(Customer.Of(context.Message), context.CancellationToken);
}
