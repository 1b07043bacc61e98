using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;

namespace Charging.Operator;

/// <summary>The operator's own connection to RabbitMQ.</summary>
internal static class Broker
{
    /// <summary>The user that it is, which a message that it puts back is signed with.</summary>
    public static string User => BrokerAddress.Parse(Settings.RabbitMq).User;

    /// <summary>The workers' users and our own, where they have other names: <c>Publishers__Own__0</c>….</summary>
    public static IReadOnlyCollection<string> OwnUsers =>
        Publishers.OwnUsers(new ConfigurationBuilder().AddEnvironmentVariables().Build());

    public static Task<IConnection> Connect(CancellationToken stop) =>
        BrokerAddress.Parse(Settings.RabbitMq).Connect("charging-operator", stop);
}
