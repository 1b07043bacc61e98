using System.CommandLine;
using Charging.ServiceDefaults;

namespace Charging.Invoicing;

/// <summary><c>invoice</c>: looks at invoices and credit notes, writes them into files, and verifies files.</summary>
internal static class InvoiceCommand
{
    public static Command Create(Worker worker) => new("invoice", "Looks at invoices and credit notes.")
    {
        ShowCommand.Create(worker), ExportCommand.Create(worker), VerifyCommand.Create(),
    };
}
