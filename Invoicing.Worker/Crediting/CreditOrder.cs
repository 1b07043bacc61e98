using System.Globalization;

namespace Charging.Invoicing.Crediting;

/// <summary>
/// What is to be credited, and why. The same order twice is the same credit note: its id is derived from the invoice
/// and from what the order asks.
/// </summary>
internal abstract record CreditOrder(string Reason)
{
    private static readonly Guid Namespace = new("e0c54f5b-3f0c-5b42-9a53-7d1b0c1f64ad");

    /// <summary>Which lines to credit on which of the invoices; they are locked, the newest first.</summary>
    /// <exception cref="CreditRefusedException">So much is not left.</exception>
    public abstract IEnumerable<(Remainder Left, IReadOnlyList<InvoiceLine> Lines)> Over(
        IReadOnlyList<Remainder> invoices);

    public Guid IdOn(Guid invoiceId) => NameBasedId.Of(Namespace, $"{invoiceId}\n{Asked}");

    protected abstract string Asked { get; }
}

/// <summary>Whatever is left of the invoice.</summary>
internal sealed record WholeCredit(string Reason) : CreditOrder(Reason)
{
    protected override string Asked => $"whole\n{Reason}";

    public override IEnumerable<(Remainder Left, IReadOnlyList<InvoiceLine> Lines)> Over(
        IReadOnlyList<Remainder> invoices) =>
        invoices.Select(left => (left, (IReadOnlyList<InvoiceLine>)
            [.. left.Invoice.TaxSubtotals.SelectMany(subtotal => RestOf(left, subtotal))]));

    /// <summary>Line by line as they were invoiced, as far as the lines say what is left.</summary>
    private static IEnumerable<InvoiceLine> RestOf(Remainder left, TaxSubtotal subtotal)
    {
        var lines = left.LinesOf(subtotal).Select(line => (Line: line, Net: left.Of(line))).ToList();
        var rest = left.BaseOf(subtotal);
        if (lines.Sum(x => x.Net.Minor) == rest.Minor)
        {
            return lines
                .Where(x => x.Net.Minor != 0)
                .Select(x => x.Net == x.Line.Net ? x.Line : CreditLine.PartOf(x.Line, x.Net));
        }

        var id = left.NextLineId + left.Invoice.TaxSubtotals.Index().First(x => x.Item == subtotal).Index;
        return rest.Minor > 0 ? [CreditLine.RestOf(subtotal, id, rest, left.Invoice.Language)] : [];
    }
}

/// <summary>Lines of the invoice by their ids: what is left of each or, of a single one, a net amount.</summary>
internal sealed record LineCredit(string Reason, IReadOnlyList<int> Ids, Money? Amount) : CreditOrder(Reason)
{
    protected override string Asked => string.Create(
        CultureInfo.InvariantCulture, $"lines {string.Join(' ', Ids.Order())} {Amount?.Minor}\n{Reason}");

    public override IEnumerable<(Remainder Left, IReadOnlyList<InvoiceLine> Lines)> Over(
        IReadOnlyList<Remainder> invoices) =>
        invoices.Select(left => (left, (IReadOnlyList<InvoiceLine>)
            [.. Ids.Distinct().Order().Select(id => Credited(left, id))]));

    private InvoiceLine Credited(Remainder left, int id)
    {
        var line = left.Invoice.Lines.FirstOrDefault(line => line.Id == id)
            ?? throw new CreditRefusedException(
                $"Invoice {left.Invoice.Number} has no line {id}, but 1 to {left.Invoice.Lines.Count}; " +
                $"see 'invoice show {left.Invoice.Number}'.");
        var rest = left.Of(line);
        if (rest.Minor == 0)
            throw new CreditRefusedException(
                $"Line {id} of invoice {left.Invoice.Number} is credited whole already; leave it out.");
        if (Amount is not { } amount) return rest == line.Net ? line : CreditLine.PartOf(line, rest);

        return amount.Minor > 0 && amount.Currency == rest.Currency && amount.Minor <= rest.Minor
            ? CreditLine.PartOf(line, amount)
            : throw new CreditRefusedException(
                $"Of line {id} of invoice {left.Invoice.Number} {rest} is left, so {amount} of it cannot be " +
                "credited; a line below 0 is credited only whole, without an amount.");
    }
}
