using System.Text.RegularExpressions;
using System.Xml.Linq;
using Charging.Documents.Ubl;
using Charging.Documents.Verifying.Rules;

namespace Charging.Documents.Verifying.CrossIndustry;

/// <summary>How the norm binds the Cross Industry Invoice: what stands once, and what never (CII-SR, CII-DT).</summary>
internal static partial class CiiBinding
{
    private const string Settlement = "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement";
    private const string Agreement = "SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement";

    private const string ReferencesAt = "//SellerOrderReferencedDocument | //BuyerOrderReferencedDocument"
        + " | //ContractReferencedDocument | //AdditionalReferencedDocument | //DespatchAdviceReferencedDocument"
        + " | //ReceivingAdviceReferencedDocument | //InvoiceReferencedDocument";

    /// <summary>Of a document another than an invoice's reference: what none may have.</summary>
    private static readonly (string Number, string Name)[] OfReferences =
    [
        ("016", "StatusCode"), ("017", "CopyIndicator"), ("019", "GlobalID"), ("020", "RevisionID"),
        ("023", "Information"), ("025", "SectionName"), ("026", "PreviousRevisionID"),
        ("028", "EffectiveSpecifiedPeriod"), ("029", "IssuerTradeParty"), ("030", "AttachedSpecifiedBinaryFile"),
    ];

    private static readonly (string Number, string Name)[] OfPeriods =
    [
        ("069", "DurationMeasure"), ("070", "InclusiveIndicator"), ("071", "Description"), ("073", "CompleteDateTime"),
        ("074", "OpenIndicator"), ("075", "SeasonCode"), ("076", "ID"), ("077", "Name"), ("078", "SequenceNumeric"),
        ("079", "StartDateFlexibilityCode"), ("080", "ContinuousIndicator"), ("081", "PurposeCode"),
    ];

    private static readonly (string Number, string Name)[] OfAddresses =
    [
        ("082", "ID"), ("083", "PostOfficeBox"), ("084", "BuildingName"), ("086", "LineFour"), ("087", "LineFive"),
        ("088", "StreetName"), ("089", "CitySubDivisionName"), ("090", "CountryName"), ("091", "CountrySubDivisionID"),
        ("092", "AttentionOf"), ("093", "CareOf"), ("094", "BuildingNumber"), ("095", "DepartmentName"),
        ("096", "AdditionalStreetName"),
    ];

    public static readonly IReadOnlyList<Rule> All =
    [
        new("CII-SR-009", "ExchangedDocumentContext", x => x.Count("GuidelineSpecifiedDocumentContextParameter") == 1,
            "It names not one specification (BT-24)."),
        new("CII-SR-010", "ExchangedDocumentContext",
            x => x.Count("GuidelineSpecifiedDocumentContextParameter/ID") == 1,
            "It names not one specification (BT-24)."),
        new("CII-SR-014", "ExchangedDocument", x => x.Count("TypeCode") == 1, "It is of not one type (BT-3)."),
        new("CII-SR-046", "//SpecifiedTradeProduct", x => x.All("GlobalID").All(id => id.HasAttribute("schemeID"))
            || !x.Has("GlobalID"), "The standard identifier of an item has no scheme (BT-157)."),
        new("CII-SR-069", "//ApplicableProductCharacteristic", x => x.Count("Description") == 1,
            "An attribute of an item has not one name (BT-160)."),
        new("CII-SR-072", "//ApplicableProductCharacteristic", x => x.Count("Value") == 1,
            "An attribute of an item has not one value (BT-161)."),
        new("CII-SR-090", "//SpecifiedTradeProduct", x => !x.Has("OriginTradeCountry")
            || x.Count("OriginTradeCountry/ID") == 1, "The item comes from not one country (BT-159)."),
        new("CII-SR-439", "//SpecifiedLineTradeAgreement", x => x.Count("NetPriceProductTradePrice/ChargeAmount") == 1,
            "The line has not one price (BT-146)."),
        new("CII-SR-441", "//SpecifiedLineTradeAgreement", x => x.Count("NetPriceProductTradePrice/ChargeAmount") <= 1,
            "The line has more than one price (BT-146)."),
        new("CII-SR-440", "//GrossPriceProductTradePrice/AppliedTradeAllowanceCharge",
            x => x.Count("ActualAmount") <= 1, "The price has more than one discount (BT-147)."),
        Once("CII-SR-455", Agreement, "SellerTradeParty/DefinedTradeContact"),
        Once("CII-SR-456", Agreement, "BuyerTradeParty/DefinedTradeContact"),
        Once("CII-SR-459", Agreement, "SellerTradeParty/URIUniversalCommunication"),
        Once("CII-SR-460", Agreement, "BuyerTradeParty/URIUniversalCommunication"),
        Once("CII-SR-461", Settlement, "ApplicableTradeTax/TaxPointDate"),
        new("CII-SR-462", Settlement, x => x.Values("ApplicableTradeTax/DueDateTypeCode").Distinct().Count() <= 1,
            "It says in several ways when tax is due (BT-8)."),

        .. OfReferences.Select(one => None(one.Number, ReferencesAt, one.Name)),
        Only("015", "URIID", "916"), Only("018", "TypeCode", "50", "130", "916"), Only("021", "Name", "916"),
        Only("022", "AttachmentBinaryObject", "916"), Only("024", "ReferenceTypeCode", "130"),
        new("CII-DT-027", ReferencesAt, x => !x.Has("FormattedIssueDateTime")
            || x.Name.LocalName == "InvoiceReferencedDocument", "Only a preceding invoice has a date."),
        .. OfPeriods.Select(one => None(one.Number, "//BillingSpecifiedPeriod", one.Name)),
        .. OfAddresses.Select(one => None(one.Number, "//PostalTradeAddress", one.Name)),
        new("CII-DT-037", "//ApplicableTradeTax | //CategoryTradeTax", x => x.Values("TypeCode").All(y => y == "VAT"),
            "The tax is not VAT."),
        new("CII-DT-097", "//DateTimeString", x => Day().IsMatch(x.Value), "The day is not written as 20261120.")
            { Where = x => x.Attr("format") == "102" },
    ];

    /// <summary>Attributes that no value may have (CII-DT-0010 to -0040, -001 to -014, -031 to -036).</summary>
    public static IEnumerable<Fault> AttributesIn(XElement root) =>
        from element in root.DescendantsAndSelf()
        from attribute in element.Attributes()
        let rule = RuleOf(element, attribute.Name.LocalName)
        where !attribute.IsNamespaceDeclaration && rule is not null
        select new Fault(
            rule, $"{element.Name.LocalName} may not have the attribute {attribute.Name.LocalName}.", FaultClass.Norm,
            UblElements.PathOf(element));

    private static string? RuleOf(XElement element, string attribute)
    {
        var name = element.Name.LocalName;
        bool Ends(string end) => name.EndsWith(end, StringComparison.Ordinal);
        return attribute switch
        {
            "schemeName" when Ends("ID") => "CII-DT-0010",
            "schemeAgencyName" when Ends("ID") => "CII-DT-0020",
            "schemeDataURI" when Ends("ID") => "CII-DT-0030",
            "schemeURI" when Ends("ID") => "CII-DT-0040",
            "schemeID" when name == "ID" && element.Parent!.Name.LocalName is
                "GuidelineSpecifiedDocumentContextParameter" or "ExchangedDocument" => "CII-DT-005",
            "name" when name == "TypeCode" => "CII-DT-008",
            "listURI" when name == "TypeCode" => "CII-DT-009",
            "listID" when name == "TypeCode" && element.Parent!.Name.LocalName == "ExchangedDocument" => "CII-DT-010",
            "currencyID" when Ends("Amount") && name != "TaxTotalAmount" => "CII-DT-031",
            "currencyCodeListVersionID" when Ends("Amount") && name != "TaxTotalAmount" => "CII-DT-032",
            "unitCodeListID" when Ends("Quantity") => "CII-DT-034",
            _ => null,
        };
    }

    private static Rule Once(string id, string at, string path) =>
        new(id, at, x => x.Count(path) <= 1, $"{path} may stand once.");

    private static Rule None(string number, string at, string name) =>
        new($"CII-DT-{number}", at, x => !x.Has(name), $"{name} may not stand here.");

    private static Rule Only(string number, string name, params string[] types) => new($"CII-DT-{number}", ReferencesAt,
        x => !x.Has(name) || (x.Name.LocalName == "AdditionalReferencedDocument" && x.Is("TypeCode", types)),
        $"{name} may stand in an additional document of type {string.Join(", ", types)} alone.");

    [GeneratedRegex(@"^\s*\d{4}(1[0-2]|0[1-9])(3[01]|[12][0-9]|0[1-9])\s*\z")]
    private static partial Regex Day();
}
