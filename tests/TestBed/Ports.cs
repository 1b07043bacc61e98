using System.Net;
using System.Net.Sockets;

namespace Charging.TestBed;

/// <summary>Ports for those who listen during a test.</summary>
public static class Ports
{
    /// <summary>A port of loopback that nobody listens on at this moment.</summary>
    public static int Free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
