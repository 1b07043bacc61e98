using MassTransit;

namespace Charging.Payments.Customers;

/// <summary>What an instance needs that knows customers, and what keeps them.</summary>
internal static class CustomersParts
{
    public static void AddCustomers(this Worker worker) =>
        worker.Services.AddSingleton<Customers>().AddHeard<Customers>(one => one.Heard);

    public static void AddCustomers(this IBusRegistrationConfigurator bus) =>
        bus.AddConsumer<KeepCustomerConsumer>().FromAnyPublisher<KeepCustomerConsumer, CustomerChanged>();
}
