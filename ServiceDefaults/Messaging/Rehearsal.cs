using Charging.ServiceDefaults.Hosting;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// What a queue's consumer does before the broker hands it anything: it waits until the worker is warm, and meanwhile
/// is handed messages from here, as often as <see cref="WarmUp.Times"/> says. They go all the way to whoever would do
/// their deed, and no further.
/// </summary>
/// <param name="warmUp">What is waited for.</param>
/// <param name="queue">Where the messages seem to come from.</param>
/// <param name="message">As it comes from the broker; null where nothing is rehearsed.</param>
internal sealed class Rehearsal(WarmUp warmUp, string queue, Func<Rehearsal.Message>? message)
{
    private bool isOver = message is null;

    public static Rehearsal Of(IServiceProvider services, string queue)
    {
        var (sample, user) = (FastLanes.SampleOf(services, queue), services.GetRequiredService<BrokerAddress>().User);
        return new(
            services.GetRequiredService<WarmUp>(), queue, sample is null ? null : () => Message.Of(sample(), user));
    }

    /// <param name="consumer">MassTransit's own.</param>
    /// <param name="publisher">Of the queue's connection.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task Begin(IAsyncBasicConsumer consumer, OwnPublisher? publisher, CancellationToken cancellationToken)
    {
        if (!isOver) await HandOut(consumer, message!());
        isOver = true;
        await warmUp.Done.WaitAsync(cancellationToken);
    }

    private Task HandOut(IAsyncBasicConsumer consumer, Message one) => Task.WhenAll(
        Enumerable.Range(1, warmUp.Times).Select(number => consumer.HandleBasicDeliverAsync(
            "warm-up", (ulong)number, redelivered: false, queue, routingKey: "", one.Properties, one.Body)));

    /// <summary>One of our own, as it comes over the broker.</summary>
    internal sealed record Message(BasicProperties Properties, byte[] Body)
    {
        public static Message Of(object sample, string user) => new(
            new BasicProperties
            {
                Persistent = true,
                ContentType = "application/json",
                MessageId = Guid.Empty.ToString(),
                UserId = user,
                Headers = new Dictionary<string, object?>
                {
                    [MessageHeaders.MessageType] =
                        System.Text.Encoding.UTF8.GetBytes(MessageUrn.ForTypeString(sample.GetType())),
                },
            },
            PlainMessages.Write(sample, sample.GetType()));
    }
}
