using System.Buffers.Binary;
using System.Text;

namespace Charging.Documents.Pdf.Writing;

/// <summary>
/// sRGB as an ICC profile (version 4.2, as PDF 1.7 reads it), from the figures of IEC 61966-2-1: three primaries, here
/// as seen under D50, and the curve from a number to its light.
/// </summary>
internal static class ColorProfile
{
    private const int Header = 128;
    private const int Row = 12;
    private const byte WithStraightBegin = 3;

    private static readonly double[] White = [0.96420, 1.00000, 0.82490];
    private static readonly double[] Red = [0.43607, 0.22250, 0.01393];
    private static readonly double[] Green = [0.38506, 0.71688, 0.09710];
    private static readonly double[] Blue = [0.14308, 0.06062, 0.71417];

    /// <summary>From the standard's white, D65, to that of profiles, D50, by Bradford's way.</summary>
    private static readonly double[] Adaptation =
    [
        1.04781, 0.02289, -0.05013, 0.02954, 0.99048, -0.01705, -0.00923, 0.01504, 0.75213,
    ];

    /// <summary>Gamma, then a, b, c and d: (a x + b) to the gamma from d on, c x below.</summary>
    private static readonly double[] Curve = [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045];

    public static byte[] Write()
    {
        (string Name, byte[] Content)[] tags =
        [
            ("desc", Text("sRGB IEC61966-2.1")), ("cprt", Text("No copyright, use freely")),
            ("wtpt", [.. Type("XYZ "u8), .. Fixed(White)]), ("chad", [.. Type("sf32"u8), .. Fixed(Adaptation)]),
            ("rXYZ", [.. Type("XYZ "u8), .. Fixed(Red)]), ("gXYZ", [.. Type("XYZ "u8), .. Fixed(Green)]),
            ("bXYZ", [.. Type("XYZ "u8), .. Fixed(Blue)]),
            ("rTRC", [.. Type("para"u8), 0, WithStraightBegin, 0, 0, .. Fixed(Curve)]),
        ];

        // The three curves are one, and stand in the file once.
        string[] names = [.. tags.Select(tag => tag.Name), "gTRC", "bTRC"];
        var start = Header + 4 + (names.Length * Row);
        var places = new List<(int Offset, int Length)>();
        List<byte> contents = [];
        foreach (var (_, content) in tags)
        {
            places.Add((start + contents.Count, content.Length));
            contents.AddRange([.. content, .. new byte[-content.Length & 3]]);
        }

        return [.. HeaderOf(start + contents.Count), .. Table(names, places), .. contents];
    }

    private static byte[] HeaderOf(int length)
    {
        var header = new byte[Header];
        BinaryPrimitives.WriteInt32BigEndian(header, length);
        header[8] = 4;
        header[9] = 0x20;
        "mntrRGB XYZ "u8.CopyTo(header.AsSpan(12));

        // When it was made is a part of it: the day of the standard.
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(24), 1999);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(26), 10);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(28), 18);
        "acsp"u8.CopyTo(header.AsSpan(36));
        Fixed(White).CopyTo(header, 68);
        return header;
    }

    private static byte[] Table(string[] names, List<(int Offset, int Length)> places)
    {
        var table = new byte[4 + (names.Length * Row)];
        BinaryPrimitives.WriteInt32BigEndian(table, names.Length);
        for (var i = 0; i < names.Length; i++)
        {
            var (offset, length) = places[Math.Min(i, places.Count - 1)];
            var row = table.AsSpan(4 + (i * Row));
            Encoding.ASCII.GetBytes(names[i], row);
            BinaryPrimitives.WriteInt32BigEndian(row[4..], offset);
            BinaryPrimitives.WriteInt32BigEndian(row[8..], length);
        }

        return table;
    }

    private static byte[] Type(ReadOnlySpan<byte> name) => [.. name, 0, 0, 0, 0];

    /// <summary>In one language, of two bytes a letter.</summary>
    private static byte[] Text(string text)
    {
        var length = (byte)(text.Length * 2);
        return
        [
            .. Type("mluc"u8), 0, 0, 0, 1, 0, 0, 0, 12, .. "enUS"u8, 0, 0, 0, length, 0, 0, 0, 28,
            .. Encoding.BigEndianUnicode.GetBytes(text),
        ];
    }

    private static byte[] Fixed(double[] numbers)
    {
        var bytes = new byte[numbers.Length * 4];
        for (var i = 0; i < numbers.Length; i++)
        {
            var sixteenths = (int)Math.Round(numbers[i] * 65536, MidpointRounding.AwayFromZero);
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(i * 4), sixteenths);
        }

        return bytes;
    }
}
