using System.Threading.Channels;
using MassTransit;
using RabbitMQ.Client;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// Writes what is handed in, one after the other, on a channel of its own. If the broker closes that, the next message
/// opens another.
/// </summary>
internal sealed class ConfirmedWriter : IAsyncDisposable
{
    private readonly Channel<Outgoing> outgoing =
        Channel.CreateUnbounded<Outgoing>(new UnboundedChannelOptions { SingleReader = true });

    private readonly IConnection connection;
    private readonly bool declares;
    private readonly Task writing;

    /// <param name="connection">Where the channel is opened; it stays the giver's.</param>
    /// <param name="declares">Whether exchanges are declared before something is published to them.</param>
    public ConfirmedWriter(IConnection connection, bool declares)
    {
        (this.connection, this.declares) = (connection, declares);
        writing = Task.Run(WriteAll);
    }

    /// <returns>False once it ends: nobody will write the message.</returns>
    public bool TryWrite(Outgoing message) => outgoing.Writer.TryWrite(message);

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
        var opening = ConfirmedChannel.Open(connection, declares);
        await ((Task)opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return opening.IsCompletedSuccessfully ? opening.Result : null;
    }

    /// <returns>The channel that goes on; null if the next message is to open one.</returns>
    private async Task<ConfirmedChannel?> Write(Outgoing message, ConfirmedChannel? channel)
    {
        try
        {
            if (channel is { IsOpen: false }) channel = await Leave(channel);
            channel ??= await ConfirmedChannel.Open(connection, declares);
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
