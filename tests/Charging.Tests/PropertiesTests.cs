using System.Buffers.Binary;
using System.Text;

namespace Charging.Tests;

/// <summary>Properties as they stand in a content header of AMQP 0-9-1, byte for byte.</summary>
public class PropertiesTests
{
    private const ushort HeadersAlone = 0x2000;

    private static readonly byte[][] Known =
    [
        [(byte)'V'], [(byte)'t', 1], [(byte)'b', 1], [(byte)'B', 1], [(byte)'s', 0, 1],
        [(byte)'u', 0, 1], [(byte)'I', 0, 0, 0, 1], [(byte)'i', 0, 0, 0, 1],
        [(byte)'f', 0, 0, 0, 1], [(byte)'l', .. new byte[8]], [(byte)'d', .. new byte[8]],
        [(byte)'T', .. new byte[8]], [(byte)'D', 28, 0, 0, 0, 1], [(byte)'S', 0, 0, 0, 1, 1],
        [(byte)'x', 0, 0, 0, 0], [(byte)'A', 0, 0, 0, 2, (byte)'V', (byte)'V'], Tables(7),
    ];

    private static readonly byte[][] Unknown =
    [
        [(byte)'L', .. new byte[8]], [0], [(byte)'D', 29, 0, 0, 0, 1], [(byte)'I', 0, 0, 0],
        [(byte)'S', 0, 0, 0, 2, 1], [(byte)'S', 0xFF, 0xFF, 0xFF, 0xFF], [(byte)'F', 0, 0],
        [(byte)'A', 0, 0, 0, 1, (byte)'Q'], [(byte)'F', 0xFF, 0xFF, 0xFF, 0xFF], [], Tables(8),
        Tables(3_000), [(byte)'S', 0, 0, 0x80, 0, .. new byte[0x8000]],
    ];

    [Test]
    public void What_a_client_knows_is_readable() =>
        Assert.That(Known, Has.All.Matches<byte[]>(IsReadable));

    [Test]
    public void What_it_does_not_know_or_what_is_cut_off_or_deep_or_long_is_not() =>
        Assert.That(Unknown, Has.None.Matches<byte[]>(IsReadable));

    [Test]
    public void All_fourteen_are_looked_at_in_their_order()
    {
        byte[] text = [1, (byte)'x'];
        byte[] all =
        [
            .. text, .. text, .. Table([(byte)'V']), 2, 0, .. text, .. text, .. text, .. text, .. new byte[8], .. text,
            .. text, .. text, .. text,
        ];

        Assert.That(Properties.AreReadable(Header(0xFFFC, all)), Is.True);
        Assert.That(Properties.AreReadable(Header(0xFFFC, all[..^1])), Is.False, "the last is cut off");
        Assert.That(Properties.AreReadable(Header(0xFFFD, all)), Is.False, "there is no fifteenth");
    }

    [Test]
    public void None_at_all_is_readable_and_no_flags_are_not()
    {
        Assert.That(Properties.AreReadable([0, 0]), Is.True);
        Assert.That(Properties.AreReadable([0]), Is.False);
    }

    private static bool IsReadable(byte[]? value) =>
        Properties.AreReadable(Header(HeadersAlone, Table(value!)));

    private static byte[] Header(ushort flags, byte[] properties) =>
        [(byte)(flags >> 8), (byte)(flags & 0xFF), .. properties];

    /// <summary>With one value, under the name "n".</summary>
    private static byte[] Table(byte[] value)
    {
        byte[] entry = [1, .. Encoding.UTF8.GetBytes("n"), .. value];
        var table = new byte[sizeof(uint) + entry.Length];
        BinaryPrimitives.WriteInt32BigEndian(table, entry.Length);
        entry.CopyTo(table, sizeof(uint));
        return table;
    }

    private static byte[] Tables(int within) =>
        Enumerable.Range(0, within).Aggregate(new[] { (byte)'V' }, (value, _) => [(byte)'F', .. Table(value)]);
}
