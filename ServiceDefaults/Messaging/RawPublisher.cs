using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// Publishes bytes as they are, on the bare AMQP client: persistent, confirmed, and refused if nobody would get them.
/// Signed with the user that is connected. For commands that put messages back or bring them in; any number of
/// publishes may be on their way at once.
/// </summary>
public sealed class RawPublisher : IAsyncDisposable
{
    private const int MostInFlight = 1000;

    private static readonly TimeSpan ConfirmTime = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim inFlight = new(MostInFlight);
    private readonly IConnection connection;
    private readonly IChannel channel;
    private readonly string user;

    private RawPublisher(IConnection connection, IChannel channel, string user) =>
        (this.connection, this.channel, this.user) = (connection, channel, user);

    /// <param name="connectionString">As <see cref="BrokerAddress"/> reads it.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    public static async Task<RawPublisher> Connect(string connectionString, CancellationToken cancellationToken)
    {
        var broker = BrokerAddress.Parse(connectionString, "The connection string");
        var connection = await broker.Connect("charging-publisher", cancellationToken);
        var confirms = new CreateChannelOptions(true, true, outstandingPublisherConfirmationsRateLimiter: null);
        return new RawPublisher(
            connection, await connection.CreateChannelAsync(confirms, cancellationToken), broker.User);
    }

    /// <summary>Sees to it that the exchange of a message is there, as the bus would declare it.</summary>
    public Task Declare(string exchange, CancellationToken cancellationToken) => channel.ExchangeDeclareAsync(
        exchange, ExchangeType.Fanout, durable: true, cancellationToken: cancellationToken);

    /// <exception cref="PublishException">No queue is bound, or the broker refused.</exception>
    /// <exception cref="TimeoutException">The broker did not confirm it in time.</exception>
    public async Task Publish(
        string exchange, ReadOnlyMemory<byte> body, string? messageId,
        IDictionary<string, object?>? headers, CancellationToken cancellationToken)
    {
        await inFlight.WaitAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConfirmTime);
        var properties = new BasicProperties
        {
            Persistent = true,
            ContentType = "application/json",
            MessageId = messageId,
            UserId = user,
            Headers = new Dictionary<string, object?>(headers ?? new Dictionary<string, object?>())
            {
                [PublishedAt.Header] = PublishedAt.Now,
            },
        };
        try
        {
            await channel.BasicPublishAsync(exchange, routingKey: "", mandatory: true, properties, body, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"The broker has not confirmed a message to '{exchange}' within {ConfirmTime.TotalSeconds} s: it " +
                "holds publishers back while its memory or its disk is short (rabbitmq-diagnostics alarms).");
        }
        finally
        {
            inFlight.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
        inFlight.Dispose();
    }
}
