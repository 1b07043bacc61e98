// Publishes sessions and hears what was rejected of them, with RabbitMQ.Client 7.
//
// usage: Platform FILE [REJECTIONS]
//
// FILE has one session a line. CHARGING_URL is amqp://USER:PASSWORD@HOST:PORT/VHOST. With REJECTIONS it ends when it
// has heard of so many; without, it listens until it is stopped.
using System.Globalization;
using System.Text;
using System.Text.Json;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

var lines = (await File.ReadAllLinesAsync(args[0])).Where(line => !string.IsNullOrWhiteSpace(line));
var waiting = new Queue<(string Id, byte[] Body)>(
    lines.Select(line => ($"{Guid.NewGuid()}", Encoding.UTF8.GetBytes(line))));
var wanted = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : -1;
var factory = new ConnectionFactory
{
    Uri = new Uri(Environment.GetEnvironmentVariable("CHARGING_URL") ?? throw new InvalidOperationException(
        "Set CHARGING_URL to amqp://USER:PASSWORD@HOST:PORT/VHOST.")),
    RequestedHeartbeat = TimeSpan.FromSeconds(10),
};
var heard = new HashSet<string>();
for (var pause = TimeSpan.FromSeconds(1); ; pause = TimeSpan.FromSeconds(Math.Min(30, 2 * pause.TotalSeconds)))
{
    try
    {
        await using var connection = await factory.CreateConnectionAsync();
        await Publish(connection);
        await Hear(connection);
        return;
    }
    catch (Exception lost) when (lost is RabbitMQClientException or IOException or OperationCanceledException)
    {
        await Console.Error.WriteLineAsync($"not connected ({lost.Message}); again in {pause}");
        await Task.Delay(pause);
    }
}

// With the client counting confirms, a publish completes when the broker has it safe. What is not stays in the queue,
// and publishing it again changes nothing.
async Task Publish(IConnection connection)
{
    await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
    while (waiting.TryPeek(out var session))
    {
        var properties = new BasicProperties
        {
            Persistent = true,
            ContentType = "application/json",
            MessageId = session.Id,
            UserId = factory.UserName,
        };
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await channel.BasicPublishAsync(
                "session-ended", "", mandatory: true, properties, session.Body, limit.Token);
        }
        catch (PublishException refused) when (refused.IsReturn)
        {
            await Console.Error.WriteLineAsync("returned: nobody hears session-ended; trying again");
            await Task.Delay(TimeSpan.FromSeconds(1));
            continue;
        }

        waiting.Dequeue();
        Console.WriteLine("confirmed");
    }
}

// Acknowledges what it has printed. A rejection may come twice: rejectionId tells.
async Task Hear(IConnection connection)
{
    await using var channel = await connection.CreateChannelAsync();
    await channel.BasicQosAsync(0, 100, global: false);
    var end = new TaskCompletionSource();
    channel.ChannelShutdownAsync += (_, reason) =>
    {
        end.TrySetException(new IOException(reason.ReplyText));
        return Task.CompletedTask;
    };
    var consumer = new AsyncEventingBasicConsumer(channel);
    consumer.ReceivedAsync += async (_, message) =>
    {
        using var told = JsonDocument.Parse(message.Body);
        if (heard.Add(Text("rejectionId")))
            Console.WriteLine($"rejected {Text("sessionId")} {Text("code")} {Text("path")} {Text("sentence")}");
        await channel.BasicAckAsync(message.DeliveryTag, multiple: false);
        if (heard.Count == wanted) end.TrySetResult();

        string Text(string name) => told.RootElement.TryGetProperty(name, out var value) ? value.GetString()! : "";
    };
    await channel.BasicConsumeAsync($"session-rejected-{factory.UserName}", autoAck: false, consumer);
    await end.Task;
}
