using System.CommandLine;
using System.Text;

namespace Charging.Invoicing.Commands;

/// <summary>
/// <c>invoice show NUMBER</c>: an invoice or a credit note for people, as JSON, or as the UBL document that its
/// customer gets.
/// </summary>
internal static class ShowCommand
{
    public static Command Create(Worker worker)
    {
        var number = new Argument<string>("number") { Description = "Such as CZ-2026-000001 or CZ-2026-C000001." };
        var format = new Option<string>("--format") { DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json", "ubl");

        var show = new Command("show", "Shows an invoice or a credit note.") { number, format };
        show.SetAction((parsed, stop) =>
        {
            var (asked, way) = (parsed.GetRequiredValue(number), parsed.GetRequiredValue(format));
            return worker.Run((services, _) => Show(services, asked, way, stop), stop);
        });
        return show;
    }

    private static async Task<int> Show(
        IServiceProvider services, string number, string format, CancellationToken stop)
    {
        var document = await IssuedDocument.Find(services, number, stop);
        switch (format, document)
        {
            case ("json", _):
                Console.Write($"{Printable.Json(document.Json)}\n");
                break;
            case ("ubl", _):
                Console.Write($"{Printable.Xml(Encoding.UTF8.GetString(document.Ubl))}\n");
                break;
            case (_, IssuedDocument.OfInvoice invoice):
                DocumentPrint.Print(invoice);
                break;
            case (_, IssuedDocument.OfCreditNote note):
                DocumentPrint.Print(note.Note);
                break;
        }

        return 0;
    }
}
