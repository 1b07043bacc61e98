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

    /// <summary>Of a column, so that it ends above the foot.</summary>
    private const float Tallest = Grid.Foot - 24 - Columns;

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
        var vatId = party.VatId is { } given ? $"{words.VatId} {given}" : "";
        return Fitting(
            [
                [(label, Style.Small)],
                Lines(party.Name, width, Style.Strong),
                Lines(party.Street, width, Style.Body),
                Lines($"{party.PostalCode} {party.City}", width, Style.Body),
                Lines(party.Country, width, Style.Body),
                Lines(vatId, width, Style.Body),
            ]);
    }

    private static List<(string, Style)> Facts(PrintedDocument printed, DocumentWords words)
    {
        const float width = Grid.Right - Grid.Third + Grid.Gutter;
        return Fitting(
            [
                [(words.Number, Style.Small)],
                Lines(printed.Number, width, Style.Strong),
                .. printed.Facts.SelectMany(fact => (List<(string, Style)>[])
                    [[(fact.Label, Style.Small)], Lines(fact.Value, width, Style.Body)]),
            ]);
    }

    private static List<(string, Style)> Lines(string text, float width, Style style) =>
        [.. TextLines.Of(text, width - Grid.Gutter, style).Select(line => (line, style))];

    /// <summary>What the page has no room for is missing from the longest text, which says so by an ellipsis.</summary>
    private static List<(string, Style)> Fitting(List<(string Text, Style Style)>[] texts)
    {
        while (texts.Sum(text => text.Sum(StepTo)) > Tallest)
        {
            var longest = texts.MaxBy(text => text.Count)!;
            longest.RemoveAt(longest.Count - 1);
            longest[^1] = ($"{longest[^1].Text[..^1]}…", longest[^1].Style);
        }

        return [.. texts.SelectMany(text => text)];
    }
}
