using System.Net;
using System.Net.Sockets;

namespace Charging.Tests.Platforms;

/// <summary>A way to the broker that a test can break, as networks do; who comes again gets through.</summary>
internal sealed class BreakableWire : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private readonly List<TcpClient> open = [];
    private readonly Uri broker;
    private readonly Task accepting;

    /// <param name="broker">The address that is behind it.</param>
    public BreakableWire(string broker)
    {
        this.broker = new Uri(broker);
        listener.Start();
        accepting = Accept();
    }

    /// <summary>The broker's address with this port instead of its own.</summary>
    public string Address =>
        new UriBuilder(broker) { Host = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port }.ToString();

    /// <summary>Ends all that are connected now, without a word.</summary>
    public void Break()
    {
        lock (open)
        {
            foreach (var one in open) one.Dispose();
            open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        await ((Task)accepting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Break();
        listener.Dispose();
        end.Dispose();
    }

    private async Task Accept()
    {
        while (true)
        {
            var client = await listener.AcceptTcpClientAsync(end.Token);
            var server = new TcpClient();
            await server.ConnectAsync(broker.Host, broker.Port, end.Token);
            lock (open) open.AddRange([client, server]);
            _ = Pass(client, server);
            _ = Pass(server, client);
        }
    }

    /// <summary>Until one side is broken; the other hears it by its own end.</summary>
    private async Task Pass(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream(), end.Token);
        }
        catch (Exception broken) when (broken is IOException or ObjectDisposedException or InvalidOperationException)
        {
            // That is what it is for.
        }

        to.Close();
    }
}
