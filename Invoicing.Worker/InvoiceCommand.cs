using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Charging.Contracts;
using Charging.Contracts.Ubl;
using Charging.ServiceDefaults;
using Spectre.Console;

namespace Charging.Invoicing;

/// <summary>
/// <c>invoice show NUMBER</c>: an invoice for people, as JSON, or as the UBL document that its customer gets;
/// <c>invoice verify</c> is <see cref="VerifyCommand"/>.
/// </summary>
internal static class InvoiceCommand
{
    public static Command Create(Worker worker)
    {
        var number = new Argument<string>("number") { Description = "Such as CZ-2026-000001." };
        var format = new Option<string>("--format") { DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "ubl");

        var show = new Command("show", "Shows an invoice.") { number, format };
        show.SetAction((parsed, stop) =>
        {
            var (asked, way) = (parsed.GetRequiredValue(number), parsed.GetRequiredValue(format));
            return worker.Run((services, _) => Show(services.GetRequiredService<Invoices>(), asked, way, stop), stop);
        });
        return new Command("invoice", "Looks at invoices.") { show, VerifyCommand.Create() };
    }

    private static async Task<int> Show(Invoices invoices, string number, string format, CancellationToken stop)
    {
        var row = await invoices.Find(number, stop)
            ?? throw new InvalidOperationException(
                $"No invoice {number} in invoicing.invoices; ./charging trace SESSION finds it by its session.");

        switch (format)
        {
            case "json":
                Console.WriteLine(JsonSerializer.Serialize(row.Invoice, Wire.Json));
                break;
            case "ubl":
                Console.WriteLine(Encoding.UTF8.GetString(UblInvoice.Write(row.Invoice, row.Paid)));
                break;
            default:
                Print(row);
                break;
        }

        return 0;
    }

    private static void Print(InvoiceRow row)
    {
        // Into a file or a pipe, lines are not folded at the 80 columns of a terminal that is not there.
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 200;

        var invoice = row.Invoice;
        var lines = new Table().AddColumns("Line", "What");
        foreach (var title in (string[])["Quantity", "Unit", "Price", $"Net {invoice.Net.Currency}"])
            lines.AddColumn(new TableColumn(title).RightAligned());
        foreach (var line in invoice.Lines) lines.AddRow(CellsOf(line));

        AnsiConsole.MarkupLineInterpolated($"[bold]Invoice {invoice.Number}[/] of {invoice.IssueDate:yyyy-MM-dd}");
        AnsiConsole.MarkupLineInterpolated($"From     {AddressOf(invoice.Seller)}");
        AnsiConsole.MarkupLineInterpolated($"To       {AddressOf(invoice.Buyer)} (customer {invoice.CustomerId})");
        foreach (var (service, id, source) in SessionsOf(invoice))
            AnsiConsole.MarkupLineInterpolated($"For      {Words.Of(service)} {id} of {source}");
        AnsiConsole.MarkupLineInterpolated($"On       {invoice.DeliveryDate:yyyy-MM-dd}");
        AnsiConsole.Write(lines);
        AnsiConsole.MarkupLineInterpolated($"Net      {invoice.Net}");
        foreach (var tax in invoice.TaxSubtotals)
        {
            AnsiConsole.MarkupLineInterpolated(
                $"Tax      {tax.Tax}, {Words.Of(tax.Category)}: {RateOf(tax)} {Rule(tax)}");
        }

        AnsiConsole.MarkupLineInterpolated($"[bold]Total    {invoice.Total}[/]");
        AnsiConsole.MarkupLineInterpolated(
            $"Status   {row.Status} {row.SettledAt:yyyy-MM-dd HH:mm:ss'Z'} {HowPaid(row.Paid)}");
        if (row.RefundedMinor > 0)
            AnsiConsole.MarkupLineInterpolated($"Refunded {new Money(row.RefundedMinor, invoice.Total.Currency)}");
    }

    private static string[] CellsOf(InvoiceLine line) =>
    [
        Text(line.Id),
        Text(line.Note is { } note ? $"{line.Name}: {note}" : line.Name),
        Text(line.Quantity),
        Text(line.UnitCode),
        Text(line.UnitPrice),
        Amount(line.Net),
    ];

    private static IEnumerable<(Service Service, string Id, string Source)> SessionsOf(InvoiceCreated invoice) =>
        invoice.Sessions is { } sessions
            ? sessions.Select(session => (session.Service, session.SessionId, session.Source))
            : [(invoice.Service, invoice.SessionId, invoice.Source)];

    private static string RateOf(TaxSubtotal tax) => tax.ExemptionReason ?? $"{Text(tax.RatePercent)} %";

    private static string Rule(TaxSubtotal tax) => tax.Rule is { } rule ? $"({rule})" : "";

    private static string AddressOf(Party party) =>
        $"{party.Name}, {party.Street}, {party.PostalCode} {party.City}, {party.Country} {party.VatId}";

    private static string HowPaid(PaymentCaptured? paid) =>
        paid is null ? "" : $"{paid.MethodBrand} ending {paid.LastFour}, {paid.GatewayReference}";

    private static string Amount(Money money) => money.ToString()[..^(money.Currency.Length + 1)];

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    private static string Text(string value) => Markup.Escape(value);
}
