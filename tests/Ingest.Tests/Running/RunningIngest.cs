using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using Charging.TestBed;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Charging.Ingest.Tests.Running;

/// <summary>Ingest as a process on a broker of its own, where nobody consumes Rating's queue.</summary>
internal sealed class RunningIngest : IAsyncDisposable
{
    public const string Key = "0123456789abcdef0123456789abcdef";

    private const string Queue = "rating-rate-session";

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly string folder = Directory.CreateTempSubdirectory("charging-ingest-").FullName;
    private readonly int port = Ports.Free();
    private readonly ConcurrentQueue<(string Id, IReadOnlyBasicProperties Properties)> came = [];

    private RunningIngest(Broker broker)
    {
        Broker = broker;
        Process = new WorkerProcess("Ingest", new Dictionary<string, string>
        {
            ["ConnectionStrings__RabbitMq"] = broker.As("ingest"),
            ["Ingest__Port"] = $"{port}",
            ["Ingest__Keys__vienna"] = Key,
            ["Ingest__ConfirmTime"] = "00:00:05",
            ["Ingest__BodyTime"] = "00:00:01",
            ["Sources__vienna__0"] = "bridge-*.example",
        }, Path.Combine(folder, "ingest.log"));
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    public Broker Broker { get; }

    public WorkerProcess Process { get; }

    /// <summary>Which shows no key by itself.</summary>
    public HttpClient Http { get; }

    public string Address => Http.BaseAddress!.AbsoluteUri.TrimEnd('/');

    public static async Task<RunningIngest> Start()
    {
        var ingest = new RunningIngest(await Broker.Create());
        await using var rating = new WorkerProcess("Rating.Worker", new Dictionary<string, string>
        {
            ["ConnectionStrings__RabbitMq"] = ingest.Broker.As("rating"),
            ["ConnectionStrings__Postgres"] = "Host=127.0.0.1;Username=nobody", // not asked
        }, Path.Combine(ingest.folder, "rating.log"));
        await rating.Run("topology");
        await ingest.Process.Start();
        return ingest;
    }

    public async Task<(int Status, JsonElement Body)> Post(string body, string type = "application/x-ndjson")
    {
        using var response = await Send(body, type);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync());
    }

    /// <summary>As a platform whose sources are bridge-*.example, or with another key or none.</summary>
    public async Task<HttpResponseMessage> Send(string body, string type = "application/x-ndjson", string? key = Key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/sessions")
        {
            Content = new ByteArrayContent(body.Utf8()),
        };
        return await Send(request, type, key);
    }

    public async Task<HttpResponseMessage> Send(HttpRequestMessage request, string type, string? key = Key)
    {
        request.Content?.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return await Http.SendAsync(request);
    }

    /// <summary>The ids of all sessions that ever lay in Rating's queue.</summary>
    public async Task<IReadOnlyList<string>> Queued() => [.. (await Take()).Select(message => message.Id)];

    /// <summary>The messages of one session.</summary>
    public async Task<IReadOnlyList<IReadOnlyBasicProperties>> Queued(string id) =>
        [.. (await Take()).Where(message => message.Id == id).Select(message => message.Properties)];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Process.DisposeAsync();
        await Broker.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>What came, with what lies in the queue at this moment, which is taken out of it.</summary>
    private async Task<IReadOnlyCollection<(string Id, IReadOnlyBasicProperties Properties)>> Take()
    {
        await using var connection = await Broker.Connect();
        await using var channel = await connection.CreateChannelAsync();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, message) =>
        {
            using var session = JsonDocument.Parse(message.Body);
            var id = session.RootElement.GetProperty("sessionId").GetString()!;
            came.Enqueue((id, new BasicProperties(message.BasicProperties)));
            return Task.CompletedTask;
        };
        var expected = came.Count + await channel.MessageCountAsync(Queue);
        await channel.BasicConsumeAsync(Queue, autoAck: true, consumer);
        await Eventually.Becomes(
            () => Task.FromResult(came.Count), count => count >= expected, Soon, $"{expected} messages");
        return came;
    }
}

internal static class JsonAnswers
{
    public static async Task<JsonElement> ReadFromJsonAsync(this HttpContent content)
    {
        using var json = JsonDocument.Parse(await content.ReadAsByteArrayAsync());
        return json.RootElement.Clone();
    }
}
