using System.Diagnostics;
using System.Threading.Channels;
using Charging.ServiceDefaults.Hosting;
using MassTransit;
using RabbitMQ.Client;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// Publishes what a worker tells, to the byte as the bus would, on a channel of its own: nobody waits for a lock, and
/// the broker confirms hundreds at once. If the broker closes the channel, the next message opens another.
/// </summary>
internal sealed class OwnPublisher : IAsyncDisposable
{
    private static readonly ActivitySource Traces = new(Telemetry.Name);

    private readonly Channel<Outgoing> outgoing =
        Channel.CreateUnbounded<Outgoing>(new UnboundedChannelOptions { SingleReader = true });

    private readonly IConnection connection;
    private readonly Publications publications;
    private readonly string user;
    private readonly Task writing;

    /// <param name="connection">Where the channel is opened; it stays the giver's.</param>
    /// <param name="publications">What may be published.</param>
    /// <param name="user">The broker's user that is connected, whose name each message bears.</param>
    public OwnPublisher(IConnection connection, Publications publications, string user)
    {
        (this.connection, this.publications, this.user) = (connection, publications, user);
        writing = Task.Run(WriteAll);
    }

    /// <summary>
    /// Completes when the broker has the message safe. Cancelling ends the wait, and takes nothing back.
    /// </summary>
    /// <exception cref="MessageReturnedException">No queue took it.</exception>
    /// <exception cref="RabbitMqConnectionException">The broker may or may not have it.</exception>
    public async Task Publish(object message, Type kind, CancellationToken cancellationToken)
    {
        var publication = publications.Of(kind);
        using var trace = Traces.HasListeners()
            ? Traces.StartActivity($"{publication.Exchange} send", ActivityKind.Producer)
            : null;
        var properties = new BasicProperties
        {
            Persistent = true,
            ContentType = "application/json",
            MessageId = publication.IdOf(message).ToString(),
            UserId = user,
            Headers = publication.HeadersIn(Activity.Current),
        };
        var sent = new Outgoing(
            publication.Exchange, publication.IsMandatory, properties, PlainMessages.Write(message, kind))
        {
            ExchangeType = publication.ExchangeType,
            RoutingKey = publication.RouteOf(message),
        };
        if (!outgoing.Writer.TryWrite(sent))
            throw new RabbitMqConnectionException($"The queue stops or connects anew; {sent} waits for that.");
        await sent.Confirmed.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        outgoing.Writer.TryComplete();
        await writing;
    }

    private async Task WriteAll()
    {
        var channel = await Open();
        await foreach (var message in outgoing.Reader.ReadAllAsync()) channel = await Write(message, channel);
        if (channel is not null) await channel.DisposeAsync();
    }

    /// <summary>At once, so that the first message does not wait for it; null if the first is to try again.</summary>
    private async Task<ConfirmedChannel?> Open()
    {
        var opening = ConfirmedChannel.Open(connection);
        await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return opening.IsCompletedSuccessfully ? opening.Result : null;
    }

    /// <returns>The channel that goes on; null if the next message is to open one.</returns>
    private async Task<ConfirmedChannel?> Write(Outgoing message, ConfirmedChannel? channel)
    {
        try
        {
            if (channel is { IsOpen: false }) channel = await Leave(channel);
            channel ??= await ConfirmedChannel.Open(connection);
            await channel.Write(message);
            return channel;
        }
        catch (Exception lost) when (lost is not OutOfMemoryException)
        {
            message.Fail(new RabbitMqConnectionException($"The broker was not told {message}.", lost));
            return channel is null ? null : await Leave(channel);
        }
    }

    private static async Task<ConfirmedChannel?> Leave(ConfirmedChannel channel)
    {
        await channel.DisposeAsync();
        return null;
    }
}
