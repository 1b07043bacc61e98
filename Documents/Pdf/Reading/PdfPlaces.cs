namespace Charging.Documents.Pdf.Reading;

/// <summary>Where an object stands: in the file at a byte, or in a stream of objects at a place.</summary>
internal readonly record struct PdfPlace(int Byte, int Within, int Index)
{
    public static PdfPlace At(int place) => new(place, 0, 0);

    public static PdfPlace In(int stream, int index) => new(0, stream, index);
}

/// <summary>
/// The places of all objects, from the end of the file back: tables, streams of places, and what was added later before
/// what was there first (ISO 32000-1, 7.5). Where they lead nowhere, the file is looked through instead.
/// </summary>
internal sealed class PdfPlaces
{
    /// <summary>More objects than a document of thousands of pages has.</summary>
    private const int MostObjects = 200_000;

    private const int MostTables = 500;

    private readonly ReadOnlyMemory<byte> bytes;
    private readonly Unpacking unpacking;
    private readonly Dictionary<int, PdfPlace> places = [];
    private readonly Dictionary<string, PdfValue> trailer = [];

    private PdfPlaces(ReadOnlyMemory<byte> bytes, Unpacking unpacking) =>
        (this.bytes, this.unpacking) = (bytes, unpacking);

    public PdfValue.Map Trailer => new(trailer);

    public PdfPlace? Of(int number) => places.TryGetValue(number, out var place) ? place : null;

    public static PdfPlaces Read(ReadOnlyMemory<byte> bytes, Unpacking unpacking)
    {
        var found = new PdfPlaces(bytes, unpacking);
        try
        {
            found.Follow();
        }
        catch (FormatException)
        {
            found.trailer.Clear();
        }

        if (!found.trailer.ContainsKey("Root")) found.LookThrough();
        return found;
    }

    private void Follow()
    {
        var last = bytes.Span.LastIndexOf("startxref"u8);
        if (last < 0 || new PdfLexer(bytes, last + 9).Read() is not PdfValue.Number begin) return;
        HashSet<long> seen = [];
        Queue<long> next = new([begin.Whole]);
        while (next.TryDequeue(out var at) && seen.Count < MostTables)
        {
            if (at < 0 || at >= bytes.Length || !seen.Add(at)) continue;
            var lexer = new PdfLexer(bytes, (int)at);
            var about = lexer.Takes("xref") ? ReadTable(lexer) : ReadStream((int)at);
            foreach (var (key, value) in about.Entries) trailer.TryAdd(key, value);
            if (about["XRefStm"] is PdfValue.Number hybrid) next.Enqueue(hybrid.Whole);
            if (about["Prev"] is PdfValue.Number previous) next.Enqueue(previous.Whole);
        }
    }

    private PdfValue.Map ReadTable(PdfLexer lexer)
    {
        while (!lexer.Takes("trailer"))
        {
            var (first, count) = (Small(lexer), Small(lexer));
            for (var i = 0L; i < count; i++)
            {
                var place = Small(lexer);
                _ = Small(lexer);
                if (lexer.Read() is PdfValue.Other { Word: "n" }) Add(first + i, PdfPlace.At(place));
            }
        }

        return lexer.Read() as PdfValue.Map ?? new(new Dictionary<string, PdfValue>());
    }

    private PdfValue.Map ReadStream(int at)
    {
        if (new PdfLexer(bytes, at).ReadObject().Value is not PdfValue.Stream { About: var about } stream)
            throw new FormatException("It is no PDF that can be read: its table of places is none.");
        if (about["W"] is not PdfValue.List
            { Items: [PdfValue.Number kind, PdfValue.Number second, PdfValue.Number third] }) return about;
        var widths = (Kind: (int)Math.Clamp(kind.Whole, 0, 4), Second: (int)Math.Clamp(second.Whole, 0, 8),
            Third: (int)Math.Clamp(third.Whole, 0, 4));
        var length = widths.Kind + widths.Second + widths.Third;
        if (length == 0) return about;
        var rows = new PdfStreams(bytes, unpacking).Unpack(stream, resolve: null).AsSpan();
        var index = about["Index"] is PdfValue.List list
            ? list.Items.OfType<PdfValue.Number>().Select(one => (long)one.Small).ToArray()
            : [0, about["Size"] is PdfValue.Number size ? size.Small : 0];
        for (var i = 0; i + 1 < index.Length; i += 2)
        {
            for (var n = 0L; n < index[i + 1] && rows.Length >= length; n++, rows = rows[length..])
            {
                var what = widths.Kind == 0 ? 1 : Big(rows[..widths.Kind]);
                var two = Big(rows.Slice(widths.Kind, widths.Second));
                var three = Big(rows.Slice(widths.Kind + widths.Second, widths.Third));
                if (what == 1) Add(index[i] + n, PdfPlace.At(Whole(two)));
                else if (what == 2) Add(index[i] + n, PdfPlace.In(Whole(two), Whole(three)));
            }
        }

        return about;
    }

    private static long Big(ReadOnlySpan<byte> digits)
    {
        var value = 0L;
        foreach (var digit in digits) value = unchecked((value << 8) | digit);
        return value & long.MaxValue;
    }

    private static int Whole(long number) => (int)Math.Clamp(number, 0, int.MaxValue);

    private static int Small(PdfLexer lexer) => lexer.Read() is PdfValue.Number number ? Math.Max(number.Small, 0)
        : throw new FormatException("It is no PDF that can be read: its table of places is none.");

    /// <summary>The first that is found is the newest.</summary>
    private void Add(long number, PdfPlace place)
    {
        if (number is < 0 or > int.MaxValue) return;
        if (places.Count >= MostObjects)
            throw new InvalidOperationException(
                $"The PDF has more than {MostObjects:N0} objects; no invoice needs that.");
        places.TryAdd((int)number, place);
    }

    /// <summary>Every "7 0 obj", the last of each number, and every trailer.</summary>
    private void LookThrough()
    {
        places.Clear();
        var all = bytes.Span;
        for (var at = all.IndexOf(" obj"u8); at >= 0;)
        {
            var begin = at;
            while (begin > 0 && all[begin - 1] is >= (byte)'0' and <= (byte)'9') begin--;
            if (begin > 1 && begin < at && all[begin - 1] == ' ')
            {
                begin--;
                while (begin > 0 && all[begin - 1] is >= (byte)'0' and <= (byte)'9') begin--;
                if (new PdfLexer(bytes, begin).Read() is PdfValue.Number { Whole: >= 0 and <= int.MaxValue } number)
                {
                    places.Remove(number.Small);
                    Add(number.Whole, PdfPlace.At(begin));
                }
            }

            var next = all[(at + 4)..].IndexOf(" obj"u8);
            at = next < 0 ? -1 : at + 4 + next;
        }

        FindRoot();
    }

    /// <summary>Objects may overlap: together no more is read than a few times the file.</summary>
    private void FindRoot()
    {
        var left = (bytes.Length * 4L) + MostObjects;
        foreach (var (number, place) in places)
        {
            var lexer = new PdfLexer(bytes, place.Byte);
            try
            {
                var value = lexer.ReadObject().Value;
                var map = (value as PdfValue.Stream)?.About ?? value as PdfValue.Map;
                if (map?["Type"] is PdfValue.Name { Word: "Catalog" }) trailer["Root"] = new PdfValue.Reference(number);
                if (map?["Encrypt"] is { } locked) trailer["Encrypt"] = locked;
            }
            catch (FormatException)
            {
                continue; // an object that cannot be read is not the catalogue
            }
            finally
            {
                left -= lexer.At - place.Byte;
            }

            if (left < 0) throw new InvalidOperationException("The PDF's objects overlap; it is no PDF of a program.");
        }
    }
}
