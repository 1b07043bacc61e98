using System.Buffers.Binary;
using System.IO.Compression;

namespace Charging.Documents.Tests.Pdf;

/// <summary>
/// As much of a CFF font as tells which letters it has and how wide each is (Adobe's technical notes 5176 and 5177):
/// of each letter the shape begins with its width.
/// </summary>
internal sealed class CffFont
{
    private const int CharsetKey = 15;
    private const int ShapesKey = 17;
    private const int RegistryKey = (12 << 8) + 30;

    private readonly byte[] bytes;

    private CffFont(byte[] bytes)
    {
        this.bytes = bytes;
        var (names, afterNames) = IndexAt(bytes[2]);
        var (tops, afterTops) = IndexAt(afterNames);
        var (strings, _) = IndexAt(afterTops);
        var top = KeysOf(tops.Single());
        Name = System.Text.Encoding.ASCII.GetString(names.Single().Span);
        Shapes = IndexAt((int)top[ShapesKey][0]).Items;
        Numbers = CharsetAt((int)top[CharsetKey][0], Shapes.Count);
        Keys = [.. top.Keys];
        Registry = [.. top[RegistryKey].Take(2).Select(id => System.Text.Encoding.ASCII.GetString(
            strings[(int)id - 391].Span))];
    }

    public string Name { get; }

    /// <summary>Which keys its dictionary has.</summary>
    public IReadOnlyList<int> Keys { get; }

    public IReadOnlyList<string> Registry { get; }

    /// <summary>Of each shape, the number that a text calls it by; the first is that of letters it has not.</summary>
    public IReadOnlyList<int> Numbers { get; }

    public IReadOnlyList<ReadOnlyMemory<byte>> Shapes { get; }

    public IReadOnlyList<int> Widths => [.. Shapes.Select(shape => (int)NumberAt(shape.Span, 0).Value)];

    public static CffFont Unpacked(byte[] packed)
    {
        using var inflate = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var whole = new MemoryStream();
        inflate.CopyTo(whole);
        return new CffFont(whole.ToArray());
    }

    private (IReadOnlyList<ReadOnlyMemory<byte>> Items, int End) IndexAt(int at)
    {
        var count = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at));
        if (count == 0) return ([], at + 2);

        var size = bytes[at + 2];
        var start = at + 2 + ((count + 1) * size);
        var offsets = Enumerable.Range(0, count + 1).Select(item => start + Offset(item)).ToList();
        return (
            [.. offsets.Zip(offsets.Skip(1), (from, to) => (ReadOnlyMemory<byte>)bytes.AsMemory(from, to - from))],
            offsets[^1]);

        int Offset(int item) =>
            bytes.Skip(at + 3 + (item * size)).Take(size).Aggregate(0, (sum, one) => (sum << 8) + one);
    }

    private List<int> CharsetAt(int at, int count)
    {
        // In ranges, whose lengths are of one byte in the first format and of two in the second.
        var size = bytes[at];
        Assert.That(size, Is.InRange(1, 2));
        List<int> numbers = [0];
        for (at++; numbers.Count < count; at += 2 + size)
        {
            var first = BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at));
            var more = size == 1 ? bytes[at + 2] : BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at + 2));
            numbers.AddRange(Enumerable.Range(first, more + 1));
        }

        return numbers;
    }

    private static Dictionary<int, List<double>> KeysOf(ReadOnlyMemory<byte> dictionary)
    {
        var (keys, operands, at) = (new Dictionary<int, List<double>>(), new List<double>(), 0);
        while (at < dictionary.Length)
        {
            var one = dictionary.Span[at];
            if (one > 21)
            {
                var (value, length) = NumberAt(dictionary.Span, at);
                operands.Add(value);
                at += length;
                continue;
            }

            keys[one == 12 ? (12 << 8) + dictionary.Span[at + 1] : one] = operands;
            (operands, at) = ([], at + (one == 12 ? 2 : 1));
        }

        return keys;
    }

    private static (double Value, int Length) NumberAt(ReadOnlySpan<byte> span, int at) => span[at] switch
    {
        >= 32 and <= 246 => (span[at] - 139, 1),
        >= 247 and <= 250 => (((span[at] - 247) * 256) + span[at + 1] + 108, 2),
        >= 251 and <= 254 => ((-(span[at] - 251) * 256) - span[at + 1] - 108, 2),
        28 => (BinaryPrimitives.ReadInt16BigEndian(span[(at + 1)..]), 3),
        29 => (BinaryPrimitives.ReadInt32BigEndian(span[(at + 1)..]), 5),
        _ => throw new InvalidOperationException($"No whole number begins with the byte {span[at]}."),
    };
}
