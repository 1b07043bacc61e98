using System.CommandLine;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying;
using Charging.Documents.Verifying.Rules;
using Spectre.Console;

namespace Charging.Invoicing.Commands;

/// <summary>
/// <c>invoice verify FILE…</c>: holds UBL files of anybody against the norm and the profile that they name; needs no
/// broker, no database. Notes are printed, and pass.
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
        var command = new Command("verify",
            "Checks UBL documents by EN 16931, Peppol and XRechnung; ends with 1 if one is wrong.") { files };
        command.SetAction(parsed => Verify(parsed.GetRequiredValue(files)));
        return command;
    }

    private static int Verify(FileInfo[] files)
    {
        // A finding stays on its line, where a program reads it.
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 2000;

        List<string> notChecked = [];
        var wrong = files.Count(file => !IsRight(file, notChecked));
        if (files.Length > 1) Console.WriteLine($"{files.Length} documents, {wrong} of them wrong.");
        Console.WriteLine("Not checked:");
        foreach (var what in notChecked.Distinct()) Console.WriteLine($"  {what}");
        return wrong == 0 ? 0 : 1;
    }

    private static bool IsRight(FileInfo file, List<string> notChecked)
    {
        using var stream = Open(file);
        if (stream is null) return false;
        try
        {
            var document = UblDocument.Read(stream);
            var faults = Verification.FaultsIn(document);
            notChecked.AddRange(Unchecked.By(document.Root));
            Print(file, faults, Verification.Checked(document.Root));
            return Verification.IsRight(faults);
        }
        catch (FormatException notUbl)
        {
            Print(file, [new("UBL", notUbl.Message, FaultClass.Norm)], "nothing");
            return false;
        }
    }

    /// <summary>One that cannot be read is wrong, and holds up none of the others.</summary>
    private static FileStream? Open(FileInfo file)
    {
        try
        {
            return GivenFile.Open(file.FullName);
        }
        catch (InvalidOperationException unreadable)
        {
            Print(file, [new("UBL", unreadable.Message, FaultClass.Norm)], "nothing");
            return null;
        }
    }

    private static void Print(FileInfo file, IReadOnlyList<Fault> faults, string by)
    {
        var counts = faults.CountBy(fault => fault.Class)
            .Select(x => $"{x.Value} {NameOf(x.Key)}").DefaultIfEmpty("none");
        var found = $"(checked by {by}; findings: {string.Join(", ", counts)})";
        Terminal.MarkupLine(Verification.IsRight(faults)
            ? $"{file}: [green]right[/] {found}"
            : (FormattableString)$"{file}: [red]wrong[/] {found}");
        foreach (var fault in faults)
        {
            var where = fault.Where.Length > 0 ? $"{fault.Where}: " : "";
            Console.WriteLine(Printable.Line($"  {NameOf(fault.Class),-7}  {fault.Rule,-20}  {where}{fault.What}"));
        }
    }

    private static string NameOf(FaultClass kind) => kind switch
    {
        FaultClass.Norm => "norm",
        FaultClass.Profile => "profile",
        _ => "note",
    };
}
