using Charging.Documents.Languages;

namespace Charging.Documents.Pdf;

/// <summary>The lines of the document, each with the customer's own wording below its name.</summary>
internal sealed class LineTable
{
    /// <summary>The row of titles, which stands on every page that has lines.</summary>
    public const float Head = 22;

    private const float Above = 15;
    private const float NoteLeading = 10.5f;
    private const float NameLeading = 12;
    private const float Below = 8;

    /// <summary>Lines of text in a part of a row for which no page has room; each page has room for it.</summary>
    private const int MostInPart = 40;

    private readonly DocumentWords words;
    private readonly Ink ink;
    private readonly string currency;

    public LineTable(PrintedDocument printed, DocumentWords words, Ink ink)
    {
        (this.words, this.ink, currency) = (words, ink, printed.Total.Amount.Currency);
        Rows =
        [
            .. printed.Lines
                .SelectMany(line => Parts(
                    line,
                    TextLines.Of(line.Name, Grid.Description, Style.Body),
                    TextLines.Of(line.Note ?? "", Grid.Description, Style.Small)))
                .Select(row => new Piece(row.Height, y => Draw(row, y))),
        ];
    }

    public IReadOnlyList<Piece> Rows { get; }

    /// <summary>Returns where the first row below them begins.</summary>
    public float DrawTitles(float y)
    {
        ink.Text(words.Description, Grid.Left, y, Style.Small);
        ink.TextRight(words.Quantity, Grid.Quantity, y, Style.Small);
        ink.Text(words.Unit, Grid.Unit, y, Style.Small);
        ink.TextRight(words.UnitPrice, Grid.Price, y, Style.Small);
        ink.TextRight($"{words.Amount} {currency}", Grid.Right, y, Style.Small);
        ink.Rule(Grid.Left, Grid.Right, y + 7, 0.75f, Style.Dark);
        return y + 7;
    }

    /// <summary>One row, or where no page has room for it its parts, of which the first has the figures.</summary>
    private static IEnumerable<Row> Parts(InvoiceLine line, IReadOnlyList<string> name, IReadOnlyList<string> note)
    {
        var whole = new Row(line, name, note);
        if (whole.Height <= Grid.Bottom - Grid.NextLines - Head) return [whole];
        var parts = name.Chunk(MostInPart).Select(some => new Row(null, some, []))
            .Concat(note.Chunk(MostInPart).Select(some => new Row(null, [], some)));
        return parts.Select((part, i) => i == 0 ? part with { Line = line } : part);
    }

    private void Draw(Row row, float top)
    {
        var y = top + Above;
        if (row.Line is { } line) DrawFigures(line, y);
        for (var i = 0; i < row.Name.Count; i++)
            ink.Text(row.Name[i], Grid.Left, y + (i * NameLeading), Style.Body);
        for (var i = 0; i < row.Note.Count; i++)
            ink.Text(row.Note[i], Grid.Left, y + (row.Name.Count * NameLeading) + (i * NoteLeading), Style.Small);
        ink.Rule(Grid.Left, Grid.Right, top + row.Height, 0.5f, Style.Hair);
    }

    private void DrawFigures(InvoiceLine line, float y)
    {
        ink.Figures(words.Of(line.Quantity), Grid.Quantity, y, Style.Body);
        ink.Text(words.OfUnit(line.UnitCode), Grid.Unit, y, Style.Body);
        ink.Figures(words.PriceOf(line.UnitPrice), Grid.Price, y, Style.Body);
        ink.Figures(words.Figures(line.Net), Grid.Right, y, Style.Body);
    }

    private sealed record Row(InvoiceLine? Line, IReadOnlyList<string> Name, IReadOnlyList<string> Note)
    {
        public float Height =>
            Above + ((Math.Max(Name.Count, 1) - 1) * NameLeading) + (Note.Count * NoteLeading) + Below
            + (Note.Count > 0 ? NameLeading - NoteLeading : 0);
    }
}
