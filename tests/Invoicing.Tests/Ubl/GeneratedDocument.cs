using System.Text;
using Charging.Documents;
using Charging.Documents.CrossIndustry;
using Charging.Documents.Isdoc;
using Charging.Documents.Languages;
using Charging.Documents.Pdf;
using Charging.Documents.Sending;
using Charging.Documents.Ubl;

namespace Charging.Invoicing.Tests.Ubl;

/// <summary>
/// A document as it is told to the world, and of which kinds it is, so that they can be counted. Bytes are UBL, by
/// XRechnung where that was chosen; Formats are as they were frozen, and Files what its mail carries.
/// </summary>
internal sealed record GeneratedDocument(
    byte[] Bytes, byte[] Cii, byte[] Isdoc, string Currency, bool IsCreditNote, IReadOnlyList<string> Kinds,
    FormatChoice Formats, Func<IReadOnlyList<DocumentFile>> Files)
{
    private static readonly DocumentWords English = Language.In("en").Document;

    public static GeneratedDocument Of(
        InvoiceCreated invoice, PaymentCaptured? paid, AnnouncedDebit? announced, string origin) =>
        new GeneratedDocument(
        IsXRechnung(invoice.Formats)
            ? UblInvoice.WriteXRechnung(invoice, paid, announced)
            : UblInvoice.Write(invoice, paid, announced),
        CiiInvoice.Write(invoice, paid, announced),
        IsdocInvoice.Write(invoice, paid, announced), invoice.Net.Currency, IsCreditNote: false,
        [
            "invoice", origin, invoice.SellerIban is null ? "no bank account" : "bank account",
            announced is not null ? "told before it is drawn"
                : paid is null ? "unpaid"
                : $"paid by {Words.Of(paid.MethodKind)}",
            .. paid?.MandateReference is null ? (string[])[] : ["under a mandate"],
            .. paid?.Credited is null ? (string[])[] : ["credited before it was drawn"],
            .. invoice.TaxSubtotals.SelectMany(KindsOf).Distinct(),
            .. invoice.TaxSubtotals.Count > 1 ? ["several rates"] : (string[])[],
            .. KindsOf(invoice.Net, invoice.Lines, invoice.Buyer), .. KindsOf(invoice.AccountedTax),
            .. KindsOf(invoice.Formats),
        ],
        new FormatChoice(invoice.Formats), () => DocumentFiles.Of(invoice, StatusOf(paid, announced), English))
        .WithProfile();

    public static GeneratedDocument Of(CreditNoteIssued note, string order, bool isFirst) => new GeneratedDocument(
        IsXRechnung(note.Formats) ? UblCreditNote.WriteXRechnung(note) : UblCreditNote.Write(note),
        CiiInvoice.Write(note), IsdocInvoice.Write(note),
        note.Net.Currency, IsCreditNote: true,
        [
            "credit note", order, isFirst ? "the first of its invoice" : "after another",
            note.Rounding.Minor == 0 ? "not rounded" : "rounded",
            .. note.TaxSubtotals.SelectMany(KindsOf).Distinct(),
            .. KindsOf(note.Net, note.Lines, note.Buyer), .. KindsOf(note.AccountedTax), .. KindsOf(note.Formats),
        ],
        new FormatChoice(note.Formats), () => DocumentFiles.Of(note, English)).WithProfile();

    private static bool IsXRechnung(IReadOnlyList<DocumentFormat>? formats) =>
        formats?.Contains(DocumentFormat.XRechnung) == true;

    private static PaymentStatus StatusOf(PaymentCaptured? paid, AnnouncedDebit? announced) =>
        paid is not null ? new PaymentStatus.Paid(paid)
        : announced is not null ? new PaymentStatus.Announced(announced)
        : new PaymentStatus.Due();

    private GeneratedDocument WithProfile()
    {
        var isPeppol = Encoding.UTF8.GetString(Bytes).Contains("poacc:billing:3", StringComparison.Ordinal);
        var profile = isPeppol ? "Peppol" : Formats.Has(DocumentFormat.XRechnung) ? "XRechnung" : "core";
        return this with { Kinds = [.. Kinds, profile] };
    }

    private static IEnumerable<string> KindsOf(Money net, IReadOnlyList<InvoiceLine> lines, Party buyer) =>
    [
        net.Currency,
        buyer.VatId is null ? "to a consumer" : "to a business",
        .. lines.Select(line => Math.Sign(line.Net.Minor)).Distinct().Select(sign => sign switch
        {
            0 => "with a line of 0",
            < 0 => "with a line below 0",
            _ => "with a line above 0",
        }),
    ];

    private static IEnumerable<string> KindsOf(AccountedTax? tax) =>
        tax is null ? ["tax in no other currency"] : ["tax in another currency", Words.Of(tax.Source)];

    private static IEnumerable<string> KindsOf(IReadOnlyList<DocumentFormat>? formats) =>
        formats?.Select(Words.Of) ?? ["chosen by nobody"];

    /// <summary>The category, and what it came by.</summary>
    private static IEnumerable<string> KindsOf(TaxSubtotal subtotal) =>
    [
        Words.Of(subtotal.Category),
        .. ((string[])[Words.Of(VatRateKind.Reduced), "one-stop shop", "as set for the customer"])
            .Where(subtotal.Rule!.Contains),
    ];
}
