using System.Diagnostics;
using System.Text.Json;
using Charging.ServiceDefaults.Hosting;
using MassTransit;
using MassTransit.Context;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// Opens what comes as a CloudEvent (<see cref="EventMessage"/>): whoever reads the message sees the event's data as if
/// they had come alone, in the trace that the event names. What is wrong with an event is said where messages are read,
/// so that it goes the way of all that cannot be.
/// </summary>
internal sealed class OpenEvents(Door door) : IFilter<ReceiveContext>
{
    private static readonly ActivitySource Traces = new(Telemetry.Name);

    public void Probe(ProbeContext context) => context.CreateFilterScope("openEvents");

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        if (!EventMessage.Is(context.GetPayload<RabbitMqBasicConsumeContext>().Properties))
        {
            await next.Send(context);
            return;
        }

        var opened = Open(context);
        context.GetOrAddPayload(() => opened);
        using var trace = Follow(opened.Event);
        await next.Send(context);
    }

    private OpenedEvent Open(ReceiveContext context)
    {
        try
        {
            return new OpenedEvent(EventMessage.Read(door.Admit(context), context.Body.GetBytes()), null);
        }
        catch (Exception wrong) when (wrong is JsonException or MessageRefusedException)
        {
            return new OpenedEvent(null, wrong);
        }
    }

    /// <summary>The span of the delivery began before anybody looked into the body; the two are linked.</summary>
    private static Activity? Follow(CloudEvent? found) =>
        ActivityContext.TryParse(found?.TraceParent, null, isRemote: true, out var parent)
            ? Traces.StartActivity(
                "event open", ActivityKind.Internal, parent,
                links: Activity.Current is { } delivery ? [new ActivityLink(delivery.Context)] : null)
            : null;
}

/// <summary>What a message was that came as an event: that, or why it is none.</summary>
internal sealed record OpenedEvent(CloudEvent? Event, Exception? Fault)
{
    /// <summary>AMQP's own ids are no longer.</summary>
    private const int LongestId = 255;

    /// <summary>The event's id, where it can stand for the message's.</summary>
    public string? MessageId => Event?.Id is { Length: <= LongestId } id ? id : null;

    /// <summary>The message as it is to be read: itself, or the data of the event that it was.</summary>
    /// <exception cref="JsonException">It came as an event, and is none.</exception>
    /// <exception cref="MessageRefusedException">It is one in a form that is not read.</exception>
    public static ReceiveContext Within(ReceiveContext message) =>
        !message.TryGetPayload(out OpenedEvent? opened) ? message
        : opened.Event is { } found ? new DataAlone(message, found.Data)
        : throw opened.Fault!;

    private sealed class DataAlone(ReceiveContext message, ReadOnlyMemory<byte> data)
        : ReceiveContextProxy(message), ReceiveContext
    {
        MessageBody ReceiveContext.Body { get; } = new BytesMessageBody(data.ToArray());
    }
}

/// <summary>Where a message stood that is being consumed.</summary>
public static class PlaceOfMessage
{
    /// <summary>The place of something in what came, of which the message may have been a part.</summary>
    /// <param name="context">The message.</param>
    /// <param name="path">In the message; begins with <c>$</c>.</param>
    public static string PathWithin(this ConsumeContext context, string path) =>
        context.TryGetPayload(out OpenedEvent? opened) && opened.Event is { } found
            ? $"{found.Within}{path[1..]}"
            : path;
}
