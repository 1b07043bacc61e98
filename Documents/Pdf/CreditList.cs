using Charging.Documents.Languages;

namespace Charging.Documents.Pdf;

/// <summary>Below an invoice that was credited: by which credit notes, and how much by each.</summary>
internal sealed class CreditList
{
    private const float Space = 24;
    private const float Leading = 12.5f;

    private readonly DocumentWords words;
    private readonly Ink ink;

    public CreditList(IReadOnlyList<CreditNoteIssued> credits, DocumentWords words, Ink ink)
    {
        (this.words, this.ink) = (words, ink);
        Rows =
        [
            .. credits.Select((note, i) => i == 0
                ? new Piece(Space + Leading, y => DrawFirst(note, y))
                : new Piece(Leading, y => Draw(note, y + Leading))),
        ];
    }

    /// <summary>One for each credit note, the first with the title.</summary>
    public IReadOnlyList<Piece> Rows { get; }

    private void DrawFirst(CreditNoteIssued note, float y)
    {
        ink.Text(words.CreditNotes, Grid.Left, y + Space, Style.Small);
        Draw(note, y + Space + Leading);
    }

    private void Draw(CreditNoteIssued note, float baseline)
    {
        ink.Text(note.Number, Grid.Left, baseline, Style.Body);
        ink.Text(words.Of(note.IssueDate), Grid.Second, baseline, Style.Body);
        ink.Figures(words.Of(note.Payable), Grid.Price, baseline, Style.Body);
    }
}
