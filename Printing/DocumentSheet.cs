using Charging.Contracts;

namespace Charging.Printing;

/// <summary>Lays one invoice out on its pages: letterhead, lines, sums, foot.</summary>
internal sealed class DocumentSheet
{
    private readonly InvoiceCreated invoice;
    private readonly DocumentWords words;
    private readonly Ink ink;
    private readonly Letterhead letterhead;
    private readonly LineTable table;
    private readonly Sums sums;
    private readonly IReadOnlyList<int> rows;

    public DocumentSheet(InvoiceCreated invoice, PaymentCaptured? paid, DocumentWords words, Ink ink)
    {
        (this.invoice, this.words, this.ink) = (invoice, words, ink);
        var mark = paid is null
            ? words.DueMark(invoice.IssueDate, words.Of(invoice.Total))
            : words.PaidMark(DateOnly.FromDateTime(paid.CapturedAt), paid.MethodKind, paid.LastFour);
        letterhead = new Letterhead(invoice, mark, words, ink);
        table = new LineTable(invoice, words, ink);
        sums = new Sums(invoice, paid, words, ink);
        rows = PageBreaks.Of(
            table.Heights,
            Grid.Bottom - letterhead.Height - LineTable.Head,
            Grid.Bottom - Grid.NextLines - LineTable.Head,
            sums.Height);
    }

    public int Pages => rows.Count;

    /// <param name="page">The first is 1.</param>
    public void Draw(int page)
    {
        var y = page == 1 ? letterhead.Draw() : DrawRunningHead();
        var (from, count) = (rows.Take(page - 1).Sum(), rows[page - 1]);
        if (count > 0) y = table.Draw(y, from, count);
        if (page == Pages) sums.Draw(y);
        DrawFoot(page);
    }

    private float DrawRunningHead()
    {
        const float baseline = 62;
        ink.Text($"{words.Invoice} {invoice.Number}", Grid.Left, baseline, Style.Strong);
        ink.TextRight(invoice.Seller.Name, Grid.Right, baseline, Style.Small);
        ink.Rule(Grid.Left, Grid.Right, baseline + 12, 1, Style.Accent);
        return Grid.NextLines;
    }

    private void DrawFoot(int page)
    {
        var seller = invoice.Seller;
        ink.Rule(Grid.Left, Grid.Right, Grid.Foot - 14, 0.5f, Style.Hair);
        ink.Text(
            ink.Wrap($"{seller.Name}, {seller.Street}, {seller.PostalCode} {seller.City}", 400, Style.Small)[0],
            Grid.Left, Grid.Foot, Style.Small);
        ink.TextRight(words.Page(page, Pages), Grid.Right, Grid.Foot, Style.Small);
    }
}
