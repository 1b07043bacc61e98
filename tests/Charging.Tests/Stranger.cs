using System.Text;
using System.Text.Json.Nodes;
using Charging.TestBed;
using RabbitMQ.Client;

namespace Charging.Tests;

/// <summary>A bare AMQP client with the rights of one of the broker's users, and any properties he likes.</summary>
internal sealed class Stranger : IAsyncDisposable
{
    private readonly IConnection connection;
    private readonly IChannel channel;
    private readonly string user;

    private Stranger(IConnection connection, IChannel channel, string user) =>
        (this.connection, this.channel, this.user) = (connection, channel, user);

    public static async Task<Stranger> Connect(Chain chain, string user)
    {
        var connection = await chain.Broker.Connect(chain.Broker.As(user));
        return new Stranger(
            connection, await connection.CreateChannelAsync(new CreateChannelOptions(true, true)), user);
    }

    /// <summary>Signed with his user, so that it reaches the consumer. Completes when a queue has it.</summary>
    public async Task Say(string exchange, byte[] body, params (string Name, object? Value)[] headers) =>
        await channel.BasicPublishAsync(exchange, "", true, new BasicProperties
        {
            UserId = user,
            Headers = headers.ToDictionary(header => header.Name, header => header.Value),
        }, body);

    public async Task Say(string exchange, byte[] body, BasicProperties properties) =>
        await channel.BasicPublishAsync(exchange, "", true, properties, body);

    /// <summary>A customer whom Invoicing refuses, since there is no such country.</summary>
    public static byte[] RefusedCustomer(string customerId)
    {
        var customer = JsonNode.Parse(new SampleCustomer(customerId, "tok_ok").Bytes)!;
        customer["billing"]!["party"]!["country"] = "XX";
        return Encoding.UTF8.GetBytes(customer.ToJsonString());
    }

    public async ValueTask DisposeAsync()
    {
        await channel.DisposeAsync();
        await connection.DisposeAsync();
    }
}
