using System.Text.Json;
using Charging.ServiceDefaults.Hosting;
using MassTransit;
using MassTransit.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>How a worker gets warm for what it tells.</summary>
public static class ToldWarmUp
{
    /// <summary>Such a message is written and read as the bus does it, and told to nobody.</summary>
    public static IServiceCollection AddTold<T>(this IServiceCollection services, Func<T> sample) where T : class =>
        services.AddTold<IBusControl, T>(_ => sample());

    /// <summary>The same, of a sample that somebody makes.</summary>
    public static IServiceCollection AddTold<TMaker, T>(this IServiceCollection services, Func<TMaker, T> sample)
        where TMaker : class where T : class =>
        services.AddSingleton(with => new WarmUpStep($"telling {typeof(T).Name}", stop =>
        {
            // Until the bus is made nobody knows how it writes.
            with.GetRequiredService<IBusControl>();
            var written = PlainMessages.Write(sample(with.GetRequiredService<TMaker>()), typeof(T));
            JsonSerializer.Deserialize<T>(written, SystemTextJsonMessageSerializer.Options);
            return Task.CompletedTask;
        }));
}
