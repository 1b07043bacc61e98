using System.CommandLine;
using System.Globalization;
using Charging.Invoicing.Issuing;
using Spectre.Console;

namespace Charging.Invoicing.Commands;

/// <summary>
/// <c>invoice list</c>: the latest invoices of each series, of everybody or of one customer, with what was credited.
/// </summary>
internal static class ListCommand
{
    private const int Most = 200;

    public static Command Create(Worker worker)
    {
        var customer = new Option<string?>("--customer") { Description = "Only of this customer's id." };
        var status = new Option<string?>("--status") { Description = "Only those that are so." };
        status.AcceptOnlyFromAmong([.. Words.All<InvoiceStatus>()]);
        var since = new Option<string?>("--since") { Description = "Only those issued on that date or later." };

        var list = new Command("list", $"Lists invoices, the latest {Most} at most.") { customer, status, since };
        list.SetAction((parsed, stop) => worker.Run(
            async (services, _) =>
            {
                var wanted = new WantedInvoices(
                    parsed.GetValue(customer), parsed.GetValue(status), DateOf(parsed.GetValue(since)), Most);
                Print(await services.GetRequiredService<Invoices>().List(wanted, stop));
                return 0;
            },
            stop));
        return list;
    }

    private static void Print(IReadOnlyList<ListedInvoice> invoices)
    {
        // Into a file or a pipe, lines are not folded at the 80 columns of a terminal that is not there.
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 200;

        var table = new Table().AddColumns("Number", "Issued", "Customer", "Status")
            .AddColumn(new TableColumn("Total").RightAligned()).AddColumn(new TableColumn("Credited").RightAligned());
        foreach (var invoice in invoices)
        {
            table.AddRow(
                Terminal.Cell(invoice.InvoiceNumber),
                Terminal.Cell(invoice.IssueDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                Terminal.Cell(invoice.CustomerId),
                Terminal.Cell(invoice.Status),
                Terminal.Cell($"{new Money(invoice.TotalMinor, invoice.Currency)}"),
                Terminal.Cell(
                    invoice.CreditedMinor == 0 ? "" : $"{new Money(invoice.CreditedMinor, invoice.Currency)}"));
        }

        AnsiConsole.Write(table);
        if (invoices.Count == Most) Console.WriteLine($"The latest {Most}; say --since, --customer or --status.");
    }

    private static DateOnly? DateOf(string? text)
    {
        if (text is null) return null;
        return DateOnly.TryParseExact(
            text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new InvalidOperationException($"--since is '{text}'; write a date such as 2026-01-31.");
    }
}
