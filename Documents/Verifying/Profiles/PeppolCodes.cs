using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Norm;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Profiles;

/// <summary>The codes that Peppol BIS Billing 3 allows of those that the norm does.</summary>
internal static class PeppolCodes
{
    private static readonly string[] Invoices =
        [.. ("71 80 82 84 102 218 219 326 331 380 382 383 384 386 388 393 395 553 575 623 780 817 870 875 876 877")
            .Split(' ')];

    private static readonly string[] CreditNotes = ["381", "396", "81", "83", "532"];

    public static readonly IReadOnlyList<Rule> All =
    [
        Exactly("CL001", "//EmbeddedDocumentBinaryObject", "mimeCode", "MIME", "Such files may not be attached.")
            with { Where = x => x.HasAttribute("mimeCode") },
        CodeRules.Text(PeppolRules.Named("CL002"), "//AllowanceCharge/AllowanceChargeReasonCode", "UNTDID5189",
            "The reason of the allowance is none of UNTDID 5189.")
            with { Where = x => x.Parent!.Values("ChargeIndicator").Contains("false") },
        CodeRules.Text(PeppolRules.Named("CL003"), "//AllowanceCharge/AllowanceChargeReasonCode", "UNTDID7161",
            "The reason of the charge is none of UNTDID 7161.")
            with { Where = x => x.Parent!.Values("ChargeIndicator").Contains("true") },
        CodeRules.Text(PeppolRules.Named("CL006"), "//InvoicePeriod/DescriptionCode", "UNTDID2005",
            "When tax is due is none of UNTDID 2005."),
        Exactly("CL007", CodeRules.Amounts, "currencyID", "ISO4217.Peppol",
            "The currency of the amount is none that Peppol knows."),
        Exactly("CL008", "//EndpointID", "schemeID", "EAS.Peppol",
            "The scheme of the electronic address is none that Peppol knows.")
            with { Where = x => x.HasAttribute("schemeID") },
        new(PeppolRules.Named("F001"), "//IssueDate | //DueDate | //TaxPointDate | //StartDate | //EndDate"
            + " | //ActualDeliveryDate", x => x.Value.Length == 10 && DataTypes.DayOf(x.Value) is not null,
            "The date is not written as 2026-11-20 is."),
        new(PeppolRules.Named("P0100"), "//InvoiceTypeCode", x => Invoices.Contains(UblElements.Plain(x.Value)),
            "Peppol knows no invoice of this type.") { Where = IsBilling },
        new(PeppolRules.Named("P0101"), "//CreditNoteTypeCode", x => CreditNotes.Contains(UblElements.Plain(x.Value)),
            "Peppol knows no credit note of this type.") { Where = IsBilling },
        new(PeppolRules.Named("P0112"), "//InvoiceTypeCode",
            x => UblElements.Plain(x.Value) is not ("326" or "384") || PeppolRules.IsGerman(x.Root()),
            "Types 326 and 384 are for Germans among themselves."),
        Exemption("P0104", "VATEX-EU-G", "G"), Exemption("P0105", "VATEX-EU-O", "O"),
        Exemption("P0106", "VATEX-EU-IC", "K"), Exemption("P0107", "VATEX-EU-AE", "AE"),
        Exemption("P0108", "VATEX-EU-D", "E"), Exemption("P0109", "VATEX-EU-F", "E"),
        Exemption("P0110", "VATEX-EU-I", "E"), Exemption("P0111", "VATEX-EU-J", "E"),
    ];

    private static bool IsBilling(XElement type) =>
        type.Root().Text("ProfileID").Contains($"{PeppolRules.Billing}01:1.0", StringComparison.Ordinal);

    /// <summary>White space around it counts, unlike in the norm.</summary>
    private static Rule Exactly(string rule, string at, string attribute, string list, string says) => new(
        PeppolRules.Named(rule), at, x => CodeLists.Has(list, (string?)x.Attribute(attribute) ?? ""), says);

    private static Rule Exemption(string rule, string code, string category) => new(
        PeppolRules.Named(rule), "//TaxCategory", x => x.Is("ID", category),
            $"{code} goes with the VAT category {category}.")
    {
        Where = x => x.Values("TaxExemptionReasonCode").Any(y => y.Equals(code, StringComparison.OrdinalIgnoreCase)),
    };
}
