using System.Collections.Concurrent;
using System.Data.Common;
using Charging.ServiceDefaults.Waiting;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// Which messages are tried again and again because something is away. However many they are, the outage is said once
/// when it has lasted a second, and once when the last of them is through.
/// </summary>
internal sealed class WaitingMessages(Outages outages, TimeProvider clock, ILogger<WaitingMessages> log)
    : IRetryObserver, IFilter<ReceiveContext>
{
    /// <summary>Rivals and broken connections are over sooner than anybody could look.</summary>
    private static readonly TimeSpan TooShortToSay = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Ticket, Wait> waiting = [];
    private readonly ConcurrentDictionary<string, bool> said = [];

    public void Probe(ProbeContext context) => context.CreateFilterScope("waitingMessages");

    /// <summary>Outside of all tries: whatever became of the message, it waits no more.</summary>
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        var ticket = context.GetOrAddPayload(() => new Ticket(clock.GetUtcNow()));
        try
        {
            await next.Send(context);
        }
        finally
        {
            if (waiting.TryRemove(ticket, out _)) EndWhatNobodyWaitsFor();
        }
    }

    public Task PostFault<T>(RetryContext<T> context) where T : class, PipeContext
    {
        if (context.Context is ConsumeContext tried && tried.ReceiveContext.TryGetPayload(out Ticket? ticket))
            Note(ticket, context.Exception);
        return Task.CompletedTask;
    }

    public Task PostCreate<T>(RetryPolicyContext<T> context) where T : class, PipeContext => Task.CompletedTask;

    public Task PreRetry<T>(RetryContext<T> context) where T : class, PipeContext => Task.CompletedTask;

    public Task RetryFault<T>(RetryContext<T> context) where T : class, PipeContext => Task.CompletedTask;

    public Task RetryComplete<T>(RetryContext<T> context) where T : class, PipeContext => Task.CompletedTask;

    private void Note(Ticket message, Exception reason)
    {
        var now = clock.GetUtcNow();
        var cause = CauseIn(reason);
        var what = NameOf(cause);
        var since = waiting.AddOrUpdate(
            message, _ => new Wait(what, message.TakenAt), (_, before) => before with { For = what }).Since;
        if (now - since < TooShortToSay) return;
        var isNew = outages.Fail(what, cause.Message, isFault: false);
        said[what] = true;
        if (isNew) log.MessagesWait(what, waiting.Count, cause.Message);
    }

    /// <summary>A message may have waited for one thing and then for another.</summary>
    private void EndWhatNobodyWaitsFor()
    {
        foreach (var what in said.Keys)
        {
            if (waiting.Values.All(one => one.For != what) && said.TryRemove(what, out _)) outages.End(what);
        }
    }

    /// <summary>What was thrown below all that was thrown because of it.</summary>
    private static Exception CauseIn(Exception reason) => reason switch
    {
        AggregateException { InnerException: { } first } => CauseIn(first),
        AwaitedException or ConcurrencyException or DbException or ConnectionException or TransportException => reason,
        MessageReturnedException or RabbitMQ.Client.Exceptions.RabbitMQClientException => reason,
        { InnerException: { } inner } => CauseIn(inner),
        _ => reason,
    };

    private static string NameOf(Exception cause) => cause switch
    {
        AwaitedException awaited => awaited.What,
        ConcurrencyException => "A row that others change too",
        DbException => "The database",
        MessageReturnedException => "A queue that is to hear of it",
        ConnectionException or TransportException or RabbitMQ.Client.Exceptions.RabbitMQClientException => "The broker",
        _ => "Something",
    };

    /// <summary>
    /// A message. Kept with what was received, where the observer of its tries finds it; an outbox would keep it to
    /// itself.
    /// </summary>
    private sealed class Ticket(DateTimeOffset takenAt)
    {
        public DateTimeOffset TakenAt { get; } = takenAt;
    }

    private sealed record Wait(string For, DateTimeOffset Since);
}
