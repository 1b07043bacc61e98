using RabbitMQ.Client;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>A message on its way to the broker, and whoever waits until it has it safe.</summary>
internal sealed class Outgoing(
    string exchange, bool isMandatory, BasicProperties properties, ReadOnlyMemory<byte> body)
{
    private readonly TaskCompletionSource confirmed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Exchange => exchange;

    /// <summary>Of the exchange, should it have to be declared.</summary>
    public string ExchangeType { get; init; } = RabbitMQ.Client.ExchangeType.Fanout;

    public string RoutingKey { get; init; } = "";

    public bool IsMandatory => isMandatory;

    public BasicProperties Properties => properties;

    public ReadOnlyMemory<byte> Body => body;

    public Task Confirmed => confirmed.Task;

    public void Succeed() => confirmed.TrySetResult();

    public override string ToString() => $"message {properties.MessageId} to '{exchange}'";

    /// <summary>Unless it is known already what became of it.</summary>
    public void Fail(Exception reason) => confirmed.TrySetException(reason);
}
