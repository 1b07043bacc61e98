namespace Charging.Documents.Pdf.Reading;

/// <summary>Objects packed together in a stream (ISO 32000-1, 7.5.7): their numbers and places, then they.</summary>
internal sealed class PdfObjects
{
    private const int MostObjects = 100_000;

    private readonly byte[] bytes;
    private readonly List<(long Number, long At)> heads = [];

    public PdfObjects(byte[] bytes, PdfValue? first)
    {
        this.bytes = bytes;
        var begin = first is PdfValue.Number { Whole: >= 0 } number ? number.Small : 0L;
        var lexer = new PdfLexer(bytes);
        while (lexer.At < Math.Min(begin, bytes.Length) && heads.Count < MostObjects)
        {
            if (lexer.Read() is not PdfValue.Number of || lexer.Read() is not PdfValue.Number at) break;
            heads.Add((of.Small, begin + at.Small));
        }
    }

    /// <summary>Null if there is another, or none.</summary>
    public PdfValue? Read(int number, int index) =>
        index < heads.Count && heads[index] is var (of, at) && of == number && at >= 0 && at < bytes.Length
            ? new PdfLexer(bytes, (int)at).Read()
            : null;
}
