using System.Diagnostics;
using System.Net.Sockets;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// Waits for a broker that is away before the bus tries to connect. The bus itself would wait 3 to 30 s after each try
/// in vain, however soon the broker is back.
/// </summary>
internal static class BrokerReturn
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Then it is tried all the same, and its failure is logged.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Completes when one of the broker's hosts takes a connection.</summary>
    public static async Task Wait(BrokerAddress broker, CancellationToken stop)
    {
        var watch = Stopwatch.StartNew();
        using var timer = new PeriodicTimer(Pause);
        while (!await IsThere(broker, stop) && watch.Elapsed < Patience && !stop.IsCancellationRequested)
            await timer.WaitForNextTickAsync(CancellationToken.None);
    }

    private static async Task<bool> IsThere(BrokerAddress broker, CancellationToken stop)
    {
        var tries = await Task.WhenAll(broker.Nodes.Select(node => Answers(node.Host, node.Port, stop)));
        return tries.Contains(true);
    }

    private static async Task<bool> Answers(string host, int port, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(BrokerAddress.ConnectionTimeout);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(host, port, limit.Token);
            return true;
        }
        catch (Exception away) when (away is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
