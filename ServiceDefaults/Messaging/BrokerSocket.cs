using System.IO.Pipelines;
using System.Net.Sockets;
using RabbitMQ.Client;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// A connection to the broker whose small writes are gathered into few large ones, whose loss blocks nobody, and on
/// which what is too large does not come in (<see cref="LeftWithBroker"/>).
/// </summary>
/// <remarks>
/// RabbitMQ.Client 7.2.2 sends every frame by a system call of its own: one for each publish and one for each
/// acknowledgement. And when such a send fails, what is to be sent next waits for ever, with the lock that the client
/// needs to tell anyone of the loss (rabbitmq-dotnet-client, issue 1930). Here a write only hands over its bytes; once
/// the connection is lost they go nowhere, and the reading side tells of the loss.
/// </remarks>
internal sealed class BrokerSocket(Socket socket, long mostBytes) : TcpClientAdapter(socket)
{
    /// <param name="mostBytes">A message with a longer body does not come in.</param>
    public static Func<AddressFamily, ITcpClient> Taking(long mostBytes) => family =>
        new BrokerSocket(new Socket(family, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true }, mostBytes);

    public override NetworkStream GetStream() => new GatheringStream(Client, mostBytes);

    private sealed class GatheringStream : NetworkStream
    {
        /// <summary>Bytes that may wait to be sent before a writer has to.</summary>
        private const int MostWaiting = 1024 * 1024;

        private readonly Pipe waiting = new(new PipeOptions(
            pauseWriterThreshold: MostWaiting,
            resumeWriterThreshold: MostWaiting / 2,
            useSynchronizationContext: false));

        /// <summary>A broker speaks first, after a few bytes of ours.</summary>
        private static readonly TimeSpan FirstWord = TimeSpan.FromSeconds(10);

        private readonly LeftWithBroker large;
        private bool hasSpoken;

        public GatheringStream(Socket socket, long mostBytes) : base(socket)
        {
            large = new LeftWithBroker(mostBytes);
            _ = Task.Run(Send);
        }

        public override async ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            // TLS asks with an empty buffer whether there is anything to read.
            if (buffer.IsEmpty) return large.HasSome ? 0 : await Hear(buffer, cancellationToken);
            while (true)
            {
                if (large.Give(buffer.Span) is > 0 and var given) return given;
                var taken = await Hear(large.Room, cancellationToken);
                if (taken == 0) return 0;
                large.Took(taken);
            }
        }

        public override async ValueTask WriteAsync(
            ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            await waiting.Writer.WriteAsync(large.Send(buffer), cancellationToken);

        private async ValueTask<int> Hear(Memory<byte> room, CancellationToken cancellationToken)
        {
            if (hasSpoken) return await base.ReadAsync(room, cancellationToken);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(FirstWord);
            try
            {
                var taken = await base.ReadAsync(room, limit.Token);
                hasSpoken = true;
                return taken;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new IOException($"It took the connection and has said nothing for {FirstWord.TotalSeconds} s.");
            }
        }

        protected override void Dispose(bool disposing)
        {
            waiting.Writer.Complete();
            base.Dispose(disposing);
        }

        private async Task Send()
        {
            try
            {
                ReadResult given;
                do
                {
                    given = await waiting.Reader.ReadAsync();
                    foreach (var part in given.Buffer) await base.WriteAsync(part);
                    waiting.Reader.AdvanceTo(given.Buffer.End);
                }
                while (!given.IsCompleted);
            }
            catch (Exception lost) when (lost is IOException or ObjectDisposedException)
            {
                // Whoever reads from this connection learns of its end, and closes it.
            }
            finally
            {
                await waiting.Reader.CompleteAsync();
            }
        }
    }
}
