using System.Globalization;
using System.Text;

namespace Charging.Documents.Pdf.Writing;

/// <summary>Bytes that grow, in the notation of PDF.</summary>
internal sealed class PdfBytes(int capacity)
{
    private byte[] bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    public PdfBytes Add(ReadOnlySpan<byte> more)
    {
        more.CopyTo(Room(more.Length));
        Length += more.Length;
        return this;
    }

    /// <param name="text">In letters of Latin-1, one byte each.</param>
    public PdfBytes Add(string text)
    {
        Length += Encoding.Latin1.GetBytes(text, Room(text.Length));
        return this;
    }

    public PdfBytes Add(byte one)
    {
        Room(1)[0] = one;
        Length++;
        return this;
    }

    public PdfBytes Add(int number)
    {
        number.TryFormat(Room(11), out var length, default, CultureInfo.InvariantCulture);
        Length += length;
        return this;
    }

    /// <summary>To three decimals, which at 72 to the inch nobody sees the end of.</summary>
    public PdfBytes Add(float number)
    {
        var thousandths = (int)MathF.Round(number * 1000, MidpointRounding.AwayFromZero);
        if (thousandths < 0) Add((byte)'-');
        var (whole, rest) = Math.DivRem(Math.Abs(thousandths), 1000);
        Add(whole);
        if (rest == 0) return this;

        Add((byte)'.').Add((byte)('0' + (rest / 100)));
        if (rest % 100 > 0) Add((byte)('0' + (rest / 10 % 10)));
        return rest % 10 > 0 ? Add((byte)('0' + (rest % 10))) : this;
    }

    /// <summary>The letters as a string of two bytes each, by their numbers in Unicode.</summary>
    public PdfBytes AddString(ReadOnlySpan<char> letters)
    {
        var room = Room((letters.Length * 4) + 2);
        var at = 0;
        room[at++] = (byte)'(';
        foreach (var letter in letters)
        {
            at += Escape((byte)(letter >> 8), room[at..]);
            at += Escape((byte)(letter & 0xFF), room[at..]);
        }

        room[at++] = (byte)')';
        Length += at;
        return this;
    }

    /// <summary>What ends a string, and the byte that a reader would take for a line feed.</summary>
    private static int Escape(byte one, Span<byte> room)
    {
        if (one is not ((byte)'(' or (byte)')' or (byte)'\\' or (byte)'\r'))
        {
            room[0] = one;
            return 1;
        }

        room[0] = (byte)'\\';
        room[1] = one == (byte)'\r' ? (byte)'r' : one;
        return 2;
    }

    private Span<byte> Room(int more)
    {
        if (bytes.Length - Length < more) Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + more));
        return bytes.AsSpan(Length);
    }
}
