using System.CommandLine;
using Charging.ServiceDefaults;
using Spectre.Console;

namespace Charging.Invoicing;

/// <summary>
/// <c>invoice verify FILE…</c>: holds UBL files of anybody against EN 16931; needs no broker, no database.
/// </summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("file")
        {
            Description = "Invoices or credit notes in UBL 2.1.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("verify", "Checks UBL documents to the cent; ends with 1 if one is wrong.") { files };
        command.SetAction(parsed => Verify(parsed.GetRequiredValue(files)));
        return command;
    }

    private static int Verify(FileInfo[] files)
    {
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 200;

        var wrong = files.Count(file => !IsRight(file));
        if (files.Length > 1) Console.WriteLine($"{files.Length} documents, {wrong} of them wrong.");
        return wrong == 0 ? 0 : 1;
    }

    private static bool IsRight(FileInfo file)
    {
        IReadOnlyList<Fault> faults;
        try
        {
            using var stream = GivenFile.Open(file.FullName);
            faults = Verification.FaultsIn(UblDocument.Read(stream));
        }
        catch (FormatException notUbl)
        {
            faults = [new("UBL", notUbl.Message)];
        }

        if (faults.Count == 0) Terminal.MarkupLine($"{file}: [green]right[/]");
        else Print(file, faults);
        return faults.Count == 0;
    }

    private static void Print(FileInfo file, IReadOnlyList<Fault> faults)
    {
        Terminal.MarkupLine($"{file}: [red]wrong[/]");
        var table = new Table().HideHeaders().NoBorder().AddColumns("rule", "fault");
        foreach (var (rule, what) in faults) table.AddRow(Terminal.Cell($"  {rule}"), Terminal.Cell(what));
        AnsiConsole.Write(table);
    }
}
