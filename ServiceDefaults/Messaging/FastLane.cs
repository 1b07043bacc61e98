using System.Text;
using System.Text.Json;
using MassTransit;
using MassTransit.Logging;
using MassTransit.Serialization;
using MassTransit.Transports.Components;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// The fast lane of a queue: from a message's bytes straight into its record, to the consumer, and what that tells past
/// the bus. Stored, told and confirmed, and only then acknowledged, as on the ordinary way, which costs more and knows
/// what to do about all that is unusual. So that is left to it: a message that came before, is of another kind, has
/// more headers, came as an event or may not come in; and one of which the consumer came to no end, from its begin, as
/// if it had come again.
/// </summary>
internal sealed class FastLane<TConsumer, TMessage>(
    Door door, KillSwitch kill, IServiceScopeFactory scopes, MessageMetrics.OfQueue metrics)
    : IFilter<ReceiveContext>
    where TConsumer : class, IConsumer<TMessage> where TMessage : class
{
    private static readonly byte[] Kind = Encoding.UTF8.GetBytes(MessageUrn.ForTypeString<TMessage>());

    public void Probe(ProbeContext context) => context.CreateFilterScope("fastLane");

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        context.TryGetPayload(out GatheringChannel? channel);
        if (channel is { IsRehearsing: true })
        {
            await Rehearse(context, channel.Publisher!);
            return;
        }

        var deed = Do(context, channel?.Publisher);
        await ((Task)deed).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var isDone = deed is { IsCompletedSuccessfully: true, Result: true };
        metrics.Took(isDone);
        if (!isDone) await next.Send(context); // there the reason is met again, and dealt with
    }

    private async Task<bool> Do(ReceiveContext context, OwnPublisher? publisher)
    {
        if (publisher is null || Read(context) is not { } message) return false;

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        limit.CancelAfter(Queues.DeedLimit);
        await using var scope = scopes.CreateAsyncScope();
        var consumed = new LaneContext<TMessage>(context, message, publisher, limit.Token);
        await scope.ServiceProvider.GetRequiredService<TConsumer>().Consume(consumed);

        // Faults are counted where they are dealt with; among them alone they would be too large a part.
        await kill.PreConsume(consumed);
        await kill.PostConsume(consumed);
        return true;
    }

    /// <summary>All but the deed, and the count of it.</summary>
    private async Task Rehearse(ReceiveContext context, OwnPublisher publisher)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        limit.CancelAfter(Queues.DeedLimit);
        await using var scope = scopes.CreateAsyncScope();
        _ = new LaneContext<TMessage>(context, Read(context)!, publisher, limit.Token);
        _ = scope.ServiceProvider.GetRequiredService<TConsumer>();
    }

    private TMessage? Read(ReceiveContext context) =>
        !context.Redelivered && IsUsual(door.Admit(context))
            ? JsonSerializer.Deserialize<TMessage>(context.Body.GetBytes(), SystemTextJsonMessageSerializer.Options)
            : null;

    /// <summary>
    /// Inside, a message says its kind; a stranger's need not, and then is taken as the queue's own. A trace is
    /// followed by the bus, when it was published is counted, and the number that RabbitMQ.Client gives what it
    /// publishes is nobody's. Whose word a message is that comes in for a stranger, its consumer asks.
    /// </summary>
    private bool IsUsual(IReadOnlyBasicProperties properties)
    {
        if (EventMessage.IsStructured(properties)) return false;
        var isNamed = !door.IsInner;
        foreach (var (name, value) in properties.Headers ?? new Dictionary<string, object?>())
        {
            if (name is DiagnosticHeaders.ActivityId or PublishersTrace.Parent or PublishersTrace.State) continue;
            if (name is PublishedAt.Header or Constants.PublishSequenceNumberHeader) continue;
            if (name == Publishers.Header && !door.IsInner) continue;
            if (name != MessageHeaders.MessageType || value is not byte[] kind || !kind.AsSpan().SequenceEqual(Kind))
                return false;
            isNamed = true;
        }

        return isNamed;
    }
}
