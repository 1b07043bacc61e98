using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Norm;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.CrossIndustry;

/// <summary>
/// What the norm's rules say of the Cross Industry Invoice alone, and those that they read otherwise in it than in UBL,
/// in the place of which these stand.
/// </summary>
internal static class CiiRules
{
    private const string Settlement = "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement";
    private const string Agreement = "SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement";
    private const string Account = "//SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount";

    public static readonly IReadOnlyList<Rule> All =
    [
        new("BR-66", "//SpecifiedTradeAllowanceCharge", x => x.Has("ChargeIndicator"),
            "It is neither an allowance nor a charge."),
        new("BR-17", "//PayeeTradeParty", IsNotTheSeller, "The payee has no name, or is the seller (BT-59)."),
        new("BR-50", Account, HasNumber, "The account of a credit transfer has no number (BT-84).")
            { Where = IsTransfer },
        new("BR-61", Account, HasNumber, "The account of a credit transfer has no number (BT-84).")
            { Where = IsTransfer },
        new("BR-51", "//ApplicableTradeSettlementFinancialCard", x => x.Values("ID").All(id => id.Length <= 10),
            "It shows more than ten digits of a card (BT-87)."),
        new("BR-53", "//SpecifiedTradeSettlementHeaderMonetarySummation", HasAccounted,
            "It does not say the tax in the currency of the accounts (BT-111)."),
        new("BR-CO-19", $"{Settlement}/BillingSpecifiedPeriod", x => x.Has("StartDateTime") || x.Has("EndDateTime"),
            "The period has neither a beginning nor an end (BG-14)."),
        new("BR-CO-25", "", IsDue, "An amount is due, and it does not say when (BT-9, BT-20)."),
        new("BR-CO-17", $"{Settlement}/ApplicableTradeTax", IsTax, "The tax is not the base times its rate (BT-117)."),
        new("BR-CO-14", "//TaxTotalAmount",
            x => x.Number("") == UblElements.Hundredths(x.Sum("../../ApplicableTradeTax/CalculatedAmount")),
            "The tax is not what its breakdown comes to (BT-110).")
            { Where = x => x.Attr("currencyID") == x.Text("../../InvoiceCurrencyCode") },
        CodeRules.IfAny("BR-CL-03", "//TaxTotalAmount", "currencyID", "ISO4217",
            "The currency of the tax is none of ISO 4217."),
        CodeRules.IfAny("BR-CL-23", "//BasisQuantity | //BilledQuantity", "unitCode", "Rec20",
            "The unit is none of UN/ECE Recommendations 20 and 21."),
        CodeRules.Text("BR-CL-08", "//SubjectCode", "UNTDID4451", "The subject of the note is none of UNTDID 4451."),

        .. CiiBinding.All,
    ];

    /// <summary>Rules of the norm that are read otherwise here.</summary>
    public static IReadOnlySet<string> InPlaceOf { get; } =
        new HashSet<string>
        {
            "BR-17", "BR-50", "BR-51", "BR-53", "BR-61", "BR-CL-03", "BR-CL-08", "BR-CL-23", "BR-CO-14", "BR-CO-17",
            "BR-CO-19",
        };

    private static bool IsTransfer(XElement account) => account.Parent!.Is("TypeCode", "30", "58");

    private static bool HasNumber(XElement account) => account.Has("IBANID") || account.Has("ProprietaryID");

    /// <summary>Up to one unit off, that unit included.</summary>
    private static bool IsTax(XElement tax)
    {
        if (tax.Number("CalculatedAmount") is not { } stated) return false;
        var rate = tax.Is("TypeCode", "VAT", "vat", "Vat") ? tax.Number("RateApplicablePercent") : null;
        if (rate is null || Math.Floor(rate.Value + 0.5m) == 0) return Math.Floor(stated + 0.5m) == 0;
        return tax.Number("BasisAmount") is { } taxable
            && Math.Abs(Math.Abs(stated) - UblElements.Hundredths(Math.Abs(taxable) * rate.Value / 100)) <= 1;
    }

    private static bool IsNotTheSeller(XElement payee)
    {
        var sellers = payee.Root().All($"{Agreement}/SellerTradeParty").ToList();
        bool Differs(string path) =>
            !UblElements.Meet(payee.Values(path), sellers.SelectMany(seller => seller.Values(path)));
        return payee.Has("Name") && Differs("Name") && Differs("ID") && Differs("SpecifiedLegalOrganization/ID");
    }

    private static bool HasAccounted(XElement sums)
    {
        var codes = sums.Values("../TaxCurrencyCode").ToList();
        return codes.Count == 0
            || (sums.All("TaxTotalAmount").Any(total => codes.Contains((string?)total.Attribute("currencyID") ?? ""))
                && !UblElements.Meet(codes, sums.Values("../InvoiceCurrencyCode")));
    }

    private static bool IsDue(XElement root) =>
        !(UblElements.Places(root, "//DuePayableAmount").FirstOrDefault() is { } due
            && UblElements.NumberOf(due.Value) > 0)
        || UblElements.Places(root, "//SpecifiedTradePaymentTerms")
            .Any(x => x.Has("DueDateDateTime") || x.Has("Description"));
}
