using System.CommandLine;
using Charging.Invoicing.Exchanging;
using Charging.Invoicing.Gathering;

namespace Charging.Invoicing.Commands;

/// <summary>
/// <c>rates import FILE</c>: keeps the rates of exchange of a file, all or none. What jumps is set aside, and converts
/// nothing until the same file is imported with --confirm.
/// </summary>
internal static class RatesCommand
{
    public static Command Create(Worker worker) =>
        new("rates", "Rates of exchange, which convert tax into a seller's tax currency.") { Import(worker) };

    internal static async Task<int> Import(
        IServiceProvider services, FileInfo file, bool isConfirmed, TextWriter output, TextWriter complaints,
        CancellationToken stop)
    {
        var exchanges = services.GetRequiredService<ExchangeRates>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var read = RateFile.Read(file.Name, await GivenFile.ReadText(file.FullName, stop), now);
        var import = await Judge(exchanges, read, isConfirmed, stop);
        if (import.Faults.Count > 0)
        {
            foreach (var fault in import.Faults) await complaints.WriteLineAsync(fault);
            await complaints.WriteLineAsync("Nothing was imported.");
            return 1;
        }

        if (import.New.Count > 0) await exchanges.Keep(import.New, file.Name, stop);
        if (import.New.Count > 0) await services.GetRequiredService<OpenInvoices>().Hasten(stop);
        await output.WriteLineAsync(
            $"{file.Name}: {import.New.Count(rate => !rate.IsSetAside)} rate(s) of {Words.Of(read.Source)} kept, " +
            $"{import.Known} known already.");
        if (import.Jumps.Count == 0) return 0;

        foreach (var jump in import.Jumps) await complaints.WriteLineAsync(jump);
        await complaints.WriteLineAsync(
            $"{import.Jumps.Count} rate(s) are set aside and convert nothing: look at the bank's own page, and " +
            "import the file again with --confirm if they are right.");
        return 1;
    }

    private static async Task<RateImport> Judge(
        ExchangeRates exchanges, RateFile read, bool isConfirmed, CancellationToken stop)
    {
        if (read.Faults.Count > 0) return new([], 0, [], read.Faults);

        var day = read.Rates.Max(one => one.Rate.Day);
        if (!isConfirmed && read.CutOff(await exchanges.LastBefore(read.Source, day, stop)) is { } cutOff)
            return new([], 0, [], [cutOff]);
        var kept = await exchanges.Around([.. read.Rates.Select(one => one.Rate)], stop);
        return RateImport.Of(read, kept, isConfirmed);
    }

    private static Command Import(Worker worker)
    {
        var file = new Argument<FileInfo>("FILE")
        {
            Description = "As the Czech or the European Central Bank publishes it, or a table of your own.",
        };
        var confirm = new Option<bool>("--confirm")
        {
            Description = "You have looked: rates that jump by more than a fifth, or that are missing, are right so.",
        };
        var command = new Command("import", "Checks a file of rates of exchange and keeps all that is new, or nothing.")
        {
            file, confirm, Deed.ReasonOption(),
        };
        command.SetAction((parsed, cancellationToken) => worker.Run(
            (services, stop) => Import(
                services, parsed.GetRequiredValue(file), parsed.GetValue(confirm), Console.Out, Console.Error, stop),
            cancellationToken));
        return command;
    }
}
