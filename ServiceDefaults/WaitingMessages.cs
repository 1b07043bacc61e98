using System.Collections.Concurrent;
using System.Data.Common;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Charging.ServiceDefaults;

/// <summary>
/// Which messages are tried again and again because something is away. However many they are, the outage is said once
/// when it has lasted a second, and once when the last of them is through.
/// </summary>
internal sealed class WaitingMessages(Outages outages, TimeProvider clock, ILogger<WaitingMessages> log)
    : IRetryObserver, IFilter<ConsumeContext>
{
    /// <summary>Rivals and broken connections are over sooner than anybody could look.</summary>
    private static readonly TimeSpan TooShortToSay = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<ReceiveContext, Wait> waiting = [];

    public void Probe(ProbeContext context) => context.CreateFilterScope("waitingMessages");

    /// <summary>Outside of all tries: whatever became of the message, it waits no more.</summary>
    public async Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        try
        {
            await next.Send(context);
        }
        finally
        {
            if (waiting.TryRemove(context.ReceiveContext, out var over)
                && waiting.Values.All(one => one.For != over.For))
                outages.End(over.For);
        }
    }

    public Task PostFault<T>(RetryContext<T> context) where T : class, PipeContext
    {
        if (context.Context is ConsumeContext message) Note(message.ReceiveContext, context.Exception);
        return Task.CompletedTask;
    }

    public Task PostCreate<T>(RetryPolicyContext<T> context) where T : class, PipeContext => Task.CompletedTask;

    public Task PreRetry<T>(RetryContext<T> context) where T : class, PipeContext => Task.CompletedTask;

    public Task RetryFault<T>(RetryContext<T> context) where T : class, PipeContext => Task.CompletedTask;

    public Task RetryComplete<T>(RetryContext<T> context) where T : class, PipeContext => Task.CompletedTask;

    private void Note(ReceiveContext message, Exception reason)
    {
        var now = clock.GetUtcNow();
        var what = CauseOf(reason);
        var since = waiting.AddOrUpdate(
            message, _ => new Wait(what, now), (_, before) => before with { For = what }).Since;
        if (now - since < TooShortToSay || !outages.Fail(what, reason.Message, isFault: false)) return;
        log.MessagesWait(what, waiting.Count, reason.Message);
    }

    private static string CauseOf(Exception reason) => reason switch
    {
        AggregateException { InnerException: { } first } => CauseOf(first),
        ConcurrencyException => "A row that others change too",
        DbException => "The database",
        ConnectionException or TransportException or RabbitMQ.Client.Exceptions.RabbitMQClientException => "The broker",
        MessageReturnedException => "A queue that is to hear of it",
        { InnerException: { } inner } => CauseOf(inner),
        _ => "Something",
    };

    private sealed record Wait(string For, DateTimeOffset Since);
}
