using System.CommandLine;
using Charging.Documents.Verifying;
using Charging.Documents.Verifying.Rules;
using Spectre.Console;

namespace Charging.Invoicing.Commands;

/// <summary>
/// <c>invoice verify FILE…</c>: holds files of anybody (UBL, CII, ISDOC, a PDF with any of them) against the norm and
/// the profile that they name; needs no broker, no database. Notes are printed, and pass.
/// </summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("file")
        {
            Description = "Invoices or credit notes in UBL 2.1, CII or ISDOC 6, or PDFs with any of them.",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("verify",
            "Checks documents by EN 16931, Peppol, XRechnung and ISDOC; ends with 1 if one is wrong.") { files };
        command.SetAction((parsed, stop) => Verify(parsed.GetRequiredValue(files), stop));
        return command;
    }

    private static async Task<int> Verify(FileInfo[] files, CancellationToken stop)
    {
        // A finding stays on its line, where a program reads it.
        if (Console.IsOutputRedirected) AnsiConsole.Profile.Width = 2000;

        HashSet<string> notChecked = [];
        var wrong = 0;
        foreach (var file in files)
        {
            var inspected = await Inspect(file, stop);
            notChecked.UnionWith(inspected.NotChecked);
            Print(file, inspected.Faults, inspected.By);
            if (!Verification.IsRight(inspected.Faults)) wrong++;
        }

        if (files.Length > 1) Console.WriteLine($"{files.Length} documents, {wrong} of them wrong.");
        Console.WriteLine("Not checked:");
        foreach (var what in notChecked) Console.WriteLine(Printable.Line($"  {what}"));
        return wrong == 0 ? 0 : 1;
    }

    /// <summary>One that cannot be read is wrong, and holds up none of the others.</summary>
    private static async Task<Inspected> Inspect(FileInfo file, CancellationToken stop)
    {
        try
        {
            return Inspection.Of(await GivenFile.ReadBytes(file.FullName, stop));
        }
        catch (Exception unreadable) when (unreadable is FormatException or InvalidOperationException)
        {
            return new("nothing", [new("FILE", unreadable.Message, FaultClass.Norm)], []);
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
