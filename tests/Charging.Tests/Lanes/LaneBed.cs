using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using Charging.TestBed;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;

namespace Charging.Tests.Lanes;

/// <summary>A worker's bus with one queue that has a fast lane, and a consumer that does what a test says.</summary>
internal sealed class LaneBed : IAsyncDisposable
{
    public const string Queue = "lane-answer";

    /// <summary>Where what the consumer tells stays.</summary>
    public const string Told = "kept";

    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource stopping = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IConnection connection;
    private readonly IChannel channel;
    private Task running = Task.CompletedTask;

    private LaneBed(Broker broker, IConnection connection, IChannel channel) =>
        (Broker, this.connection, this.channel) = (broker, connection, channel);

    public Broker Broker { get; }

    /// <summary>The broker's user that the worker is.</summary>
    public string Self => new Uri(Broker.ConnectionString).UserInfo.Split(':')[0];

    /// <summary>What is done beside telling, with how often this message came before.</summary>
    public Func<int, int, Task> Act { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Each time that the consumer got a message, by which way.</summary>
    public ConcurrentQueue<(int Number, string Way)> Got { get; } = [];

    /// <summary>How many consumers were made, each for one message.</summary>
    public int Consumers { get; set; }

    public static async Task<LaneBed> Start()
    {
        var broker = await Broker.Create();
        var connection = await broker.Connect();
        var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        await channel.ExchangeDeclareAsync("answer", ExchangeType.Fanout, durable: true);
        await channel.QueueDeclareAsync(Told, durable: true, exclusive: false, autoDelete: false);
        var bed = new LaneBed(broker, connection, channel);
        await bed.Bind();
        await bed.Run();
        return bed;
    }

    public static Dictionary<string, object?> OfKind(string kind) =>
        new() { ["MT-MessageType"] = $"urn:message:Charging.Tests.Lanes:{kind}" };

    public Task Bind() => channel.QueueBindAsync(Told, "answer", "");

    public Task Unbind() => channel.QueueUnbindAsync(Told, "answer", "");

    /// <summary>As when the worker is told to end.</summary>
    public Task Stop()
    {
        stopping.TrySetResult();
        return running.WaitAsync(Limit);
    }

    /// <summary>Signed with our own user, as a worker's; completes when the queue has it.</summary>
    public Task Ask(params IEnumerable<int> numbers) => Task.WhenAll(numbers.Select(number => Say(
        JsonSerializer.SerializeToUtf8Bytes(new Question { Number = number }, Wire.Json))));

    public async Task Say(byte[] body, string? kind = "Question", params (string Name, object Value)[] more)
    {
        var headers = kind is null ? [] : OfKind(kind);
        foreach (var (name, value) in more) headers[name] = value;
        await channel.BasicPublishAsync("", Queue, true, new BasicProperties
        {
            Persistent = true,
            ContentType = "application/json",
            UserId = Self,
            Headers = headers,
        }, body);
    }

    /// <summary>The numbers of the answers that were told, each once, in order.</summary>
    public Task Tells(IEnumerable<int> numbers) => Eventually.Becomes(
        async () => string.Join(' ', (await Broker.Peek(Told)).Select(NumberIn).Distinct().Order()),
        seen => seen == string.Join(' ', numbers), Limit, "the answers");

    /// <summary>The consumer has had the message; the broker's own figures say so a moment later, or earlier.</summary>
    public Task Hears(int number) => Eventually.Becomes(
        () => Task.FromResult(WaysOf(number).Count), seen => seen > 0, Limit, $"{number} with its consumer");

    public Task BecomesEmpty() => Eventually.Becomes(
        () => Broker.Messages(), seen => seen.GetValueOrDefault(Queue, 1) == 0, Limit, "an empty queue");

    public Task Lies(string queue, long count) =>
        Eventually.Becomes(
            async () => (await Broker.Messages()).GetValueOrDefault(queue), seen => seen == count, Limit,
            $"{count} in {queue}");

    public IReadOnlyList<string> WaysOf(int number) =>
        [.. Got.Where(one => one.Number == number).Select(one => one.Way)];

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await connection.DisposeAsync();
        await Broker.DisposeAsync();
    }

    private static int NumberIn(BasicGetResult message) =>
        JsonSerializer.Deserialize<Answer>(Encoding.UTF8.GetString(message.Body.Span), Wire.Json)!.Number;

    private async Task Run()
    {
        var worker = new Worker("lane", []);
        worker.Configuration["ConnectionStrings:RabbitMq"] = Broker.ConnectionString;
        worker.Services.AddSingleton(this);
        worker.AddMessageBus(
            bus =>
            {
                bus.AddConsumer<AnswerConsumer>();
                bus.AddFastLane<AnswerConsumer, Question>(() => new Question { Number = 0 });
            },
            publishes => publishes.Add<Answer>(answer => $"{answer.Number}"));
        running = worker.Run(Serve, CancellationToken.None);
        await (await Task.WhenAny(started.Task, running)).WaitAsync(Limit);
    }

    private async Task<int> Serve(IServiceProvider services, CancellationToken stop)
    {
        var bus = services.GetRequiredService<IBusControl>();
        await bus.StartAsync(stop);
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, Limit);
        started.SetResult();
        await stopping.Task;
        await bus.StopAsync(stop);
        return 0;
    }
}

public sealed record Question
{
    public required int Number { get; init; }
}

public sealed record Answer
{
    public required int Number { get; init; }
}

internal sealed class AnswerConsumer : IConsumer<Question>
{
    private readonly LaneBed bed;

    public AnswerConsumer(LaneBed bed)
    {
        this.bed = bed;
        lock (bed) bed.Consumers++;
    }

    public async Task Consume(ConsumeContext<Question> context)
    {
        var number = context.Message.Number;
        var before = bed.WaysOf(number).Count;
        bed.Got.Enqueue((number, context is LaneContext<Question> ? "fast" : "ordinary"));
        await bed.Act(number, before);
        await context.Publish(new Answer { Number = number }, context.CancellationToken);
    }
}
