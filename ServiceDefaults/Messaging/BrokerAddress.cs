using System.Globalization;
using System.Text.RegularExpressions;
using RabbitMQ.Client;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// Where the broker is: <c>amqp://user:password@host:port,host:port/vhost</c>, one host or all of a cluster; a port
/// that is left out is 5672, or 5671 with <c>amqps</c>. One of them is enough: they are asked in random order.
/// </summary>
public sealed partial record BrokerAddress
{
    /// <summary>A host that is silent for twice as long is given up, and the next one is asked.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    /// <summary>For one host to take a connection.</summary>
    public static readonly TimeSpan ConnectionTimeout = TimeSpan.FromSeconds(5);

    private readonly Uri first;

    private BrokerAddress(Uri first, IReadOnlyList<(string Host, int Port)> nodes) =>
        (this.first, Nodes) = (first, nodes);

    public IReadOnlyList<(string Host, int Port)> Nodes { get; }

    /// <summary>With the first host alone.</summary>
    public Uri First => first;

    public string User => first.UserInfo.Length > 0
        ? Uri.UnescapeDataString(first.UserInfo.Split(':')[0])
        : ConnectionFactory.DefaultUser;

    public string VirtualHost => first.AbsolutePath.Length > 1
        ? Uri.UnescapeDataString(first.AbsolutePath[1..])
        : ConnectionFactory.DefaultVHost;

    /// <param name="connectionString">As above.</param>
    /// <param name="setting">Its name, for the error, which never repeats what may be a password.</param>
    public static BrokerAddress Parse(string connectionString, string setting = "ConnectionStrings__RabbitMq")
    {
        var parts = Form().Match(connectionString);
        if (!parts.Success) throw No("it does not have this form");
        var nodes = new List<(string Host, int Port)>();
        foreach (var part in parts.Groups["hosts"].Value.Split(','))
        {
            var node = Node().Match(part.Trim());
            if (!node.Success || Uri.CheckHostName(node.Groups["host"].Value.Trim('[', ']')) == UriHostNameType.Unknown)
                throw No($"host {nodes.Count + 1} is no host:port");
            var port = node.Groups["port"] is { Success: true, Value: var digits }
                ? int.Parse(digits, CultureInfo.InvariantCulture)
                : AmqpTcpEndpoint.UseDefaultPort;
            if (port is not AmqpTcpEndpoint.UseDefaultPort and (< 1 or > 65535))
                throw No($"the port of host {nodes.Count + 1} is not from 1 to 65535");
            if (port == AmqpTcpEndpoint.UseDefaultPort) port = parts.Groups["tls"].Success ? 5671 : 5672;
            nodes.Add((node.Groups["host"].Value.Trim('[', ']'), port));
        }

        if (nodes.Count > 1 && nodes.FindIndex(node => node.Host.Contains(':')) is >= 0 and var at)
            throw No($"host {at + 1} of several is an IPv6 address; name each of a cluster's by its host name");

        var one = $"{parts.Groups["before"].Value}{Text(nodes[0])}{parts.Groups["after"].Value}";
        return Uri.TryCreate(one, UriKind.Absolute, out var first) && first.UserInfo.Count(c => c == ':') <= 1
            ? new BrokerAddress(first, nodes)
            : throw No("user, password or virtual host hold characters that must be written as %XX");

        InvalidOperationException No(string why) => new(
            $"{setting} is no address of a broker: {why}. " +
            "Set amqp://user:password@host:port,host:port/vhost; one host is enough, all of a cluster are better.");
    }

    /// <summary>A client's factory with user, virtual host and times; it still is to be told of the nodes.</summary>
    public ConnectionFactory Factory(string name) => new()
    {
        Uri = first,
        ClientProvidedName = name,
        RequestedHeartbeat = Heartbeat,
        RequestedConnectionTimeout = ConnectionTimeout,
    };

    /// <summary>
    /// Connects to whichever node answers. Properties of a message that no client can read do not come in, and what is
    /// long does.
    /// </summary>
    public Task<IConnection> Connect(string name, CancellationToken cancellationToken)
    {
        var factory = Factory(name);
        factory.SocketFactory = BrokerSocket.Taking(long.MaxValue);
        return factory.CreateConnectionAsync(Endpoints(factory), cancellationToken);
    }

    /// <summary>Each is to show a certificate of its own name.</summary>
    internal IReadOnlyList<AmqpTcpEndpoint> Endpoints(ConnectionFactory factory) =>
    [
        .. Nodes.Select(node => new AmqpTcpEndpoint(node.Host, node.Port, new SslOption(node.Host)
        {
            Enabled = factory.Ssl.Enabled,
            Version = factory.Ssl.Version,
            AcceptablePolicyErrors = factory.Ssl.AcceptablePolicyErrors,
        })),
    ];

    internal static string Text((string Host, int Port) node) =>
        node.Host.Contains(':') ? $"[{node.Host}]:{node.Port}" : $"{node.Host}:{node.Port}";

    [GeneratedRegex(@"\A(?<before>amqp(?<tls>s)?://(?:[^@/?#]*@)?)(?<hosts>[^@/?#]+)(?<after>(?:/[^?#\s]*)?)\z")]
    private static partial Regex Form();

    [GeneratedRegex(@"\A(?<host>\[[0-9A-Fa-f:.]+\]|[^:\s\[\]]+)(?::(?<port>[0-9]{1,5}))?\z")]
    private static partial Regex Node();
}
