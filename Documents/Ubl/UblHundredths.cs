namespace Charging.Documents.Ubl;

/// <summary>
/// A document in a currency of three decimals as EN 16931 can say it, which knows two (BR-DEC-01 and its like): each
/// line in hundredths, so that the lines add up to the rounded net; tax on these; and the rest is rounding (BT-114), so
/// that what is payable is to the smallest unit what was issued. Other documents are as they are.
/// </summary>
internal static class UblHundredths
{
    private const int MostDecimals = 2;
    private const string Piece = "C62";

    public static InvoiceCreated Of(InvoiceCreated invoice)
    {
        if (!IsNeeded(invoice.Total)) return invoice;

        var lines = Of(invoice.Lines);
        var (net, taxes, tax) = Sums(lines, invoice.TaxSubtotals);
        return invoice with
        {
            Lines = lines,
            TaxSubtotals = taxes,
            Net = net,
            Tax = tax,
            Rounding = invoice.Total - net - tax,
        };
    }

    public static CreditNoteIssued Of(CreditNoteIssued note)
    {
        if (!IsNeeded(note.Payable)) return note;

        var lines = Of(note.Lines);
        var (net, taxes, tax) = Sums(lines, note.TaxSubtotals);
        return note with
        {
            Lines = lines,
            TaxSubtotals = taxes,
            Net = net,
            Tax = tax,
            Total = net + tax,
            Rounding = note.Payable - net - tax,
        };
    }

    /// <summary>
    /// Whether it can be said in two decimals; what was issued before there was rounding cannot, and claims nothing.
    /// </summary>
    public static bool CanBeSaid(Money payable) =>
        Currencies.DigitsOf(payable.Currency) <= MostDecimals || payable.Minor % Step(payable.Currency) == 0;

    private static bool IsNeeded(Money payable) =>
        Currencies.DigitsOf(payable.Currency) > MostDecimals && CanBeSaid(payable);

    /// <summary>Each line ends where the rounded sum up to it does, so no rest gathers over many lines.</summary>
    private static List<InvoiceLine> Of(IReadOnlyList<InvoiceLine> lines)
    {
        List<InvoiceLine> rounded = [];
        var (exact, said) = (0L, 0L);
        foreach (var line in lines)
        {
            exact += line.Net.Minor;
            var net = line.Net with { Minor = Rounded(exact, Step(line.Net.Currency)) - said };
            said += net.Minor;
            rounded.Add(net == line.Net ? line : line with
            {
                // One piece at its net; how it came about stands in its note.
                Quantity = net.Minor < 0 ? -1 : 1,
                UnitCode = Piece,
                UnitPrice = Math.Abs(net.ToDecimal()),
                Net = net,
            });
        }

        return rounded;
    }

    private static (Money Net, List<TaxSubtotal> Taxes, Money Tax) Sums(
        List<InvoiceLine> lines, IReadOnlyList<TaxSubtotal> subtotals)
    {
        var zero = Money.Zero(lines[0].Net.Currency);
        List<TaxSubtotal> taxes = [.. subtotals.Select(subtotal =>
        {
            var net = lines
                .Where(line => line.TaxCategory == subtotal.Category && line.TaxRatePercent == subtotal.RatePercent)
                .Aggregate(zero, (sum, line) => sum + line.Net);
            var exact = net.Minor * subtotal.RatePercent / 100;
            return subtotal with { Base = net, Tax = net with { Minor = Rounded(exact, Step(net.Currency)) } };
        })];
        return (
            lines.Aggregate(zero, (sum, line) => sum + line.Net), taxes,
            taxes.Aggregate(zero, (sum, subtotal) => sum + subtotal.Tax));
    }

    private static long Rounded(decimal minor, long step) =>
        (long)Math.Round(minor / step, 0, MidpointRounding.AwayFromZero) * step;

    private static long Step(string currency) => Currencies.DigitsOf(currency) switch
    {
        3 => 10,
        4 => 100,
        _ => 1,
    };
}
