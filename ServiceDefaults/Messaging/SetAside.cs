using Charging.ServiceDefaults.Waiting;
using MassTransit;
using MassTransit.Context;
using MassTransit.Middleware.Rescue;
using MassTransit.Transports;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// What a queue does with a message that failed: to its <c>_error</c> it goes, with the reason and with the user that
/// published it. No address of the message is asked. What its publisher got wrong is logged in one line, and not once
/// for each of thousands.
/// </summary>
internal sealed class SetAside(
    Publishers publishers, RefusalLog log, MessageMetrics.OfQueue metrics, string queue,
    Func<Exception, bool> isTheirs, Func<MessageSetAside, CancellationToken, Task> hear)
    : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
{
    public void Probe(ProbeContext context) => context.CreateFilterScope("setAside");

    /// <summary>A message that no consumer took: unless refused, of a kind that this queue does not hear.</summary>
    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        if (context.TryGetPayload<Done>(out _)) return;
        var kind = context.TransportHeaders.Get(MessageHeaders.MessageType, "none");
        var stranger = new MessageRefusedException($"'{queue}' does not hear messages of the kind '{kind}'.");
        await Send(new RescueExceptionReceiveContext(context, stranger), Pipe.Empty<ExceptionReceiveContext>());
    }

    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        var delivery = context.GetPayload<RabbitMqBasicConsumeContext>();
        var publisher = publishers.Of(delivery.Properties);
        var isOfPublisher = IsTheirs(context.Exception);
        if (isOfPublisher) log.Refused(queue, publisher, context.Exception);
        else if (!context.IsFaulted) await context.NotifyFaulted(context.Exception);

        context.ExceptionHeaders.Set(Publishers.Header, publisher ?? "");
        var isLeft = LeftWithBroker.LengthOf(context.Body) is not null;
        if (!isLeft)
            await context.GetPayload<IErrorTransport>().Send(
                new Unsigned(context, delivery, publishers.IsOwn(publisher)));
        context.TryGetPayload(out OpenedEvent? opened);
        await hear(
            new(isOfPublisher, publisher, delivery.Properties.MessageId ?? opened?.MessageId,
                isLeft ? default : opened?.Event?.Data ?? context.Body.GetBytes(), opened?.Event?.Within ?? "$",
                context.Exception),
            context.CancellationToken);
        context.GetOrAddPayload(() => new Done());
        metrics.SetAside(isLeft, isOfPublisher);
        await next.Send(context);
    }

    /// <summary>Its publisher's by this queue's rule, or not to be read at all: no consumer of ours saw it.</summary>
    private bool IsTheirs(Exception exception) =>
        isTheirs(exception) || exception is System.Runtime.Serialization.SerializationException;

    private sealed class Done;

    /// <summary>
    /// The message without its user-id: that of another user would be refused to us, as we are the one who publishes it
    /// now. Of a stranger's headers its kind alone stays: with the reason they might not fit into one frame. However
    /// soon it was to expire, it lies there until a person has looked at it.
    /// </summary>
    private sealed class Unsigned(ExceptionReceiveContext context, RabbitMqBasicConsumeContext delivery, bool isOwn)
        : ReceiveContextProxy(context), ExceptionReceiveContext, RabbitMqBasicConsumeContext
    {
        public Exception Exception => context.Exception;

        public DateTime ExceptionTimestamp => context.ExceptionTimestamp;

        public ExceptionInfo ExceptionInfo => context.ExceptionInfo;

        public SendHeaders ExceptionHeaders => context.ExceptionHeaders;

        public string Exchange => delivery.Exchange;

        public string ConsumerTag => delivery.ConsumerTag;

        public ulong DeliveryTag => delivery.DeliveryTag;

        public string? RoutingKey => delivery.RoutingKey;

        public IReadOnlyBasicProperties Properties { get; } =
            new BasicProperties(delivery.Properties)
            {
                UserId = null,
                Expiration = null,
                Headers = delivery.Properties.Headers?
                    .Where(header => isOwn || header.Key == MessageHeaders.MessageType).ToDictionary(),
            };

        public override bool TryGetPayload<TPayload>(out TPayload payload)
        {
            if (this is not TPayload own) return base.TryGetPayload(out payload);
            payload = own;
            return true;
        }
    }
}

/// <summary>Says that messages were refused: the first of a queue at once, then how many, once a minute.</summary>
internal sealed class RefusalLog(ILogger<RefusalLog> log, TimeProvider clock)
{
    /// <summary>A reason may repeat its publisher's own words, which come by the megabyte.</summary>
    private const int LongestReason = 1_000;

    private readonly SaidSeldom seldom = new(clock);

    public void Refused(string queue, string? publisher, Exception exception)
    {
        if (seldom.Count(queue) is { } count)
            log.MessagesRefused(queue, count, publisher ?? "?", Short(exception.GetBaseException().Message));
    }

    private static string Short(string reason) =>
        reason.Length <= LongestReason ? reason : $"{reason[..(LongestReason - 1)]}…";
}
