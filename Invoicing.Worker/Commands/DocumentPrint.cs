using System.Globalization;
using Charging.Invoicing.Crediting;
using Spectre.Console;

namespace Charging.Invoicing.Commands;

/// <summary>Invoices and credit notes on the console.</summary>
internal static class DocumentPrint
{
    public static void Print(IssuedDocument.OfInvoice document)
    {
        var (row, invoice) = (document.Row, document.Row.Invoice);
        Begin($"[bold]Invoice {invoice.Number}[/] of {invoice.IssueDate:yyyy-MM-dd}");
        Parties(invoice.Seller, invoice.Buyer, invoice.CustomerId);
        foreach (var (service, id, source) in SessionsOf(invoice))
            Terminal.MarkupLine($"For      {Words.Of(service)} {id} of {source}");
        Terminal.MarkupLine($"On       {invoice.DeliveryDate:yyyy-MM-dd}");
        if (invoice.Formats is { } formats)
            Terminal.MarkupLine($"Sent as  PDF, {string.Join(", ", formats.Select(Words.Of))}");
        Amounts(invoice.Lines, invoice.TaxSubtotals, invoice.Net);
        Accounted(invoice.AccountedTax, invoice.Net.Currency);
        if (invoice.Rounding is { } rounding) Terminal.MarkupLine($"Rounding {rounding}");
        Terminal.MarkupLine($"[bold]Total    {invoice.Total}[/]");
        Terminal.MarkupLine(
            $"Status   {row.Status} {row.SettledAt:yyyy-MM-dd HH:mm:ss'Z'} {HowPaid(row.Paid)}");
        if (row.RefundedMinor > 0)
            Terminal.MarkupLine($"Refunded {new Money(row.RefundedMinor, invoice.Total.Currency)}");
        foreach (var note in document.Notes)
            Terminal.MarkupLine(
                $"Credited {note.Payable} by {note.Number} of {note.IssueDate:yyyy-MM-dd}: {note.Reason}");
        if (document.Notes.Count > 0)
            Terminal.MarkupLine($"Left     {new Remainder(invoice, document.Notes).Payable}");
    }

    public static void Print(CreditNoteIssued note)
    {
        Begin($"[bold]Credit note {note.Number}[/] of {note.IssueDate:yyyy-MM-dd}");
        Terminal.MarkupLine(
            $"Of       invoice {note.InvoiceNumber} of {note.InvoiceIssueDate:yyyy-MM-dd}");
        Terminal.MarkupLine($"Reason   {note.Reason}");
        Parties(note.Seller, note.Buyer, note.CustomerId);
        Terminal.MarkupLine($"For      {Words.Of(note.Service)} {note.SessionId} of {note.Source}");
        Amounts(note.Lines, note.TaxSubtotals, note.Net);
        Accounted(note.AccountedTax, note.Net.Currency);
        Terminal.MarkupLine($"Total    {note.Total}");
        if (note.Rounding.Minor != 0) Terminal.MarkupLine($"Rounding {note.Rounding}");
        Terminal.MarkupLine($"[bold]Given back {note.Payable}[/]");
    }

    private static void Begin(FormattableString title)
    {
        // Into a file or a pipe, lines are not folded at the 80 columns of a terminal that is not there.
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 200;
        Terminal.MarkupLine(title);
    }

    private static void Parties(Party seller, Party buyer, string customerId)
    {
        Terminal.MarkupLine($"From     {AddressOf(seller)}");
        Terminal.MarkupLine($"To       {AddressOf(buyer)} (customer {customerId})");
    }

    private static void Amounts(
        IReadOnlyList<InvoiceLine> lines, IReadOnlyList<TaxSubtotal> taxes, Money net)
    {
        var table = new Table().AddColumns("Line", "What");
        foreach (var title in (string[])["Quantity", "Unit", "Price", $"Net {net.Currency}"])
            table.AddColumn(new TableColumn(title).RightAligned());
        foreach (var line in lines) table.AddRow(CellsOf(line));
        AnsiConsole.Write(table);
        Terminal.MarkupLine($"Net      {net}");
        foreach (var tax in taxes)
        {
            Terminal.MarkupLine(
                $"Tax      {tax.Tax}, {Words.Of(tax.Category)}: {RateOf(tax)} {Rule(tax)}");
        }
    }

    private static void Accounted(AccountedTax? tax, string currency)
    {
        if (tax is null) return;
        Terminal.MarkupLine(
            $"Tax      {tax.Tax}, 1 {currency} = {tax.Rate} by {Words.Of(tax.Source)} of {tax.RateDay:yyyy-MM-dd}");
    }

    private static IEnumerable<(Service Service, string Id, string Source)> SessionsOf(InvoiceCreated invoice) =>
        invoice.Sessions is { } sessions
            ? sessions.Select(session => (session.Service, session.SessionId, session.Source))
            : [(invoice.Service, invoice.SessionId, invoice.Source)];

    private static string[] CellsOf(InvoiceLine line) =>
    [
        Text(line.Id),
        Text(line.Note is { } note ? $"{line.Name}: {note}" : line.Name),
        Text(line.Quantity),
        Text(line.UnitCode),
        Text(line.UnitPrice),
        Amount(line.Net),
    ];

    private static string RateOf(TaxSubtotal tax) => tax.ExemptionReason ?? $"{Text(tax.RatePercent)} %";

    private static string Rule(TaxSubtotal tax) => tax.Rule is { } rule ? $"({rule})" : "";

    private static string AddressOf(Party party) =>
        $"{party.Name}, {party.Street}, {party.PostalCode} {party.City}, {party.Country} {party.VatId}";

    private static string HowPaid(PaymentCaptured? paid) =>
        paid is null ? "" : $"{paid.MethodBrand} ending {paid.LastFour}, {paid.GatewayReference}";

    private static string Amount(Money money) => money.ToString()[..^(money.Currency.Length + 1)];

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private static string Text(string value) => Terminal.Escape(value);
}
