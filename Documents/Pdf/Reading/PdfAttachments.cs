using System.Text;

namespace Charging.Documents.Pdf.Reading;

/// <summary>
/// The files within a PDF from whomever (ISO 32000-1, 7.11.4), of which no more is read than leads to them. Bounded in
/// memory and time, whatever the file says of itself: loops, bombs, values without end.
/// </summary>
public sealed class PdfAttachments
{
    private const int MostUnpacked = 64 * 1024 * 1024;
    private const int MostFiles = 100;
    private const int MostSteps = 5_000;

    private readonly ReadOnlyMemory<byte> bytes;
    private readonly Unpacking unpacking = new(MostUnpacked);
    private readonly PdfPlaces places;
    private readonly Dictionary<int, PdfValue?> known = [];
    private readonly Dictionary<int, PdfObjects?> unpacked = [];
    private readonly HashSet<PdfValue> seen = new(ReferenceEqualityComparer.Instance);
    private int steps;

    private PdfAttachments(ReadOnlyMemory<byte> bytes)
    {
        this.bytes = bytes;
        places = PdfPlaces.Read(bytes, unpacking);
    }

    public static bool IsPdf(ReadOnlySpan<byte> begin) => begin.IndexOf("%PDF-"u8) >= 0;

    /// <summary>In their order, each once.</summary>
    /// <exception cref="FormatException">It is no PDF, is encrypted, or more than any invoice needs.</exception>
    public static IReadOnlyList<EmbeddedFile> In(ReadOnlyMemory<byte> pdf)
    {
        try
        {
            return new PdfAttachments(pdf).Files();
        }
        catch (InvalidOperationException tooMuch)
        {
            throw new FormatException(tooMuch.Message, tooMuch);
        }
    }

    private List<EmbeddedFile> Files()
    {
        if (places.Trailer["Encrypt"] is not null)
            throw new FormatException("The PDF is encrypted; save it without a password, and verify that.");
        if (Of(places.Trailer["Root"]) is not PdfValue.Map catalogue)
            throw new FormatException("It is no PDF that can be read: it has no catalogue.");

        List<PdfValue.Map> found = [];
        if (Of(catalogue["Names"]) is PdfValue.Map names) Tree(Of(names["EmbeddedFiles"]), found);
        if (Of(catalogue["AF"]) is PdfValue.List associated)
            found.AddRange(associated.Items.Select(Of).OfType<PdfValue.Map>());
        return [.. found.Distinct(ReferenceEqualityComparer.Instance).Cast<PdfValue.Map>()
            .Take(MostFiles).Select(File).OfType<EmbeddedFile>()];
    }

    /// <summary>A tree of names; a node that comes again is passed over.</summary>
    private void Tree(PdfValue? root, List<PdfValue.Map> found)
    {
        Stack<PdfValue?> next = new([root]);
        while (next.TryPop(out var node))
        {
            if (node is not PdfValue.Map map || !seen.Add(map)) continue;
            if (Of(map["Names"]) is PdfValue.List names)
                found.AddRange(names.Items.Where((_, place) => place % 2 == 1).Select(Of).OfType<PdfValue.Map>());
            if (Of(map["Kids"]) is PdfValue.List kids)
                foreach (var kid in kids.Items.Reverse()) next.Push(Of(kid));
        }
    }

    private EmbeddedFile? File(PdfValue.Map specification)
    {
        if (Of(specification["EF"]) is not PdfValue.Map files) return null;
        var stream = Of(files["UF"]) as PdfValue.Stream ?? Of(files["F"]) as PdfValue.Stream;
        var name = Of(specification["UF"]) as PdfValue.Text ?? Of(specification["F"]) as PdfValue.Text;
        return stream is null
            ? null
            : new(name is null ? "a file without a name" : Words(name.Bytes),
                new PdfStreams(bytes, unpacking).Unpack(stream, Of));
    }

    private static string Words(byte[] text) =>
        text is [0xFE, 0xFF, ..] ? Encoding.BigEndianUnicode.GetString(text, 2, text.Length - 2)
        : text is [0xEF, 0xBB, 0xBF, ..] ? Encoding.UTF8.GetString(text, 3, text.Length - 3)
        : Encoding.Latin1.GetString(text);

    /// <summary>The value itself, or what the reference leads to; nothing if that leads to itself.</summary>
    private PdfValue? Of(PdfValue? value)
    {
        for (var i = 0; value is PdfValue.Reference { Object: var number }; i++)
        {
            if (++steps > MostSteps || i > 32)
                throw new FormatException("The PDF's objects lead in circles, or to more than any invoice needs.");
            if (!known.TryGetValue(number, out var found)) known[number] = found = Read(number);
            value = found;
        }

        return value;
    }

    private PdfValue? Read(int number)
    {
        if (places.Of(number) is not { } place) return null;
        known[number] = null; // whoever asks for it on the way to itself finds nothing
        if (place.Within == 0)
            return place.Byte < bytes.Length && new PdfLexer(bytes, place.Byte).ReadObject() is var (itself, value)
                && itself == number ? value : null;
        return Objects(place.Within)?.Read(number, place.Index);
    }

    /// <summary>A stream of objects, unpacked once.</summary>
    private PdfObjects? Objects(int number)
    {
        if (unpacked.TryGetValue(number, out var objects)) return objects;
        unpacked[number] = null;
        return unpacked[number] = Of(new PdfValue.Reference(number)) is PdfValue.Stream stream
            ? new(new PdfStreams(bytes, unpacking).Unpack(stream, Of), stream.About["First"])
            : null;
    }
}
