using Charging.Documents.Languages;

namespace Charging.Documents.Pdf;

/// <summary>The upper part of the first page: the title, what became of it, who bills whom, and the facts.</summary>
internal sealed class Letterhead
{
    private const float Title = 92;
    private const float Columns = 138;
    private const float Leading = 13;
    private const float AboveLabel = 5;
    private const float Space = 26;

    private readonly PrintedDocument printed;
    private readonly Ink ink;
    private readonly IReadOnlyList<(float X, IReadOnlyList<(string Text, Style Style)> Lines)> columns;

    public Letterhead(PrintedDocument printed, DocumentWords words, Ink ink)
    {
        (this.printed, this.ink) = (printed, ink);
        columns =
        [
            (Grid.Left, Address(words.Seller, printed.Seller, Grid.Second - Grid.Left, words)),
            (Grid.Second, Address(words.IssuedTo, printed.Buyer, Grid.Third - Grid.Second, words)),
            (Grid.Third, Facts(printed, words)),
        ];
    }

    /// <summary>Where the lines begin.</summary>
    public float Height =>
        Math.Max(Grid.FirstLines, columns.Max(column => column.Lines.Sum(StepTo)) + Columns + Space);

    public float Draw()
    {
        ink.Text(printed.Title, Grid.Left, Title, Style.Title);
        for (var i = 0; i < printed.Marks.Count; i++)
            ink.TextRight(printed.Marks[^(i + 1)], Grid.Right, Title - (i * Leading), Style.Mark);
        ink.Rule(Grid.Left, Grid.Right, Title + 16, 1, Style.Accent);
        foreach (var (x, lines) in columns)
        {
            var y = Columns - AboveLabel - Leading;
            foreach (var line in lines) ink.Text(line.Text, x, y += StepTo(line), line.Style);
        }

        return Height;
    }

    private static float StepTo((string Text, Style Style) line) =>
        line.Style == Style.Small ? Leading + AboveLabel : Leading;

    private static List<(string, Style)> Address(string label, Party party, float width, DocumentWords words)
    {
        List<(string, Style)> lines = [(label, Style.Small)];
        Add(lines, party.Name, width, Style.Strong);
        Add(lines, party.Street, width, Style.Body);
        Add(lines, $"{party.PostalCode} {party.City}", width, Style.Body);
        Add(lines, party.Country, width, Style.Body);
        if (party.VatId is { } vatId) Add(lines, $"{words.VatId} {vatId}", width, Style.Body);
        return lines;
    }

    private static List<(string, Style)> Facts(PrintedDocument printed, DocumentWords words)
    {
        const float width = Grid.Right - Grid.Third + Grid.Gutter;
        List<(string, Style)> lines = [(words.Number, Style.Small)];
        Add(lines, printed.Number, width, Style.Strong);
        foreach (var (label, value) in printed.Facts)
        {
            lines.Add((label, Style.Small));
            Add(lines, value, width, Style.Body);
        }

        return lines;
    }

    private static void Add(List<(string, Style)> lines, string text, float width, Style style) =>
        lines.AddRange(TextLines.Of(text, width - Grid.Gutter, style).Select(line => (line, style)));
}
