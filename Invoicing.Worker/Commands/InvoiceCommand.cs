using System.CommandLine;

namespace Charging.Invoicing.Commands;

/// <summary>
/// <c>invoice</c>: lists and shows invoices and credit notes, writes them into files, and verifies files.
/// </summary>
internal static class InvoiceCommand
{
    public static Command Create(Worker worker) => new("invoice", "Looks at invoices and credit notes.")
    {
        ListCommand.Create(worker), ShowCommand.Create(worker), ExportCommand.Create(worker), VerifyCommand.Create(),
    };
}
