using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Profiles;

/// <summary>Iceland (IS-R).</summary>
internal static class IcelandicRules
{
    private const string Kennitala = "0196";
    private const string Deadline = "EINDAGI";

    public static readonly IReadOnlyList<Rule> OfSeller =
    [
        Registered("IS-R-002", NationalRules.Seller), Placed("IS-R-003", NationalRules.Seller),
        Account("IS-R-006", "9"), Account("IS-R-007", "42"),
        new("IS-R-008", "", x => LastDays(x).Take(1).All(IsDay), "The last day to pay (EINDAGI) is no date."),
        new("IS-R-009", "", x => !LastDays(x).Any() || x.Has("DueDate"),
            "With a last day to pay (EINDAGI) there is a day when it is due (BT-9)."),
        new("IS-R-010", "", x => !LastDays(x).Any() || (x.Values("DueDate").FirstOrDefault() is { } due
            && LastDays(x).Any(last => string.CompareOrdinal(due, last) <= 0)),
            "The last day to pay (EINDAGI) is before the day when it is due (BT-9)."),
    ];

    public static readonly IReadOnlyList<Rule> OfBuyer =
        [Registered("IS-R-004", NationalRules.Buyer), Placed("IS-R-005", NationalRules.Buyer)];

    private static Rule Registered(string id, string party) => new(id, "",
        x => x.All($"{party}/PartyLegalEntity/CompanyID").Any(y => (string?)y.Attribute("schemeID") == Kennitala),
        "An Icelandic party says its registration, of scheme 0196.");

    private static Rule Placed(string id, string party) => new(id, "",
        x => x.Has($"{party}/PostalAddress/StreetName") && x.Has($"{party}/PostalAddress/PostalZone"),
        "An Icelandic party says its street and postal code.");

    private static Rule Account(string id, string code) => new(id, "PaymentMeans",
        x => x.Text("PayeeFinancialAccount/ID").Length == 12
            && x.Parent!.All("PaymentMeans").Count(other => other.Values("PaymentMeansCode").Contains(code)) == 1,
            $"Payment by {code} in Iceland names an account of 12 digits.")
    { Where = x => x.Values("PaymentMeansCode").Contains(code) };

    private static IEnumerable<string> LastDays(XElement root) => root.All("AdditionalDocumentReference")
        .Where(x => x.Values("DocumentDescription").Contains(Deadline))
            .Select(x => x.Values("ID").FirstOrDefault() ?? "");

    private static bool IsDay(string text) => text.Length == 10 && DataTypes.DayOf(text) is not null;
}
