using MassTransit;
using MassTransit.Transports.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>Which messages have a fast lane to their consumer (<see cref="FastLane{TConsumer,TMessage}"/>).</summary>
public static class FastLanes
{
    /// <summary>Gives one message of a queue the fast lane; whatever else comes there takes the ordinary way.</summary>
    /// <param name="bus">The worker's.</param>
    /// <param name="sample">One such message, by which the lane is warmed up; null leaves it cold.</param>
    /// <param name="queue">The consumer's own, unless named.</param>
    /// <typeparam name="TConsumer">Does what the ordinary way would do, and may be done again by that.</typeparam>
    /// <typeparam name="TMessage">The one that comes there most.</typeparam>
    public static void AddFastLane<TConsumer, TMessage>(
        this IBusRegistrationConfigurator bus, Func<TMessage>? sample = null, string? queue = null)
        where TConsumer : class, IConsumer<TMessage> where TMessage : class
    {
        bus.TryAddScoped<TConsumer>();
        bus.AddSingleton(with => new Entry(
            queue ?? with.GetRequiredService<IEndpointNameFormatter>().Consumer<TConsumer>(),
            (door, kill, metrics) => new FastLane<TConsumer, TMessage>(
                door, kill, with.GetRequiredService<IServiceScopeFactory>(), metrics),
            sample));
    }

    /// <summary>The queue's, or null.</summary>
    internal static Func<Door, KillSwitch, MessageMetrics.OfQueue, IFilter<ReceiveContext>>? Of(
        IServiceProvider services, string queue) =>
        services.GetServices<Entry>().FirstOrDefault(one => one.Queue == queue)?.Open;

    /// <summary>By which the queue's lane is warmed up; null without a lane.</summary>
    internal static Func<object>? SampleOf(IServiceProvider services, string queue) =>
        services.GetServices<Entry>().FirstOrDefault(one => one.Queue == queue)?.Sample;

    private sealed record Entry(
        string Queue, Func<Door, KillSwitch, MessageMetrics.OfQueue, IFilter<ReceiveContext>> Open,
        Func<object>? Sample);
}
