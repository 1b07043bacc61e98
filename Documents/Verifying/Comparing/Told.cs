using System.Globalization;
using System.Xml.Linq;
using Charging.Documents.Ubl;

namespace Charging.Documents.Verifying.Comparing;

/// <summary>What every format says of an invoice, by what it is called; null where one does not say it.</summary>
internal sealed record Told(string Of, IReadOnlyList<(string What, string? Said)> Facts)
{
    public static Told Ubl(string name, UblDocument document)
    {
        var root = document.Root;
        var totals = root.All("LegalMonetaryTotal").FirstOrDefault();
        var (seller, buyer) = ("AccountingSupplierParty/Party", "AccountingCustomerParty/Party");
        return new(name,
        [
            ("number", Text(root, "ID")), ("date", Text(root, "IssueDate")),
            ("kind", document.IsCreditNote ? "credit note" : "invoice"), ("currency", document.Currency),
            ("seller", Text(root, $"{seller}/PartyLegalEntity/RegistrationName")),
            ("seller's VAT id", VatId(root, $"{seller}/PartyTaxScheme")),
            ("buyer", Text(root, $"{buyer}/PartyLegalEntity/RegistrationName")),
            ("buyer's VAT id", VatId(root, $"{buyer}/PartyTaxScheme")),
            ("total without tax", Number(totals?.Number("TaxExclusiveAmount"))),
            ("tax", Number(document.TaxTotal?.Number("TaxAmount"))),
            ("total with tax", Number(totals?.Number("TaxInclusiveAmount"))),
            ("total", Number(totals?.Number("PayableAmount") + totals?.Sum("PrepaidAmount"))),
        ]);
    }

    /// <summary>Its own amounts are in the currency of the accounts; those of a foreign document are beside.</summary>
    public static Told Isdoc(string name, XElement root)
    {
        var end = root.Has("ForeignCurrencyCode") ? "Curr" : "";
        var totals = root.All("LegalMonetaryTotal").FirstOrDefault();
        var (seller, buyer) = ("AccountingSupplierParty/Party", "AccountingCustomerParty/Party");
        return new(name,
        [
            ("number", Text(root, "ID")), ("date", Text(root, "IssueDate")),
            ("kind", root.Is("DocumentType", "2", "6") ? "credit note" : "invoice"),
            ("currency", Text(root, "ForeignCurrencyCode") ?? Text(root, "LocalCurrencyCode")),
            ("seller", Text(root, $"{seller}/PartyName/Name")),
            ("seller's VAT id", VatId(root, $"{seller}/PartyTaxScheme")),
            ("buyer", Text(root, $"{buyer}/PartyName/Name")),
            ("buyer's VAT id", VatId(root, $"{buyer}/PartyTaxScheme")),
            ("total without tax", Number(totals?.Number($"TaxExclusiveAmount{end}"))),
            ("tax", Number(root.Number($"TaxTotal/TaxAmount{end}"))),
            ("total with tax", Number(totals?.Number($"TaxInclusiveAmount{end}"))),
            ("total", Number(totals?.Number($"PayableAmount{end}") + totals?.Sum($"PaidDepositsAmount{end}"))),
        ]);
    }

    private static string? Text(XElement root, string path) => root.Text(path) is { Length: > 0 } text ? text : null;

    /// <summary>Written with spaces or without.</summary>
    private static string? VatId(XElement root, string path) => root.All(path)
        .Where(scheme => scheme.Text("TaxScheme/ID") is "" or "VAT" && scheme.Text("TaxScheme") is "" or "VAT")
        .Select(scheme => scheme.Text("CompanyID").Replace(" ", "")).FirstOrDefault(id => id.Length > 0);

    private static string? Number(decimal? number) => number?.ToString("0.############", CultureInfo.InvariantCulture);
}
