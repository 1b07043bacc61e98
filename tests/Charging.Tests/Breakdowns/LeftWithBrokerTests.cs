using System.Buffers.Binary;

namespace Charging.Tests.Breakdowns;

/// <summary>AMQP's frames between the broker and its client, byte for byte.</summary>
public class LeftWithBrokerTests
{
    private const int Most = 100;

    private static readonly byte[] OpenOk = Frame(1, [0, 20, 0, 11, 0, 0, 0, 0]);
    private static readonly byte[] Unreadable = [0x20, 0, 0, 0, 0, 4, 1, (byte)'n', (byte)'L', 0];
    private static readonly byte[] Plain = [0, 0];

    private readonly byte[] client = new byte[64 * 1024];
    private LeftWithBroker between = null!;

    [SetUp]
    public void Open() => between = new LeftWithBroker(Most);

    [TestCase(true, Description = "handed out to a consumer")]
    [TestCase(false, Description = "asked for by the operator")]
    public void Properties_that_no_client_can_read_do_not_reach_it(bool isDelivered)
    {
        var method = isDelivered ? Deliver(1) : Got(1);

        var given = Give([.. method, .. Header(2, Unreadable), .. Body(2)]);

        byte[] emptied = [0, 0, .. Unreadable[2..]];
        Assert.That(given, Is.EqualTo((byte[])[.. method, .. Header(2, emptied), .. Body(2)]));
    }

    [Test]
    public void Properties_that_it_can_read_reach_it_as_they_are()
    {
        byte[] frames = [.. Deliver(1), .. Header(2, [0x80, 0, 1, (byte)'x']), .. Body(2)];

        Assert.That(Give(frames), Is.EqualTo(frames));
    }

    [Test]
    public void What_is_acknowledged_unread_is_set_aside_by_the_broker()
    {
        Give([.. Deliver(7), .. Header(Most + 1, Plain), .. Body(Most + 1)]);

        Assert.That(between.Send(Ack(7)).ToArray(), Is.EqualTo(Frame(1, [0, 60, 0, 90, .. Tag(7), 0])));
    }

    [Test]
    public void A_channel_that_is_opened_again_begins_anew()
    {
        Give([.. Deliver(7), .. Header(Most + 1, Plain)]); // closed before its body came

        byte[] good = [.. OpenOk, .. Deliver(7), .. Header(Most, Plain), .. Body(Most)];
        Assert.That(Give(good), Is.EqualTo(good));
        Assert.That(between.Send(Ack(7)).ToArray(), Is.EqualTo(Ack(7)));
    }

    private byte[] Give(byte[] fromBroker)
    {
        fromBroker.CopyTo(between.Room);
        between.Took(fromBroker.Length);
        return client[..between.Give(client)];
    }

    private static byte[] Deliver(byte tag) => Frame(1, [0, 60, 0, 60, 1, (byte)'c', .. Tag(tag), 0, 0, 0]);

    private static byte[] Got(byte tag) => Frame(1, [0, 60, 0, 71, .. Tag(tag), 0, 0, 0, 0, 0, 0, 0]);

    private static byte[] Ack(byte tag) => Frame(1, [0, 60, 0, 80, .. Tag(tag), 0]);

    private static byte[] Header(byte length, byte[] properties) =>
        Frame(2, [0, 60, 0, 0, 0, 0, 0, 0, 0, 0, 0, length, .. properties]);

    private static byte[] Body(int length) => Frame(3, new byte[length]);

    private static byte[] Tag(byte tag) => [0, 0, 0, 0, 0, 0, 0, tag];

    /// <summary>All of channel 1.</summary>
    private static byte[] Frame(byte kind, byte[] payload)
    {
        var size = new byte[sizeof(uint)];
        BinaryPrimitives.WriteInt32BigEndian(size, payload.Length);
        return [kind, 0, 1, .. size, .. payload, 0xCE];
    }
}
