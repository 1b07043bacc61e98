using RabbitMQ.Client;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// A connection that only publishes, as long as it lasts, and whether the broker holds it back: with too little memory
/// or disk it reads no more from whoever publishes, and says so when something comes.
/// </summary>
internal sealed class PublishingLine : IAsyncDisposable
{
    private static readonly TimeSpan FarewellTime = TimeSpan.FromSeconds(2);

    private readonly IConnection connection;
    private readonly ConfirmedWriter writer;
    private volatile CancellationTokenSource held = new();
    private volatile string? heldBack;

    private PublishingLine(IConnection connection)
    {
        (this.connection, writer) = (connection, new ConfirmedWriter(connection, declares: false));
        connection.ConnectionBlockedAsync += (_, why) => HoldBack(why.Reason);
        connection.ConnectionUnblockedAsync += (_, _) => GoOn();
    }

    public bool IsOpen => connection.IsOpen;

    /// <summary>Why nothing can be published at this moment; null if it can.</summary>
    public string? WhyNot =>
        !connection.IsOpen ? "the connection to it is lost"
        : heldBack is { } reason ? $"it holds publishers back ({reason})"
        : null;

    /// <summary>Cancelled when the broker begins to hold back what is published.</summary>
    public CancellationToken Held => held.Token;

    public static async Task<PublishingLine> Open(BrokerAddress broker, string name, CancellationToken stop)
    {
        var factory = broker.Factory(name);
        factory.SocketFactory = BrokerSocket.Taking(MessageSizes.Most);
        factory.AutomaticRecoveryEnabled = false; // whoever waits for a confirm is to hear that it will not come
        return new PublishingLine(await factory.CreateConnectionAsync(broker.Endpoints(factory), stop));
    }

    public void Write(Outgoing message)
    {
        if (!writer.TryWrite(message))
            message.Fail(new BrokerAwaitedException("the connection to it is being made anew"));
    }

    /// <summary>The connection first: one that is held back would be written to without an end.</summary>
    public async ValueTask DisposeAsync()
    {
        await connection.AbortAsync(Constants.ReplySuccess, "done", FarewellTime);
        await writer.DisposeAsync();
        await connection.DisposeAsync();
    }

    private Task HoldBack(string reason)
    {
        heldBack = reason;
        return held.CancelAsync();
    }

    private Task GoOn()
    {
        held = new CancellationTokenSource();
        heldBack = null;
        return Task.CompletedTask;
    }
}
