using System.Text;
using Charging.Documents;
using Charging.Documents.CrossIndustry;
using Charging.Documents.Isdoc;
using Charging.Documents.Ubl;

namespace Charging.Invoicing.Tests.Ubl;

/// <summary>A document as it is told to the world, and of which kinds it is, so that they can be counted.</summary>
internal sealed record GeneratedDocument(
    byte[] Bytes, byte[] Cii, byte[] Isdoc, string Currency, bool IsCreditNote, IReadOnlyList<string> Kinds)
{
    public static GeneratedDocument Of(
        InvoiceCreated invoice, PaymentCaptured? paid, AnnouncedDebit? announced, string origin) =>
        new GeneratedDocument(
        UblInvoice.Write(invoice, paid, announced), CiiInvoice.Write(invoice, paid, announced),
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
        ]).WithProfile();

    public static GeneratedDocument Of(CreditNoteIssued note, string order, bool isFirst) => new GeneratedDocument(
        UblCreditNote.Write(note), CiiInvoice.Write(note), IsdocInvoice.Write(note),
        note.Net.Currency, IsCreditNote: true,
        [
            "credit note", order, isFirst ? "the first of its invoice" : "after another",
            note.Rounding.Minor == 0 ? "not rounded" : "rounded",
            .. note.TaxSubtotals.SelectMany(KindsOf).Distinct(),
            .. KindsOf(note.Net, note.Lines, note.Buyer), .. KindsOf(note.AccountedTax),
        ]).WithProfile();

    private GeneratedDocument WithProfile()
    {
        var isPeppol = Encoding.UTF8.GetString(Bytes).Contains("poacc:billing", StringComparison.Ordinal);
        return this with { Kinds = [.. Kinds, isPeppol ? "Peppol" : "core"] };
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

    /// <summary>The category, and what it came by.</summary>
    private static IEnumerable<string> KindsOf(TaxSubtotal subtotal) =>
    [
        Words.Of(subtotal.Category),
        .. ((string[])[Words.Of(VatRateKind.Reduced), "one-stop shop", "as set for the customer"])
            .Where(subtotal.Rule!.Contains),
    ];
}
