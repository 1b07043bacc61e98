using System.Net.Sockets;
using RabbitMQ.Client;

namespace Charging.Tests;

/// <summary>
/// A careless client's connection: a decimal with no digit after its point leaves it as one with 29, and
/// .NET has none such.
/// </summary>
internal sealed class SpoilingSocket(Socket socket) : TcpClientAdapter(socket)
{
    public const decimal Spoilt = 4_242_424;

    private static readonly byte[] Written = [(byte)'D', 0, 0x00, 0x40, 0xBB, 0xF8];

    public static ITcpClient Open(AddressFamily family) =>
        new SpoilingSocket(new Socket(family, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });

    public override NetworkStream GetStream() => new Spoiling(Client);

    private sealed class Spoiling(Socket socket) : NetworkStream(socket)
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var bytes = buffer.ToArray();
            if (bytes.AsSpan().IndexOf(Written) is >= 0 and var at) bytes[at + 1] = 29;
            return base.WriteAsync(bytes, cancellationToken);
        }
    }
}
