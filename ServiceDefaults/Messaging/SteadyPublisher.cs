using Charging.ServiceDefaults.Waiting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>A message for <see cref="SteadyPublisher"/>, as it is to go out.</summary>
/// <param name="Id">Of the message.</param>
/// <param name="Body">JSON, which is not to change until it is published.</param>
/// <param name="Headers">Null for none.</param>
public readonly record struct PlainMessage(
    Guid Id, ReadOnlyMemory<byte> Body, IDictionary<string, object?>? Headers);

/// <summary>
/// Publishes batches for a program that consumes nothing, on a connection that is made anew whenever it is lost:
/// persistent, mandatory, signed with the user that is connected, and confirmed before it says so. Nothing waits here
/// for a broker that is away or holds publishers back: whoever hands something in hears it at once.
/// </summary>
public sealed class SteadyPublisher(
    BrokerAddress broker, Rounds rounds, string name, TimeSpan confirmTime, ILogger<SteadyPublisher> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private PublishingLine? line;

    /// <summary>Why nothing can be published at this moment; null if it can.</summary>
    public string? WhyNot =>
        Volatile.Read(ref line) is { } on ? on.WhyNot : "there is no connection to it";

    /// <summary>Completes when the broker has all of them safe.</summary>
    /// <exception cref="BrokerAwaitedException">It may have some of them and not others.</exception>
    /// <exception cref="MassTransit.MessageReturnedException">No queue takes them.</exception>
    /// <exception cref="MassTransit.RabbitMqConnectionException">It may have some of them and not others.</exception>
    public async Task Publish(string exchange, IReadOnlyList<PlainMessage> batch)
    {
        var on = Volatile.Read(ref line);
        if (on is null) throw new BrokerAwaitedException("there is no connection to it");
        if (on.WhyNot is { } reason) throw new BrokerAwaitedException(reason);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(on.Held);
        limit.CancelAfter(confirmTime);
        var confirmed = Write(exchange, batch, on);
        try
        {
            await confirmed.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new BrokerAwaitedException(on.WhyNot ?? $"it has confirmed nothing for {confirmTime.TotalSeconds} s");
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (line is not null) await line.DisposeAsync();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        rounds.Every("Publishing", Pause, KeepConnected, log.NothingIsPublished, stoppingToken);

    /// <summary>All are on their way before the first is waited for, and one confirmation stands for many.</summary>
    private async Task Write(string exchange, IReadOnlyList<PlainMessage> batch, PublishingLine on)
    {
        var sent = new Outgoing[batch.Count];
        for (var i = 0; i < sent.Length; i++)
        {
            sent[i] = new Outgoing(exchange, isMandatory: true, PropertiesOf(batch[i]), batch[i].Body);
            on.Write(sent[i]);
        }

        foreach (var message in sent) await message.Confirmed;
    }

    private BasicProperties PropertiesOf(PlainMessage message) => new()
    {
        Persistent = true,
        ContentType = "application/json",
        MessageId = message.Id.ToString(),
        UserId = broker.User,
        Headers = message.Headers,
    };

    private async Task KeepConnected(CancellationToken stop)
    {
        if (line is null || !line.IsOpen)
        {
            var lost = line;
            Volatile.Write(ref line, null);
            if (lost is not null) await lost.DisposeAsync();
            Volatile.Write(ref line, await PublishingLine.Open(broker, name, stop));
        }

        if (line.WhyNot is { } reason) throw new BrokerAwaitedException(reason);
    }
}
