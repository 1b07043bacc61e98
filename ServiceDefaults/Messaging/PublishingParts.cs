using Charging.ServiceDefaults.Hosting;
using Charging.ServiceDefaults.Waiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>How a program gets to publish that consumes nothing.</summary>
public static class PublishingParts
{
    /// <summary>Adds a <see cref="SteadyPublisher"/> to the broker of <c>ConnectionStrings__RabbitMq</c>.</summary>
    /// <param name="worker">The program.</param>
    /// <param name="confirmTime">How long the broker may take to confirm a batch.</param>
    public static void AddSteadyPublisher(this Worker worker, Func<IServiceProvider, TimeSpan> confirmTime)
    {
        worker.Services.AddSingleton(_ => BrokerAddress.Parse(worker.ConnectionString("RabbitMq")));
        worker.Services.AddSingleton(services => new Publishers(
            worker.Configuration, services.GetRequiredService<BrokerAddress>().User,
            services.GetRequiredService<TimeProvider>()));
        worker.Services.AddSingleton(services => new SteadyPublisher(
            services.GetRequiredService<BrokerAddress>(), services.GetRequiredService<Rounds>(),
            $"charging-{worker.Service}", confirmTime(services),
            services.GetRequiredService<ILogger<SteadyPublisher>>()));
        worker.AddForService(() =>
            worker.Services.AddHostedService(services => services.GetRequiredService<SteadyPublisher>()));
    }
}
