using RabbitMQ.Client;

namespace Charging.TestBed;

/// <summary>A stranger with a plain AMQP client: persistent messages, each confirmed, many in flight.</summary>
public sealed class Publisher : IAsyncDisposable
{
    public const int InFlight = 1000;

    private readonly IConnection connection;
    private readonly IChannel channel;
    private readonly ThrottlingRateLimiter limiter;

    private Publisher(IConnection connection, IChannel channel, ThrottlingRateLimiter limiter) =>
        (this.connection, this.channel, this.limiter) = (connection, channel, limiter);

    public static async Task<Publisher> Open(string connectionString)
    {
        var connection = await new ConnectionFactory { Uri = new Uri(connectionString) }.CreateConnectionAsync();
        var limiter = new ThrottlingRateLimiter(InFlight);
        var channel = await connection.CreateChannelAsync(new CreateChannelOptions(
            publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true, limiter));
        return new Publisher(connection, channel, limiter);
    }

    /// <summary>Completes when the broker has the message on disk; throws when no queue takes it.</summary>
    public async Task Publish(string exchange, ReadOnlyMemory<byte> body, BasicProperties? properties = null) =>
        await channel.BasicPublishAsync(exchange, "", mandatory: true, properties ?? Plain(), body);

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
        await limiter.DisposeAsync();
    }

    private static BasicProperties Plain() => new() { Persistent = true, ContentType = "application/json" };
}
