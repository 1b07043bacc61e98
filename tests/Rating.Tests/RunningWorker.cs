using System.Text;
using System.Text.Json;
using Charging.TestBed;
using RabbitMQ.Client;

namespace Charging.Rating.Tests;

/// <summary>The rating worker as a process on a broker and a database of its own, and what it tells.</summary>
internal sealed class RunningWorker : IAsyncDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private readonly string folder = Directory.CreateTempSubdirectory("charging-rating-").FullName;
    private readonly Database database;

    private RunningWorker(Broker broker, Database database, IReadOnlyDictionary<string, string>? more)
    {
        (Broker, this.database) = (broker, database);
        var settings = new Dictionary<string, string>(more ?? new Dictionary<string, string>())
        {
            ["ConnectionStrings__Postgres"] = database.ConnectionString,
            ["ConnectionStrings__RabbitMq"] = broker.ConnectionString,
        };
        Process = new WorkerProcess("Rating.Worker", settings, Path.Combine(folder, "rating.log"));
        Other = new WorkerProcess("Rating.Worker", settings, Path.Combine(folder, "other.log"));
    }

    public WorkerProcess Process { get; }

    /// <summary>A second instance, which is not started yet.</summary>
    public WorkerProcess Other { get; }

    public Broker Broker { get; }

    /// <param name="more">Environment variables beside those of broker and database.</param>
    public static async Task<RunningWorker> Start(IReadOnlyDictionary<string, string>? more = null)
    {
        var worker = new RunningWorker(await Broker.Create(), await Database.Create(typeof(Usages).Assembly), more);
        await worker.Listen("usage-rated");
        await worker.Listen("session-quarantined");
        await worker.Process.Start();
        return worker;
    }

    /// <summary>The same with a plan whose code is sample, and a customer who has it.</summary>
    public static async Task<RunningWorker> Start(
        string plan, string customerId, IReadOnlyDictionary<string, string>? more = null)
    {
        var worker = await Start(more);
        await worker.Apply(plan);
        await worker.Tell(customerId, 1, "sample");
        return worker;
    }

    public Task Tell(SessionEnded session) => Tell(JsonSerializer.SerializeToUtf8Bytes(session, Wire.Json));

    public Task Tell(IEnumerable<SessionEnded> sessions) => Broker.Publish(
        "session-ended", sessions.Select(session => JsonSerializer.SerializeToUtf8Bytes(session, Wire.Json)));

    public Task Tell(byte[] session) => Broker.Publish("session-ended", [session]);

    public async Task Tell(string customerId, long version, string planCode)
    {
        var customer = Encoding.UTF8.GetBytes($$"""
            {
              "customerId": "{{customerId}}", "version": {{version}},
              "plans": [ { "planCode": "{{planCode}}", "validFrom": "2026-01-01" } ],
              "billing": {
                "party": { "name": "A", "street": "B", "city": "C", "postalCode": "1", "country": "CZ" },
                "language": "cs", "currency": "EUR", "invoiceSeries": "CZ",
                "tax": { "category": "standard", "ratePercent": 21 }
              },
              "contact": { "email": "a@b.example", "language": "cs" },
              "paymentMethods": []
            }
            """);
        await Broker.Publish("customer-changed", [customer]);
        await Eventually.Holds(
            () => database.Value<bool>(
                "select exists (select 1 from rating.customers where customer_id = @customerId and version = @version)",
                new { customerId, version }),
            Soon, $"customer {customerId} kept");
    }

    /// <summary>Writes the plan to a file and applies it as an operator does.</summary>
    public async Task Apply(string yaml, params string[] options)
    {
        var file = Path.Combine(folder, "plan.yaml");
        await File.WriteAllTextAsync(file, yaml);
        await Process.Run(["plans", "apply", file, .. options]);
    }

    /// <summary>All that was told about the session, once it is at least so many; with the messages' ids.</summary>
    public async Task<IReadOnlyList<(string? MessageId, T Message)>> Heard<T>(string exchange, string sessionId,
        int atLeast)
    {
        return await Eventually.Becomes(Read, heard => heard.Count >= atLeast, Soon,
            $"{atLeast} of {exchange} for {sessionId}");

        async Task<IReadOnlyList<(string? MessageId, T Message)>> Read() =>
        [
            .. from message in await Broker.Peek($"heard-{exchange}")
               let body = JsonDocument.Parse(message.Body)
               where body.RootElement.GetProperty("sessionId").GetString() == sessionId
               select (message.BasicProperties.MessageId, body.Deserialize<T>(Wire.Json)!),
        ];
    }

    public Task<T> Value<T>(string sql) => database.Value<T>(sql);

    public Task Execute(string sql) => database.Execute(sql);

    /// <summary>Waits until a query counts so many.</summary>
    public Task Counts(long expected, string sql, TimeSpan? limit = null) =>
        Eventually.Becomes(() => Value<long>(sql), seen => seen == expected, limit ?? Soon, sql);

    /// <summary>What it has printed so far, commands included.</summary>
    public Task<string> Output() => File.ReadAllTextAsync(Process.LogFile);

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        await Other.DisposeAsync();
        await Broker.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>From now on, all that is published there is kept for <see cref="Heard"/>.</summary>
    public async Task Listen(string exchange)
    {
        await using var connection = await Broker.Connect();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
        await channel.QueueDeclareAsync($"heard-{exchange}", durable: true, exclusive: false, autoDelete: false);
        await channel.QueueBindAsync($"heard-{exchange}", exchange, "");
    }
}
