using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Rules;
using Charging.Documents.Verifying.Schema;

namespace Charging.Documents.Verifying.Isdoc;

/// <summary>
/// The rules that stand beside the schema of ISDOC 6.0.2 ("Pravidla", https://isdoc.cz/6.0.2/), by their names there;
/// its equations, which have none, are named isdoc-… here.
/// </summary>
internal static class IsdocRules
{
    /// <summary>Amounts of which each is said in the foreign currency too, where there is one.</summary>
    private static readonly string[] InBoth =
    [
        "LineExtensionAmount", "LineExtensionAmountTaxInclusive", "DepositAmount", "TaxableDepositAmount",
        "TaxInclusiveDepositAmount", "TaxAmount", "TaxableAmount", "TaxInclusiveAmount", "AlreadyClaimedTaxableAmount",
        "AlreadyClaimedTaxAmount", "AlreadyClaimedTaxInclusiveAmount", "DifferenceTaxableAmount", "DifferenceTaxAmount",
        "DifferenceTaxInclusiveAmount", "TaxExclusiveAmount", "AlreadyClaimedTaxExclusiveAmount",
        "DifferenceTaxExclusiveAmount", "PayableRoundingAmount", "PaidDepositsAmount", "PayableAmount",
    ];

    private static readonly string[] References =
        ["OrderReference", "DeliveryNoteReference", "OriginalDocumentReference", "ContractReference"];

    public static readonly IReadOnlyList<Rule> All =
    [
        new("invoice-rule-1", "", x => x.All("OriginalDocumentReferences").Any(y => y.HasElements),
            "A credit or debit note does not name the document that it is about.")
            { Where = x => x.Is("DocumentType", "2", "3", "6") },
        .. InBoth.Select(name => new Rule("invoice-rule-2", $"//{name}", x => x.Has($"../{name}Curr"),
            $"{name} is not said in the foreign currency.") { Where = x => IsForeign(x.Root()) }),
        new("invoice-rule-3", "", x => x.Number("CurrRate") == 1 && x.Number("RefCurrRate") == 1,
            "Without a foreign currency the rate is 1.") { Where = x => !IsForeign(x) },
        .. InBoth.Select(name => new Rule("invoice-rule-3", $"//{name}Curr", x => IsForeign(x.Root()),
            $"{name}Curr stands there, and the document names no foreign currency.")),
        new("invoice-rule-4", "", x => x.Text("ForeignCurrencyCode") != x.Text("LocalCurrencyCode"),
            "The foreign currency is the local one.") { Where = IsForeign },
        new("invoice-rule-5", "//ClassifiedTaxCategory", x => !x.Is("VATApplicable", "true"),
            "A line is subject to VAT, and the document is not.")
            { Where = x => x.Parent!.Name.LocalName == "InvoiceLine" && x.Root().Is("VATApplicable", "false") },
        new("invoice-rule-6", "//InvoiceLine", HasOneUnit, "The batches of the line are in other units.")
            { Where = x => x.Has("Item/StoreBatches") },
        new("invoice-rule-7", "//InvoiceLine",
            x => x.Sum("Item/StoreBatches/StoreBatch/Quantity") == x.Number("InvoicedQuantity"),
            "The batches of the line do not come to its quantity.") { Where = x => x.Has("Item/StoreBatches") },
        new("invoice-rule-8", "//Item", x => x.Has("SellersItemIdentification"),
            "The item has a second identification and no first.")
            { Where = x => x.Has("SecondarySellersItemIdentification") },
        new("invoice-rule-9", "//Item",
            x => x.Has("SellersItemIdentification") && x.Has("SecondarySellersItemIdentification"),
            "The item has a third identification and not both before it.")
            { Where = x => x.Has("TertiarySellersItemIdentification") },

        .. References.Select(name => new Rule("isdoc-reference", $"//InvoiceLine/{name}", x => Names(x, name),
            $"The line refers to a {name} that the document does not have.")),
        new(Grammar.Isdoc602.Rule, "", x => x.Has("AccountingCustomerParty") || x.Has("AnonymousCustomerParty"),
            "It has no customer."),
        new("isdoc-line-id", "",
            x => x.Values("InvoiceLines/InvoiceLine/ID").CountBy(id => id).All(id => id.Value == 1),
            "Two lines have the same identifier."),
        new("isdoc-uuid", "//UUID", x => UblElements.Plain(x.Value) != Guid.Empty.ToString(),
            "A UUID of zeros is none."),
        new("isdoc-preview", "//SupplementsList", x => x.All("Supplement").Count(y => y.Attr("preview") == "true") <= 1,
            "More than one supplement is its visual form."),
        .. IsdocSums.All,
    ];

    private static bool IsForeign(XElement root) => root.Has("ForeignCurrencyCode");

    private static bool HasOneUnit(XElement line)
    {
        var units = line.All("Item/StoreBatches/StoreBatch/Quantity").Select(batch => batch.Attr("unitCode")).Distinct()
            .ToList();
        var unit = line.All("InvoicedQuantity").Select(quantity => (string?)quantity.Attribute("unitCode"))
            .FirstOrDefault();
        return units.Count <= 1 && (unit is null || units.All(one => one == UblElements.Plain(unit)));
    }

    private static bool Names(XElement reference, string name) => reference.Root().All($"{name}s/{name}")
        .Any(one => (string?)one.Attribute("id") == (string?)reference.Attribute("ref"));
}
