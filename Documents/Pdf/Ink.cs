using Charging.Documents.Pdf.Writing;

namespace Charging.Documents.Pdf;

/// <summary>Sets text and rules on the pages of one document.</summary>
internal sealed class Ink
{
    private PageContent? page;

    private PageContent Page => page
        ?? throw new InvalidOperationException("Nothing can be set before a page is begun; call Begin first.");

    public void Begin(PageContent next) => page = next;

    public void Text(string text, float x, float baseline, Style style)
    {
        var letters = style.Font.Shown(text);
        var gaps = new int[letters.Length];
        Spacing.Kern(letters, style.Font, gaps);
        Set(letters, gaps, x, baseline, style);
    }

    public void TextRight(string text, float right, float baseline, Style style) =>
        Text(text, right - style.WidthOf(text), baseline, style);

    /// <summary>Ends at <paramref name="right"/>, its figures under those above.</summary>
    public void Figures(string text, float right, float baseline, Style style)
    {
        var letters = style.Font.Shown(text);
        var gaps = new int[letters.Length];
        var width = Spacing.Align(letters, style.Font, gaps);
        Set(letters, gaps, right - style.Points(width), baseline, style);
    }

    public void Rule(float left, float right, float y, float thickness, Color color) =>
        Page.Rule(left, right, Grid.Height - y, thickness, color);

    /// <summary>A code of black squares; the white around it that readers need is its caller's.</summary>
    /// <param name="rows">Of equal length; true is dark.</param>
    /// <param name="left">Of the first square.</param>
    /// <param name="top">Of the same.</param>
    /// <param name="size">Of the whole code, in points.</param>
    public void Squares(IReadOnlyList<IReadOnlyList<bool>> rows, float left, float top, float size)
    {
        var side = size / rows.Count;
        var boxes =
            from row in Enumerable.Range(0, rows.Count)
            from run in Runs(rows[row])
            select (left + (run.Start * side), Grid.Height - top - ((row + 1) * side), run.Length * side, side);
        Page.Boxes(boxes, Style.Black);
    }

    private static IEnumerable<(int Start, int Length)> Runs(IReadOnlyList<bool> row)
    {
        for (var start = 0; start < row.Count; start++)
        {
            if (!row[start]) continue;
            var end = start + 1;
            while (end < row.Count && row[end]) end++;
            yield return (start, end - start);
            start = end;
        }
    }

    private void Set(string letters, int[] gaps, float x, float baseline, Style style)
    {
        if (letters.Length > 0)
            Page.Text(letters, gaps, style.Font, style.Size, style.Color, x, Grid.Height - baseline);
    }
}
