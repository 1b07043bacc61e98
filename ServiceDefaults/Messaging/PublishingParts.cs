using Charging.ServiceDefaults.Hosting;
using Charging.ServiceDefaults.Waiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
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
        worker.Services.AddHealthChecks().AddCheck<PublishingHealth>("broker", tags: ["ready"]);
        worker.AddForService(() =>
            worker.Services.AddHostedService(services => services.GetRequiredService<SteadyPublisher>()));
    }
}

/// <summary>Ready when a broker takes what is published; so not before the first connection, either.</summary>
internal sealed class PublishingHealth(SteadyPublisher publisher) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(publisher.WhyNot is { } reason
            ? HealthCheckResult.Unhealthy($"The broker takes nothing at the moment: {reason}")
            : HealthCheckResult.Healthy("the broker takes what is published"));
}
