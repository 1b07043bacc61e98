using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Profiles;

/// <summary>The Netherlands (NL-R), for sellers whose address is there.</summary>
internal static class DutchRules
{
    private const string Agent = "TaxRepresentativeParty";

    private static readonly IReadOnlyList<Rule> OfSeller =
    [
        new("NL-R-001", "//CreditNoteTypeCode", x => x.Root().Has("BillingReference/InvoiceDocumentReference/ID"),
            "A Dutch credit note names its invoice (BT-25)."),
        Placed("NL-R-002", NationalRules.Seller, "seller"), Registered("NL-R-003", NationalRules.Seller, "seller"),
        new("NL-R-007", "//LegalMonetaryTotal", x => x.Root().Has("PaymentMeans")
            || (x.IsCreditNote() ? x.Number("PayableAmount") >= 0 : x.Number("PayableAmount") <= 0),
            "A Dutch seller says how what is due is paid (BG-16)."),
        new("NL-R-009", "//OrderLineReference/LineID", x => x.Root().Has("OrderReference/ID"),
            "A line of a Dutch seller that names a line of an order needs the order (BT-13)."),
    ];

    private static readonly IReadOnlyList<Rule> AmongDutch =
    [
        Placed("NL-R-004", NationalRules.Buyer, "buyer"), Registered("NL-R-005", NationalRules.Buyer, "buyer"),
        new("NL-R-008", "//PaymentMeans", x => x.Is("PaymentMeansCode", "30", "48", "49", "57", "58", "59"),
            "The Dutch do not pay by such means."),
    ];

    private static readonly IReadOnlyList<Rule> OfAgent = [Placed("NL-R-006", Agent, "representative")];

    public static IEnumerable<Rule> Of(XElement root) => IsDutch(root, NationalRules.Seller)
        ? [.. OfSeller, .. IsDutch(root, NationalRules.Buyer) ? AmongDutch : [], .. IsDutch(root, Agent) ? OfAgent : []]
        : [];

    private static bool IsDutch(XElement root, string party) =>
        root.Text($"{party}/{NationalRules.Country}").Equals("NL", StringComparison.OrdinalIgnoreCase);

    private static Rule Placed(string id, string party, string who) => new(id, $"//{party}/PostalAddress",
        x => x.Has("StreetName") && x.Has("CityName") && x.Has("PostalZone"),
        $"A Dutch {who} says street, city and postal code.");

    private static Rule Registered(string id, string party, string who) => new(id,
        $"//{party}/PartyLegalEntity/CompanyID",
        x => x.Attr("schemeID").Split(' ').Any(scheme => scheme is "0106" or "0190")
            && UblElements.Plain(x.Value).Length > 0,
        $"A Dutch {who}'s registration is of scheme 0106 (KvK) or 0190 (OIN).");
}
