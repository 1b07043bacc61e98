using System.CommandLine;
using System.Text;
using Charging.Documents;

namespace Charging.Invoicing.Commands;

/// <summary>
/// <c>invoice export NUMBER… --format ubl|cii|facturx|isdoc|json|pdf --out DIR</c>: one file for each invoice or
/// credit note, named by its number. Nothing is written unless all of them are there; a file of that name is
/// overwritten.
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
        format.AcceptOnlyFromAmong("ubl", "cii", "facturx", "isdoc", "json", "pdf");
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
        var bytesOf = BytesIn(format);
        List<IssuedDocument> documents = [];
        foreach (var number in numbers) documents.Add(await IssuedDocument.Find(services, number, stop));

        folder.Create();
        foreach (var document in documents)
        {
            var path = Path.Combine(folder.FullName, $"{DocumentName.Of(document.Number)}.{ExtensionOf(format)}");
            await File.WriteAllBytesAsync(path, bytesOf(document), stop);
            Console.WriteLine(path);
        }

        return 0;
    }

    private static Func<IssuedDocument, byte[]> BytesIn(string format) => format switch
    {
        "json" => document => Encoding.UTF8.GetBytes(document.Json),
        "ubl" => document => document.Ubl,
        "cii" => document => document.Cii,
        "facturx" => document => document.FacturX,
        "isdoc" => document => document.Isdoc,
        _ => document => document.Pdf,
    };

    /// <summary>What is XML or PDF in two ways has two names.</summary>
    private static string ExtensionOf(string format) => format switch
    {
        "ubl" => "xml",
        "cii" => "cii.xml",
        "facturx" => "facturx.pdf",
        _ => format,
    };
}
