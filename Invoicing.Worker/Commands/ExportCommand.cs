using System.CommandLine;
using System.Text;
using Charging.Documents;
using Charging.Documents.Sending;

namespace Charging.Invoicing.Commands;

/// <summary>
/// <c>invoice export NUMBER… --format ubl|xrechnung|cii|facturx|isdoc|json|pdf|mail --out DIR</c>: one file for each
/// invoice or credit note, named by its number; by <c>mail</c> all files that its mails carry. Nothing is written
/// unless all of them are there; a file of that name is overwritten.
/// </summary>
internal static class ExportCommand
{
    public static Command Create(Worker worker)
    {
        var numbers = new Argument<string[]>("number")
        {
            Description = "Invoices and credit notes, such as CZ-2026-000001 or CZ-2026-C000001.",
            Arity = ArgumentArity.OneOrMore,
        };
        var format = new Option<string>("--format") { DefaultValueFactory = _ => "ubl" };
        format.AcceptOnlyFromAmong("ubl", "xrechnung", "cii", "facturx", "isdoc", "json", "pdf", "mail");
        var folder = new Option<DirectoryInfo>("--out") { Description = "The folder to write into.", Required = true };

        var export = new Command("export", "Writes invoices and credit notes into files.") { numbers, format, folder };
        export.SetAction((parsed, stop) => worker.Run(
            (services, _) => Export(
                services,
                parsed.GetRequiredValue(numbers),
                parsed.GetRequiredValue(format),
                parsed.GetRequiredValue(folder),
                stop),
            stop));
        return export;
    }

    internal static async Task<int> Export(
        IServiceProvider services, string[] numbers, string format, DirectoryInfo folder, CancellationToken stop)
    {
        List<DocumentFile> files = [];
        foreach (var number in numbers)
            files.AddRange(FilesOf(await IssuedDocument.Find(services, number, stop), format));

        folder.Create();
        foreach (var file in files)
        {
            var path = Path.Combine(folder.FullName, file.Name);
            await File.WriteAllBytesAsync(path, file.Content, stop);
            Console.WriteLine(path);
        }

        return 0;
    }

    /// <summary>What is XML or PDF in two ways has two names.</summary>
    private static IEnumerable<DocumentFile> FilesOf(IssuedDocument document, string format) => format switch
    {
        "json" => One(document, "json", "json", Encoding.UTF8.GetBytes(document.Json)),
        "ubl" => One(document, "xml", "xml", document.Ubl),
        "xrechnung" => One(document, "xml", "xml", document.XRechnung),
        "cii" => One(document, "xml", "cii.xml", document.Cii),
        "facturx" => One(document, "pdf", "facturx.pdf", document.FacturX),
        "isdoc" => One(document, "xml", "isdoc", document.Isdoc),
        "pdf" => document.Mailed.Take(1),
        _ => document.Mailed,
    };

    private static DocumentFile[] One(IssuedDocument document, string type, string extension, byte[] content) =>
        [new(type, $"{DocumentName.Of(document.Number)}.{extension}", content)];
}
