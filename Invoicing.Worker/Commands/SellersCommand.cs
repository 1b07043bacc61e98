using System.CommandLine;
using Charging.Invoicing.Billing;
using Charging.Invoicing.Selling;
using Spectre.Console;

namespace Charging.Invoicing.Commands;

/// <summary><c>sellers apply FILE</c> and <c>sellers list</c>.</summary>
internal static class SellersCommand
{
    public static Command Create(Worker worker) =>
        new("sellers", "Who issues invoices, and how they are numbered.") { Apply(worker), List(worker) };

    internal static async Task<int> Apply(
        Sellers sellers, Customers customers, FileInfo file, TextWriter output, TextWriter complaints,
        CancellationToken stop)
    {
        var text = await GivenFile.ReadText(file.FullName, stop);
        var read = SellerFile.Read(file.Name, text, await sellers.All(stop));
        IReadOnlyList<string> faults = read.Faults.Count > 0
            ? read.Faults
            : await customers.FaultsUnder([.. read.Sellers.Select(seller => seller.ToIssuing())], stop);
        if (faults.Count > 0)
        {
            foreach (var fault in faults) await complaints.WriteLineAsync(fault);
            await complaints.WriteLineAsync("Nothing was applied.");
            return 1;
        }

        foreach (var applied in await sellers.Apply(read.Sellers, stop))
            await output.WriteLineAsync($"{applied.Code}: version {applied.Version}, {Words.Of(applied.Outcome)}");
        foreach (var warning in read.Sellers.Select(TaxCurrencyFields.WarningOf).OfType<string>())
            await complaints.WriteLineAsync($"warning: {warning}");
        return 0;
    }

    private static Command Apply(Worker worker)
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A list of sellers, in YAML or JSON." };
        var command = new Command("apply", "Checks every seller and applies all of them, or none.")
        {
            file, Deed.ReasonOption(),
        };
        command.SetAction((parsed, cancellationToken) => worker.Run(
            (services, stop) => Apply(
                services.GetRequiredService<Sellers>(), services.GetRequiredService<Customers>(),
                parsed.GetRequiredValue(file), Console.Out, Console.Error, stop),
            cancellationToken));
        return command;
    }

    private static Command List(Worker worker)
    {
        var command = new Command("list", "Lists the sellers.");
        command.SetAction((_, cancellationToken) => worker.Run(async (services, stop) =>
        {
            if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 200;
            var table = new Table().AddColumns(
                "Code", "Name", "VAT id", "Zone", "Accounts in", "Invoices", "Credit notes", "Formats");
            foreach (var seller in await services.GetRequiredService<Sellers>().All(stop))
                table.AddRow(CellsOf(seller));
            AnsiConsole.Write(table);
            return 0;
        }, cancellationToken));
        return command;
    }

    private static Text[] CellsOf(Seller seller) =>
    [
        Terminal.Cell(seller.Code), Terminal.Cell(seller.Party.Name), Terminal.Cell(seller.Party.VatId),
        Terminal.Cell(seller.TimeZone), Terminal.Cell(seller.Currency), Terminal.Cell(seller.Series),
        Terminal.Cell(seller.CreditSeries), Terminal.Cell(string.Join(", ", FormatFields.Of(seller))),
    ];
}
