namespace Charging.Documents.Pdf.Reading;

/// <summary>The bytes of streams, packed as they stand in the file and unpacked.</summary>
internal sealed class PdfStreams(ReadOnlyMemory<byte> bytes, Unpacking unpacking)
{
    /// <param name="stream">Which.</param>
    /// <param name="resolve">What a reference leads to; null while nothing can be looked up yet.</param>
    public byte[] Unpack(PdfValue.Stream stream, Func<PdfValue?, PdfValue?>? resolve)
    {
        PdfValue? Of(PdfValue? value) => resolve is null ? value : resolve(value);
        var filters = Of(stream.About["Filter"]) switch
        {
            PdfValue.Name one => [one.Word],
            PdfValue.List list => [.. list.Items.Select(Of).OfType<PdfValue.Name>().Select(name => name.Word)],
            _ => (IReadOnlyList<string>)[],
        };
        var parameters = Of(stream.About["DecodeParms"]) switch
        {
            PdfValue.Map one => one,
            PdfValue.List list => list.Items.Select(Of).OfType<PdfValue.Map>().FirstOrDefault(),
            _ => null,
        };
        return unpacking.Unpack(Packed(stream, Of(stream.About["Length"])), filters, parameters);
    }

    /// <summary>As long as it says, if its end stands there; else up to where that stands.</summary>
    private ReadOnlyMemory<byte> Packed(PdfValue.Stream stream, PdfValue? length)
    {
        var rest = bytes[Math.Min(stream.Begin, bytes.Length)..];
        if (length is PdfValue.Number { Whole: >= 0 } said && said.Whole <= rest.Length
            && new PdfLexer(rest, (int)said.Whole).Takes("endstream"))
            return rest[..(int)said.Whole];
        var end = rest.Span.IndexOf("endstream"u8);
        if (end < 0) throw new FormatException("A stream of the PDF has no end.");
        if (end > 0 && rest.Span[end - 1] == '\n') end--; // the end of line before it is none of the stream
        if (end > 0 && rest.Span[end - 1] == '\r') end--;
        return rest[..end];
    }
}
