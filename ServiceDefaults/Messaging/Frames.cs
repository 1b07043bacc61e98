namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// Bytes on their way from the broker to its client, of which some pass, some are skipped and some are put in.
/// </summary>
internal sealed class Frames
{
    /// <summary>A frame up to this length is seen whole; RabbitMQ sends none beyond 128 KiB unless told to.</summary>
    public const int Largest = 256 * 1024;

    private readonly byte[] bytes = new byte[Largest];
    private int start;
    private int end;
    private long passing;
    private long skipping;
    private byte[] then = [];
    private int thenGiven;

    /// <summary>What came and was not given yet, beginning with a frame unless <see cref="IsWithin"/>.</summary>
    public Span<byte> Seen => bytes.AsSpan(start, end - start);

    /// <summary>A frame is not over yet.</summary>
    public bool IsWithin => passing > 0 || skipping > 0 || thenGiven < then.Length;

    public Memory<byte> Room
    {
        get
        {
            if (start > 0)
            {
                Seen.CopyTo(bytes);
                (start, end) = (0, end - start);
            }

            return bytes.AsMemory(end);
        }
    }

    public void Took(int count) => end += count;

    /// <summary>So many bytes go to the client, and behind them these.</summary>
    public bool Pass(long count, byte[]? andThen = null)
    {
        (passing, then, thenGiven) = (count, andThen ?? [], 0);
        return true;
    }

    public bool Skip(long count)
    {
        skipping = count;
        return true;
    }

    /// <summary>Copies what may pass; 0 when there is nothing, or when the next frame is to be judged first.</summary>
    public int Give(Span<byte> client)
    {
        var skipped = (int)Math.Min(skipping, end - start);
        start += skipped;
        skipping -= skipped;
        if (passing > 0)
        {
            var count = (int)Math.Min(passing, Math.Min(end - start, client.Length));
            bytes.AsSpan(start, count).CopyTo(client);
            start += count;
            passing -= count;
            return count;
        }

        var rest = then.AsSpan(thenGiven);
        rest = rest[..Math.Min(rest.Length, client.Length)];
        rest.CopyTo(client);
        thenGiven += rest.Length;
        return rest.Length;
    }
}
