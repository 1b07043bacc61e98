using Charging.Documents.Languages;

namespace Charging.Documents.Pdf;

/// <summary>The end of the document: what is taxed at which rate, the totals, how it was or is to be paid.</summary>
internal sealed class Sums(PrintedDocument printed, DocumentWords words, Ink ink)
{
    private const float Space = 30;
    private const float Leading = 15;
    private const float NoteLeading = 10.5f;
    private const float PaymentSpace = 28;
    private const float PaymentLeading = 12.5f;
    private const float ToTotal = 12;
    private const float CodeSpace = 24;
    private const float CodeSize = 90;

    private readonly IReadOnlyList<(TaxSubtotal Tax, IReadOnlyList<string> Reason)> rates =
    [
        .. printed.TaxSubtotals.Select(tax => (
            tax, TextLines.Of(tax.ExemptionReason ?? "", Grid.Tax - Grid.Left, Style.Small))),
    ];

    private readonly IReadOnlyList<(string Text, Style Style)> accounted =
    [
        .. printed.AccountedTax.SelectMany((text, i) =>
            TextLines.Of(text, Grid.Tax - Grid.Left, StyleOf(i)).Select(line => (line, StyleOf(i)))),
    ];

    private readonly IReadOnlyList<(string Text, Style Style)> payment =
    [
        .. printed.Payment.SelectMany(
            text => TextLines.Of(text.Text, Grid.Tax - Grid.Left, text.Style).Select(line => (line, text.Style))),
    ];

    private readonly QrCode? code = printed.TransferCode is { } text ? QrCode.Of(text) : null;

    public Piece Piece => new(Space + Math.Max(TaxHeight + PaymentHeight, TotalsHeight), Draw);

    private float TaxHeight =>
        Leading + rates.Sum(rate => Leading + (rate.Reason.Count * NoteLeading)) + (accounted.Count * Leading);

    private float PaymentHeight => payment.Count == 0 ? 0 : PaymentSpace + (payment.Count * PaymentLeading);

    private float TotalsHeight => (printed.Sums.Count * Leading) + ToTotal + (code is null ? 0 : CodeSpace + CodeSize);

    private void Draw(float y)
    {
        y += Space;
        DrawTotals(y);
        DrawPayment(DrawTaxes(y) + PaymentSpace);
    }

    private float DrawTaxes(float y)
    {
        ink.Text(words.TaxRate, Grid.Left, y, Style.Small);
        ink.TextRight(words.Net, Grid.TaxBase, y, Style.Small);
        ink.TextRight(words.Tax, Grid.Tax, y, Style.Small);
        ink.Rule(Grid.Left, Grid.Tax, y + 6, 0.5f, Style.Hair);
        y += 6;
        foreach (var (tax, reason) in rates)
        {
            y += Leading;
            ink.Text($"{words.Of(tax.RatePercent)} %", Grid.Left, y, Style.Body);
            ink.Figures(words.Figures(tax.Base), Grid.TaxBase, y, Style.Body);
            ink.Figures(words.Figures(tax.Tax), Grid.Tax, y, Style.Body);
            foreach (var line in reason) ink.Text(line, Grid.Left, y += NoteLeading, Style.Small);
        }

        foreach (var (line, style) in accounted) ink.Text(line, Grid.Left, y += Leading, style);

        return y;
    }

    /// <summary>The amount, and then how it came about.</summary>
    private static Style StyleOf(int line) => line == 0 ? Style.Body : Style.Small;

    private void DrawTotals(float y)
    {
        foreach (var (label, amount) in printed.Sums)
        {
            ink.Text(label, Grid.Sums, y, Style.Body);
            ink.Figures(words.Figures(amount), Grid.Right, y, Style.Body);
            y += Leading;
        }

        ink.Rule(Grid.Sums, Grid.Right, y - 6, 0.75f, Style.Dark);
        ink.Text(printed.Total.Label, Grid.Sums, y + ToTotal, Style.Total);
        ink.Figures(words.Of(printed.Total.Amount), Grid.Right, y + ToTotal, Style.Total);
        if (code is not null) ink.Squares(code.Rows, Grid.Right - CodeSize, y + ToTotal + CodeSpace, CodeSize);
    }

    private void DrawPayment(float y)
    {
        for (var i = 0; i < payment.Count; i++)
            ink.Text(payment[i].Text, Grid.Left, y + (i * PaymentLeading), payment[i].Style);
    }
}
