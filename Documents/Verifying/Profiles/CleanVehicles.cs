using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Norm;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.Profiles;

/// <summary>
/// XRechnung for clean vehicles, CVD 0.9 (BR-DE-CVD), whose list of classifications is wider than the norm's.
/// </summary>
internal static class CleanVehicles
{
    private const string Vehicles = "CVD";
    private const string Property = "cva";
    private const string Code = "CommodityClassification/ItemClassificationCode";

    private static readonly string[] Categories = ["M1", "M2", "M3", "N1", "N2", "N3"];
    private static readonly string[] Kinds = ["clean", "zero-emission", "other"];

    /// <summary>The rule of the norm in whose place BR-TMP-CVD-01 stands.</summary>
    public static readonly IReadOnlyList<string> Replaced = ["BR-CL-13"];

    public static readonly IReadOnlyList<Rule> All =
    [
        FieldRules.Needed("BR-DE-CVD-01", "", "ContractDocumentReference/ID", "It names no contract (BT-12)."),
        FieldRules.Needed("BR-DE-CVD-02", "", "OriginatorDocumentReference/ID", "It names no tender (BT-17)."),
        new("BR-DE-CVD-03", "", x => x.All("Line/Item").Any(item => Count(item) > 0 && Properties(item) > 0),
            "No line has a vehicle with its category and kind."),
        new("BR-DE-CVD-04", $"Line/Item/{Code}", x => Categories.Contains(UblElements.Plain(x.Value)),
            "The category of a vehicle is none of M1 to N3.") { Where = IsVehicle },
        new("BR-DE-CVD-05", "Line/Item/AdditionalItemProperty", x => x.Is("Value", Kinds),
            "The kind of a vehicle is not clean, zero-emission or other.") { Where = IsKind },
        new("BR-DE-CVD-06-a", "Line/Item", x => Properties(x) == 1, "A vehicle does not say its kind once.")
            { Where = x => Count(x) > 0 },
        new("BR-DE-CVD-06-b", "Line/Item", x => Count(x) == 1, "A vehicle does not say its category once.")
            { Where = x => Properties(x) > 0 },
        new("BR-TMP-CVD-01", $"Line/Item/{Code}", x => IsVehicle(x) || CodeLists.Has("UNTDID7143", x.Attr("listID")),
            "The list of the classification is neither CVD nor of UNTDID 7143."),
    ];

    private static int Count(XElement item) => item.All(Code).Count(IsVehicle);

    private static int Properties(XElement item) => item.All("AdditionalItemProperty").Count(IsKind);

    private static bool IsVehicle(XElement code) => code.Attr("listID") == Vehicles;

    private static bool IsKind(XElement property) => property.Values("Name").Contains(Property);
}
