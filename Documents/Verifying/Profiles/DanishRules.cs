using System.Globalization;
using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Norm;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Profiles;

/// <summary>Denmark (DK-R).</summary>
internal static class DanishRules
{
    private const string Company = $"{NationalRules.Seller}/PartyLegalEntity/CompanyID";
    private const string Account = "PayeeFinancialAccount/ID";

    public static readonly IReadOnlyList<Rule> OfSeller =
    [
        FieldRules.Needed("DK-R-002", "", Company, "A Danish seller says his legal registration (BT-30)."),
        new("DK-R-014", "", x => !x.Has(Company) || x.All(Company).First().Attr("schemeID") == "0184",
            "A Danish seller's legal registration is of scheme 0184 (CVR)."),
        new("DK-R-016", "", x => !(x.IsCreditNote() && x.Is($"{NationalRules.Buyer}/{NationalRules.Country}", "DK")
            && x.Number("LegalMonetaryTotal/PayableAmount") < 0), "A credit note among Danes is not below 0."),
    ];

    public static readonly IReadOnlyList<Rule> AmongDanes =
    [
        new("DK-R-004", "//AllowanceCharge", IsNamedCharge, "A reason ZZZ among Danes is four digits, or CODE#text.")
            { Where = x => x.Values("AllowanceChargeReasonCode").Contains("ZZZ") },
        new("DK-R-005", "PaymentMeans", x => x.Is("PaymentMeansCode", "1", "10", "31", "42", "48", "49", "50", "58",
            "59",
            "93", "97"), "Danes do not pay by such means.") { Where = IsInvoice },
        new("DK-R-006", "PaymentMeans", x => x.Says(Account)
            && x.Says("PayeeFinancialAccount/FinancialInstitutionBranch/ID"),
            "A transfer among Danes names the account and the bank's registration.") { Where = By("31", "42") },
        new("DK-R-007", "PaymentMeans", x => x.Says("PaymentMandate/ID")
            && x.Says("PaymentMandate/PayerFinancialAccount/ID"),
            "A direct debit among Danes names the mandate and the account.") { Where = By("49") },
        new("DK-R-008", "PaymentMeans", x => IsOf(x, "01#", "04#", "15#")
            && x.Text(Account) is { Length: 7 or 8 } account && account.All(char.IsAsciiDigit),
            "A giro has a card type 01, 04 or 15 and an account of 7 or 8 digits.") { Where = By("50") },
        new("DK-R-009", "PaymentMeans", x => !IsOf(x, "04#", "15#") || Length(x) == 19,
            "A giro of card type 04 or 15 has an id of 19 characters.") { Where = By("50") },
        new("DK-R-010", "PaymentMeans", x => IsOf(x, "71#", "73#", "75#")
            && x.Values(Account).FirstOrDefault() is { Length: 8 },
            "A joint payment card has a type 71, 73 or 75 and an account of 8 characters.") { Where = By("93") },
        new("DK-R-011", "PaymentMeans", x => !IsOf(x, "71#", "75#") || Length(x) is 18 or 19,
            "A joint payment card of type 71 or 75 has an id of 18 or 19 characters.") { Where = By("93") },
        new("DK-R-013", $"{NationalRules.Seller}/PartyIdentification/ID | {NationalRules.Buyer}/PartyIdentification/ID",
            x => x.Attr("schemeID").Length > 0, "An identifier of a party among Danes has its scheme."),
    ];

    private static Func<XElement, bool> By(params string[] codes) =>
        means => IsInvoice(means) && means.Values("PaymentMeansCode").Any(codes.Contains);

    private static bool IsInvoice(XElement means) => !means.IsCreditNote();

    private static bool IsOf(XElement means, params string[] cards) => means.Values("PaymentID").Take(1)
        .Any(id => cards.Any(card => id.StartsWith(card, StringComparison.Ordinal)));

    private static int Length(XElement means) => means.Values("PaymentID").FirstOrDefault()?.Length ?? 0;

    private static bool IsNamedCharge(XElement extra)
    {
        var reason = extra.Values("AllowanceChargeReason").FirstOrDefault() ?? "";
        var isNumber = UblElements.Plain(reason).Length == 4
            && decimal.TryParse(reason, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number is >= 0 and <= 9999;
        return isNumber || (reason.Contains('#') && !reason.StartsWith('#') && !reason.EndsWith('#'));
    }
}
