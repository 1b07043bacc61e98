using RabbitMQ.Client;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// A channel on which one publishes after the other, without waiting. What is confirmed is counted here:
/// RabbitMQ.Client would have a lock and a header for each message.
/// </summary>
internal sealed class ConfirmedChannel : IAsyncDisposable
{
    private readonly IChannel channel;
    private readonly Confirms confirms = new();
    private readonly HashSet<string>? declared;

    private ConfirmedChannel(IChannel channel, bool declares)
    {
        (this.channel, declared) = (channel, declares ? [] : null);
        channel.BasicAcksAsync += (_, ack) => Do(() => confirms.Confirm(ack.DeliveryTag, ack.Multiple, isSafe: true));
        channel.BasicNacksAsync += (_, no) => Do(() => confirms.Confirm(no.DeliveryTag, no.Multiple, isSafe: false));
        channel.BasicReturnAsync += (_, back) =>
            Do(() => confirms.Return(back.Exchange, back.BasicProperties.MessageId, back.ReplyText));
        channel.ChannelShutdownAsync += (_, end) => Do(() => confirms.Lose(end.ReplyText));
    }

    public bool IsOpen => channel.IsOpen;

    /// <param name="connection">It stays the giver's.</param>
    /// <param name="declares">
    /// Whether exchanges are declared before something is published to them, to which not everybody has a right.
    /// </param>
    public static async Task<ConfirmedChannel> Open(IConnection connection, bool declares) => new(
        await connection.CreateChannelAsync(new CreateChannelOptions(
            publisherConfirmationsEnabled: true,
            publisherConfirmationTrackingEnabled: false,
            outstandingPublisherConfirmationsRateLimiter: null)),
        declares);

    /// <summary>One at a time. After an exception nobody knows which number comes next: open another channel.</summary>
    public async Task Write(Outgoing message)
    {
        // To an exchange that there is not, a publish would cost the channel.
        if (declared?.Add(message.Exchange) == true)
            await channel.ExchangeDeclareAsync(message.Exchange, message.ExchangeType, durable: true);
        confirms.Expect(message);
        await channel.BasicPublishAsync(
            message.Exchange, message.RoutingKey, message.IsMandatory, message.Properties, message.Body);
    }

    public async ValueTask DisposeAsync()
    {
        confirms.Lose("it is not needed any more");
        await channel.DisposeAsync();
    }

    private static Task Do(Action act)
    {
        act();
        return Task.CompletedTask;
    }
}
