using System.Buffers;

namespace Charging.Ingest.Reading;

/// <summary>A request's body in memory that is given back once nobody reads it any more.</summary>
internal sealed class RequestBody : IDisposable
{
    /// <summary>In bytes. More is neither read nor kept.</summary>
    public const int Largest = 1024 * 1024;

    private const int First = 16 * 1024;

    private byte[] buffer;
    private int length;

    private RequestBody(int capacity) => buffer = ArrayPool<byte>.Shared.Rent(capacity);

    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    /// <returns>Null for one that is too large.</returns>
    /// <exception cref="OperationCanceledException">It took too long, or its sender has gone.</exception>
    public static async Task<RequestBody?> Read(HttpRequest request, CancellationToken stop)
    {
        if (request.ContentLength > Largest) return null;
        var body = new RequestBody(Math.Max(First, (int)(request.ContentLength ?? 0) + 1));
        var reader = request.BodyReader;
        // The wait is ended, and not the reading: the server reads what is left, and would log that it cannot.
        await using var ending = stop.Register(reader.CancelPendingRead);
        for (var isWhole = false; !isWhole && body.length <= Largest;)
        {
            var read = await reader.ReadAsync(CancellationToken.None);
            body.Add(read.Buffer);
            reader.AdvanceTo(read.Buffer.End);
            stop.ThrowIfCancellationRequested();
            isWhole = read.IsCompleted;
        }

        if (body.length <= Largest) return body;
        body.Dispose();
        return null;
    }

    /// <summary>Not where something of it may still be on its way.</summary>
    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private void Add(ReadOnlySequence<byte> more)
    {
        var count = checked((int)more.Length);
        if (length + count > buffer.Length) Grow(length + count);
        more.CopyTo(buffer.AsSpan(length));
        length += count;
    }

    private void Grow(int atLeast)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(atLeast, buffer.Length * 2));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
