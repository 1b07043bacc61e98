using System.IO.Compression;
using System.Text;

namespace Charging.Documents.Tests.Pdf;

/// <summary>PDFs as others may write them, or as nobody should; object 1 is the catalogue.</summary>
internal sealed class AnyPdf
{
    public const string OneFile = "<</Type/Catalog/Names<</EmbeddedFiles<</Names[(factur-x.xml) 2 0 R]>>>>>>";
    public const string Specification = "<</Type/Filespec/F(factur-x.xml)/UF(factur-x.xml)/EF<</F 3 0 R>>>>";

    private readonly List<(string About, byte[]? Bytes)> objects = [];

    /// <summary>With one file, factur-x.xml, which holds these bytes as they stand.</summary>
    public static AnyPdf With(byte[] packed, string about = "") => new AnyPdf().Add(OneFile).Add(Specification)
        .Add($"<</Type/EmbeddedFile{about}/Length {packed.Length}>>", packed);

    public AnyPdf Add(string about, byte[]? stream = null)
    {
        objects.Add((about, stream));
        return this;
    }

    public static byte[] Deflate(byte[] bytes) => Deflate(stream => stream.Write(bytes));

    public static byte[] Deflate(Action<Stream> write)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) write(stream);
        return packed.ToArray();
    }

    /// <summary>With a table of places, as PDF 1.4 has it.</summary>
    public byte[] Bytes(string trailer = "")
    {
        var (pdf, places) = Written(objects);
        var table = pdf.Length;
        Write(pdf, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places) Write(pdf, $"{place:D10} 00000 n \n");
        Write(pdf, $"trailer\n<</Size {objects.Count + 1}/Root 1 0 R{trailer}>>\nstartxref\n{table}\n%%EOF\n");
        return pdf.ToArray();
    }

    /// <summary>As PDF 1.5 has it: what is no stream within a stream of objects, and places in one too.</summary>
    public byte[] BytesInStreams()
    {
        var streams = objects.Where(one => one.Bytes is not null).ToList();
        var plain = objects.Where(one => one.Bytes is null).ToList();
        var (heads, bodies) = (new StringBuilder(), new StringBuilder());
        foreach (var one in plain)
        {
            heads.Append($"{objects.IndexOf(one) + 1} {bodies.Length} ");
            bodies.Append(one.About).Append('\n');
        }

        var packed = Deflate(Encoding.Latin1.GetBytes($"{heads}{bodies}"));
        var about = $"<</Type/ObjStm/N {plain.Count}/First {heads.Length}/Filter/FlateDecode/Length {packed.Length}>>";
        var pack = objects.Count + 1;
        var (pdf, places) = Written(
            [.. streams, (about, packed)], [.. streams.Select(one => objects.IndexOf(one) + 1), pack]);
        var rows = new List<byte[]> { new byte[] { 0, 0, 0, 0 } };
        rows.AddRange(objects.Select(one => one.Bytes is null
            ? Row(2, pack, plain.IndexOf(one)) : Row(1, places[streams.IndexOf(one)], 0)));
        rows.Add(Row(1, places[^1], 0));
        var begin = pdf.Length;
        rows.Add(Row(1, begin, 0));
        var table = Deflate(Predicted(rows));
        Write(pdf, $"{pack + 1} 0 obj\n<</Type/XRef/Size {pack + 2}/W[1 2 1]/Root 1 0 R/Filter/FlateDecode" +
            $"/DecodeParms<</Predictor 12/Columns 4>>/Length {table.Length}>>\nstream\n");
        pdf.Write(table);
        Write(pdf, $"\nendstream\nendobj\nstartxref\n{begin}\n%%EOF\n");
        return pdf.ToArray();
    }

    private static byte[] Row(int kind, long two, int three) =>
        [(byte)kind, (byte)(two >> 8), (byte)(two & 0xFF), (byte)three];

    /// <summary>Each row less the one above it.</summary>
    private static byte[] Predicted(List<byte[]> rows) =>
    [
        .. rows.SelectMany((row, i) => (byte[])
            [2, .. row.Select((one, column) => (byte)((one - (i == 0 ? 0 : rows[i - 1][column])) & 0xFF))]),
    ];

    private static (MemoryStream Pdf, List<long> Places) Written(
        List<(string About, byte[]? Bytes)> objects, List<int>? numbers = null)
    {
        var pdf = new MemoryStream();
        List<long> places = [];
        Write(pdf, "%PDF-1.7\n");
        for (var i = 0; i < objects.Count; i++)
        {
            places.Add(pdf.Length);
            Write(pdf, $"{numbers?[i] ?? i + 1} 0 obj\n{objects[i].About}\n");
            if (objects[i].Bytes is { } bytes)
            {
                Write(pdf, "stream\n");
                pdf.Write(bytes);
                Write(pdf, "\nendstream\n");
            }

            Write(pdf, "endobj\n");
        }

        return (pdf, places);
    }

    private static void Write(MemoryStream pdf, string text) => pdf.Write(Encoding.Latin1.GetBytes(text));
}
