using System.Diagnostics;
using Charging.ServiceDefaults.Hosting;
using MassTransit;
using RabbitMQ.Client;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// Publishes what a worker tells, to the byte as the bus would, on a channel of its own: nobody waits for a lock, and
/// the broker confirms hundreds at once (<see cref="ConfirmedWriter"/>).
/// </summary>
internal sealed class OwnPublisher : IAsyncDisposable
{
    private static readonly ActivitySource Traces = new(Telemetry.Name);

    private readonly ConfirmedWriter writer;
    private readonly Publications publications;
    private readonly string user;

    /// <param name="connection">Where the channel is opened; it stays the giver's.</param>
    /// <param name="publications">What may be published.</param>
    /// <param name="user">The broker's user that is connected, whose name each message bears.</param>
    public OwnPublisher(IConnection connection, Publications publications, string user)
    {
        (this.publications, this.user) = (publications, user);
        writer = new ConfirmedWriter(connection, declares: true);
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
        if (!writer.TryWrite(sent))
            throw new RabbitMqConnectionException($"The queue stops or connects anew; {sent} waits for that.");
        await sent.Confirmed.WaitAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => writer.DisposeAsync();
}
