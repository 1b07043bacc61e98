using System.Buffers.Binary;
using MassTransit;

namespace Charging.ServiceDefaults.Messaging;

/// <summary>
/// Keeps messages that are too large out of the worker's memory. It sees AMQP's frames before the client does: of a
/// delivery whose body is longer than allowed the body is thrown away as it arrives, a mark with its length takes its
/// place, and when that is acknowledged, the broker is told to set the message aside (into <c>_dead</c>, whole).
/// Properties that would cost the client its connection (<see cref="Properties"/>) are left out: such a message comes
/// without any, from nobody who is known.
/// </summary>
/// <remarks>
/// RabbitMQ counts what it hands out ahead in messages, never in bytes, and its client reads all of it at once: a few
/// dozen waiting messages would else take gigabytes. Where TLS hides the frames nothing is thrown away.
/// </remarks>
internal sealed class LeftWithBroker(long mostBytes)
{
    private const byte Method = 1;
    private const byte Header = 2;
    private const byte Body = 3;
    private const int FrameStart = 7;
    private const int FrameAround = FrameStart + 1;
    private const byte FrameEnd = 0xCE;
    private const int FlagsAt = 12;
    private const ushort Channel = 20;
    private const ushort OpenOk = 11;
    private const ushort Basic = 60;
    private const ushort Deliver = 60;
    private const ushort GetOk = 71;
    private const ushort Ack = 80;
    private const ushort Reject = 90;
    private const ushort Nack = 120;

    private static readonly byte[] Mark = Guid.NewGuid().ToByteArray();

    private readonly Frames frames = new();
    private readonly Dictionary<ushort, ulong> announced = [];
    private readonly Dictionary<ushort, long> dropping = [];
    private readonly HashSet<(ushort Channel, ulong Tag)> left = [];
    private bool isPlain;

    /// <summary>The length of a body that was thrown away; null for every other.</summary>
    public static long? LengthOf(MessageBody body) =>
        body.Length == Mark.Length + sizeof(long) ? LengthOf(body.GetBytes()) : null;

    public static long? LengthOf(ReadOnlySpan<byte> body) =>
        body.Length == Mark.Length + sizeof(long) && body.StartsWith(Mark)
            ? BinaryPrimitives.ReadInt64BigEndian(body[Mark.Length..])
            : null;

    /// <summary>Where to put what comes from the broker next.</summary>
    public Memory<byte> Room => frames.Room;

    /// <summary>Something came that the client has not seen yet.</summary>
    public bool HasSome => frames.Seen.Length > 0 || frames.IsWithin;

    public void Took(int bytes) => frames.Took(bytes);

    /// <summary>Copies what the client is to see; 0 when more must come from the broker first.</summary>
    public int Give(Span<byte> client)
    {
        var given = 0;
        while (given < client.Length)
        {
            if (frames.Give(client[given..]) is > 0 and var bytes) given += bytes;
            else if (frames.IsWithin || !NextFrame()) break;
        }

        return given;
    }

    /// <summary>What goes to the broker: as it is, but for the acknowledgement of what was left there.</summary>
    public ReadOnlyMemory<byte> Send(ReadOnlyMemory<byte> written)
    {
        lock (left)
        {
            if (left.Count == 0) return written;
        }

        var bytes = written.ToArray();
        for (var at = 0; at + FrameAround <= bytes.Length;)
        {
            var frame = bytes.AsSpan(at);
            var size = BinaryPrimitives.ReadUInt32BigEndian(frame[3..]);
            if (frame.Length < FrameAround + size) break;
            if (frame[0] == Method && size >= 13) Answer(frame);
            at += FrameAround + (int)size;
        }

        return bytes;
    }

    /// <summary>basic.ack and basic.reject differ in their number alone; the flag 0 means "not again".</summary>
    private void Answer(Span<byte> frame)
    {
        var payload = frame[FrameStart..];
        var method = BinaryPrimitives.ReadUInt16BigEndian(payload[2..]);
        if (BinaryPrimitives.ReadUInt16BigEndian(payload) != Basic || method is not (Ack or Nack)) return;
        var delivery = (ChannelOf(frame), BinaryPrimitives.ReadUInt64BigEndian(payload[4..]));
        lock (left)
        {
            if (!left.Remove(delivery) || method == Nack) return;
        }

        BinaryPrimitives.WriteUInt16BigEndian(payload[2..], Reject);
        payload[12] = 0;
    }

    private bool NextFrame()
    {
        var seen = frames.Seen;
        if (!isPlain)
        {
            if (seen.Length == 0) return false;
            if (seen[0] != Method) return frames.Pass(long.MaxValue); // TLS, or no AMQP 0-9-1 at all
            isPlain = true;
        }

        if (seen.Length < FrameStart) return false;
        var size = BinaryPrimitives.ReadUInt32BigEndian(seen[3..]);
        var whole = FrameAround + size;
        var isLooked = seen[0] is Method or Header && whole <= Frames.Largest;
        if (isLooked && seen.Length < whole) return false;

        var channel = ChannelOf(seen);
        switch (seen[0])
        {
            case Method when isLooked:
                Announce(channel, seen[FrameStart..(int)whole]);
                break;
            case Header when isLooked && announced.Remove(channel, out var tag):
                if (Drop(channel, tag, seen[FrameStart..(int)whole]) is { } mark) return frames.Pass(whole, mark);
                break;
            case Body when dropping.TryGetValue(channel, out var more) && more > 0:
                dropping[channel] = more - size;
                return frames.Skip(whole);
        }

        return frames.Pass(whole);
    }

    private void Announce(ushort channel, Span<byte> payload)
    {
        announced.Remove(channel);
        if (payload.Length < 5) return;
        int? tagAt = (BinaryPrimitives.ReadUInt16BigEndian(payload), BinaryPrimitives.ReadUInt16BigEndian(payload[2..]))
            switch
        {
            (Basic, Deliver) => 5 + payload[4],
            (Basic, GetOk) => 4,
            (Channel, OpenOk) => Forget(channel),
            _ => null,
        };
        if (tagAt is { } at && payload.Length >= at + sizeof(ulong))
            announced[channel] = BinaryPrimitives.ReadUInt64BigEndian(payload[at..]);
    }

    /// <summary>Its number was another channel's before, whose messages are no longer ours.</summary>
    private int? Forget(ushort channel)
    {
        dropping.Remove(channel);
        lock (left) left.RemoveWhere(delivery => delivery.Channel == channel);
        return null;
    }

    /// <summary>The frame that takes the body's place; null when the body is short enough to be taken.</summary>
    private byte[]? Drop(ushort channel, ulong tag, Span<byte> header)
    {
        if (header.Length < FlagsAt + sizeof(ushort)) return null;
        if (!Properties.AreReadable(header[FlagsAt..])) header.Slice(FlagsAt, sizeof(ushort)).Clear();
        var length = BinaryPrimitives.ReadInt64BigEndian(header[4..]);
        if (length <= mostBytes) return null;
        var size = Mark.Length + sizeof(long);
        BinaryPrimitives.WriteInt64BigEndian(header[4..], size);
        dropping[channel] = length;
        lock (left) left.Add((channel, tag));

        var frame = new byte[FrameAround + size];
        frame[0] = Body;
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(1), channel);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(3), (uint)size);
        Mark.CopyTo(frame.AsSpan(FrameStart));
        BinaryPrimitives.WriteInt64BigEndian(frame.AsSpan(FrameStart + Mark.Length), length);
        frame[^1] = FrameEnd;
        return frame;
    }

    private static ushort ChannelOf(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadUInt16BigEndian(frame[1..]);
}
