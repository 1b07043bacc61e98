using RabbitMQ.Client;

namespace Charging.Operator;

/// <summary>The operator's own connection to RabbitMQ.</summary>
internal static class Broker
{
    public static Task<IConnection> Connect(CancellationToken stop) =>
        new ConnectionFactory { Uri = new Uri(Settings.RabbitMq), ClientProvidedName = "charging-operator" }
            .CreateConnectionAsync(stop);
}
