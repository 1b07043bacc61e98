using Charging.Documents.Languages;

namespace Charging.Documents.Pdf;

/// <summary>Lays one document out on its pages: letterhead, lines, sums, foot.</summary>
internal sealed class DocumentSheet
{
    private readonly PrintedDocument printed;
    private readonly DocumentWords words;
    private readonly Ink ink;
    private readonly Letterhead letterhead;
    private readonly LineTable table;
    private readonly IReadOnlyList<Piece> pieces;
    private readonly IReadOnlyList<int> counts;

    public DocumentSheet(PrintedDocument printed, DocumentWords words, Ink ink)
    {
        (this.printed, this.words, this.ink) = (printed, words, ink);
        letterhead = new Letterhead(printed, words, ink);
        table = new LineTable(printed, words, ink);
        pieces =
        [
            .. table.Rows, new Sums(printed, words, ink).Piece, .. new CreditList(printed.Credits, words, ink).Rows,
        ];
        counts = PageBreaks.Of(
            pieces.Select(piece => piece.Height),
            Grid.Bottom - letterhead.Height - LineTable.Head,
            Grid.Bottom - Grid.NextLines - LineTable.Head);
    }

    public int Pages => counts.Count;

    /// <param name="page">The first is 1.</param>
    public void Draw(int page)
    {
        var y = page == 1 ? letterhead.Draw() : DrawRunningHead();
        var (from, count) = (counts.Take(page - 1).Sum(), counts[page - 1]);
        if (count > 0 && from < table.Rows.Count) y = table.DrawTitles(y);
        foreach (var piece in pieces.Skip(from).Take(count))
        {
            piece.Draw(y);
            y += piece.Height;
        }

        DrawFoot(page);
    }

    private float DrawRunningHead()
    {
        const float baseline = 62;
        ink.Text($"{printed.Title} {printed.Number}", Grid.Left, baseline, Style.Strong);
        if (TextLines.Of(printed.Seller.Name, Grid.Right - Grid.Sums, Style.Small) is [var seller, ..])
            ink.TextRight(seller, Grid.Right, baseline, Style.Small);
        ink.Rule(Grid.Left, Grid.Right, baseline + 12, 1, Style.Accent);
        return Grid.NextLines;
    }

    private void DrawFoot(int page)
    {
        var seller = printed.Seller;
        ink.Rule(Grid.Left, Grid.Right, Grid.Foot - 14, 0.5f, Style.Hair);
        ink.Text(
            TextLines.Of($"{seller.Name}, {seller.Street}, {seller.PostalCode} {seller.City}", 400, Style.Small)[0],
            Grid.Left, Grid.Foot, Style.Small);
        ink.TextRight(words.Page(page, Pages), Grid.Right, Grid.Foot, Style.Small);
    }
}
