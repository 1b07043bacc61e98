using System.Net.Http.Json;
using System.Text.Json;
using RabbitMQ.Client;

namespace Charging.TestBed;

/// <summary>A virtual host of its own for one fixture, spoken to as a stranger would: bare AMQP and HTTP.</summary>
public sealed class Broker : IAsyncDisposable
{
    private static readonly TimeSpan FiguresLimit = TimeSpan.FromSeconds(30);

    /// <summary>With which the names of the workers' queues, and of what they tell platforms, begin.</summary>
    private static readonly string[] OfWorkers = ["rating", "invoicing", "payment", "session"];

    private readonly List<string> users = [];
    private readonly HttpClient management = WholeBroker.Management();

    private Broker() => ConnectionString = Address(Bed.RabbitMq.UserInfo);

    public string VirtualHost { get; } = $"test-{Guid.NewGuid():n}";

    /// <summary><c>amqp://user:password@host:port/vhost</c></summary>
    public string ConnectionString { get; }

    /// <param name="rights">Of our users; those of deploy/broker-rights unless others are given.</param>
    public static async Task<Broker> Create(IReadOnlyList<BrokerRights>? rights = null)
    {
        var broker = new Broker();
        await broker.Put($"vhosts/{broker.VirtualHost}", new { });
        await broker.Permit(Bed.RabbitMq.UserInfo.Split(':')[0], configure: ".*", write: ".*", read: ".*");
        await broker.Give(rights ?? BrokerRights.All);
        return broker;
    }

    /// <summary>From now on these users may do this, and no longer what they might before.</summary>
    public async Task Give(IReadOnlyList<BrokerRights> rights)
    {
        foreach (var user in rights) await Permit(user.Name, user.Configure, user.Write, user.Read);
    }

    /// <summary>
    /// As one of the users of deploy/broker-rights, with its rights; <see cref="ConnectionString"/> is the broker's
    /// administrator's, for what only a test does.
    /// </summary>
    public string As(string user) => Address($"{user}:{Bed.RabbitMq.UserInfo.Split(':')[1]}");

    /// <summary>RabbitMQ's management, as one of those users.</summary>
    internal static string ManagementAs(string user) =>
        new UriBuilder(Bed.RabbitMqManagement) { UserName = user }.ToString();

    /// <summary>A user whose rights are these regular expressions over names; returns the connection string.</summary>
    /// <param name="configure">What it may declare.</param>
    /// <param name="write">What it may publish to.</param>
    /// <param name="read">What it may consume.</param>
    /// <param name="name">One that no other test has; made up unless given.</param>
    public async Task<string> AddUser(string configure, string write, string read, string? name = null)
    {
        var (user, password) = (name ?? $"user-{Guid.NewGuid():n}", $"{Guid.NewGuid():n}");
        await Put($"users/{user}", new { password, tags = "" });
        users.Add(user);
        await Permit(user, configure, write, read);
        return Address($"{user}:{password}");
    }

    public async Task<IConnection> Connect(string? connectionString = null) =>
        await new ConnectionFactory { Uri = new Uri(connectionString ?? ConnectionString) }.CreateConnectionAsync();

    /// <summary>
    /// By a plain AMQP client, as fast as it goes; completes when all are confirmed. As the administrator unless a user
    /// is named.
    /// </summary>
    public async Task Publish(string exchange, IEnumerable<byte[]> bodies, string? user = null)
    {
        await using var publisher = await RawPublisher.Connect(
            user is null ? ConnectionString : As(user), CancellationToken.None);
        await Task.WhenAll(
            bodies.Select(body => publisher.Publish(exchange, body, null, null, CancellationToken.None)));
    }

    /// <summary>Publishes text through the management HTTP API; false when no queue took it.</summary>
    public async Task<bool> PublishOverHttp(string exchange, string body)
    {
        var message = new
        {
            properties = new { delivery_mode = 2, content_type = "application/json" },
            routing_key = "",
            payload = body,
            payload_encoding = "string",
        };
        using var response = await management.PostAsJsonAsync($"exchanges/{VirtualHost}/{exchange}/publish", message);
        response.EnsureSuccessStatusCode();
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return answer.GetProperty("routed").GetBoolean();
    }

    /// <summary>What lies ready in a queue; it stays there.</summary>
    public async Task<IReadOnlyList<BasicGetResult>> Peek(string queue)
    {
        await using var connection = await Connect();
        await using var channel = await connection.CreateChannelAsync();
        var messages = new List<BasicGetResult>();
        while (await channel.BasicGetAsync(queue, autoAck: false) is { } message) messages.Add(message);
        return messages;
    }

    /// <summary>The first message of a queue; it stays there.</summary>
    public async Task<BasicGetResult> First(string queue)
    {
        await using var connection = await Connect();
        await using var channel = await connection.CreateChannelAsync();
        return await channel.BasicGetAsync(queue, autoAck: false)
            ?? throw new InvalidOperationException($"There is nothing in {queue}.");
    }

    /// <summary>
    /// A queue in which a copy of all that is published to the exchange stays, whether that has begun or not.
    /// </summary>
    public async Task Keep(string exchange, string queue)
    {
        await using var connection = await Connect();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
        await channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync(queue, exchange, "");
    }

    /// <summary>Makes of an exchange one that no client may publish to, until it is deleted.</summary>
    public async Task Close(string exchange)
    {
        await Delete(exchange);
        await Put(
            $"exchanges/{VirtualHost}/{exchange}",
            new Dictionary<string, object> { ["type"] = "direct", ["durable"] = true, ["internal"] = true });
    }

    /// <summary>Deletes an exchange, which its worker declares anew when it starts.</summary>
    public async Task Delete(string exchange)
    {
        await using var connection = await Connect();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeleteAsync(exchange);
    }

    /// <summary>From now on what is published to one exchange goes to another too.</summary>
    public async Task Bind(string exchange, string other)
    {
        await using var connection = await Connect();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeBindAsync(other, exchange, "");
    }

    /// <summary>And no more.</summary>
    public async Task Unbind(string exchange, string other)
    {
        await using var connection = await Connect();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeUnbindAsync(other, exchange, "");
    }

    /// <summary>Messages that are ready at this moment, without those that a consumer holds unacknowledged.</summary>
    public async Task<uint> Ready(string queue)
    {
        await using var connection = await Connect();
        await using var channel = await connection.CreateChannelAsync();
        return await channel.MessageCountAsync(queue);
    }

    /// <summary>Ready and unacknowledged messages of every queue; the broker counts every 5 s.</summary>
    public async Task<IReadOnlyDictionary<string, long>> Messages()
    {
        var queues = await management.GetFromJsonAsync<JsonElement>($"queues/{VirtualHost}");
        return queues.EnumerateArray().ToDictionary(
            queue => queue.GetProperty("name").GetString()!,
            queue => queue.TryGetProperty("messages", out var count) ? count.GetInt64() : 0);
    }

    /// <summary>Removes what lies among errors and dead letters, and queues that are no worker's.</summary>
    internal async Task Tidy()
    {
        await using var connection = await Connect();
        await using var channel = await connection.CreateChannelAsync();
        foreach (var queue in (await Messages()).Keys)
        {
            if (!OfWorkers.Contains(queue.Split('-')[0])) await channel.QueueDeleteAsync(queue);
            else if (queue.Split('_')[^1] is "error" or "dead" || IsFeed(queue)) await channel.QueuePurgeAsync(queue);
        }
    }

    /// <summary>The names of all exchanges and queues that get what is published to the exchange.</summary>
    public async Task<IReadOnlyList<string>> Bindings(string exchange)
    {
        var bindings = await management.GetFromJsonAsync<JsonElement>(
            $"exchanges/{VirtualHost}/{exchange}/bindings/source");
        return [.. bindings.EnumerateArray().Select(one => one.GetProperty("destination").GetString()!).Order()];
    }

    /// <summary>Seconds of the heartbeat that each connection has agreed on, by the connection's name.</summary>
    public async Task<IReadOnlyDictionary<string, int>> Heartbeats()
    {
        var connections = await management.GetFromJsonAsync<JsonElement>($"vhosts/{VirtualHost}/connections");
        return connections.EnumerateArray().Where(one => one.TryGetProperty("user_provided_name", out _))
            .GroupBy(one => one.GetProperty("user_provided_name").GetString()!)
            .ToDictionary(name => name.Key, name => name.First().GetProperty("timeout").GetInt32());
    }

    /// <summary>Closes each connection that this client has now, as a broker that is stopped would.</summary>
    public async Task Cut(string client)
    {
        var cut = await Eventually.Becomes(
            () => NamesOf(client), names => names.Count > 0, FiguresLimit, $"a connection of {client}");
        foreach (var name in cut)
            await management.DeleteAsync(new Uri($"connections/{Uri.EscapeDataString(name)}", UriKind.Relative));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var user in users) await management.DeleteAsync(new Uri($"users/{user}", UriKind.Relative));
        await management.DeleteAsync(new Uri($"vhosts/{VirtualHost}", UriKind.Relative));
        management.Dispose();
    }

    private static bool IsFeed(string queue) => queue.StartsWith("session-", StringComparison.Ordinal);

    private async Task<IReadOnlyList<string>> NamesOf(string client)
    {
        var connections = await management.GetFromJsonAsync<JsonElement>($"vhosts/{VirtualHost}/connections");
        return
        [
            .. connections.EnumerateArray()
                .Where(one => one.TryGetProperty("user_provided_name", out var name) && name.GetString() == client)
                .Select(one => one.GetProperty("name").GetString()!),
        ];
    }

    private Task Permit(string user, string configure, string write, string read) =>
        Put($"permissions/{VirtualHost}/{user}", new { configure, write, read });

    private async Task Put(string path, object body)
    {
        using var response = await management.PutAsJsonAsync(path, body);
        response.EnsureSuccessStatusCode();
    }

    private string Address(string user) => $"amqp://{user}@{Bed.RabbitMq.Host}:{Bed.RabbitMq.Port}/{VirtualHost}";
}
