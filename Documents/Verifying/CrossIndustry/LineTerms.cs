using System.Xml.Linq;
using Charging.Documents.Ubl;

namespace Charging.Documents.Verifying.CrossIndustry;

/// <summary>Lines (BG-25), and what documents and lines share: periods, extras, categories of VAT.</summary>
internal static class LineTerms
{
    public static XElement? Line(XElement line, bool isCredited)
    {
        var (settlement, delivery) = (line.First("SpecifiedLineTradeSettlement"),
            line.First("SpecifiedLineTradeDelivery"));
        var quantity = delivery.First("BilledQuantity");
        return Terms.Part(isCredited ? "CreditNoteLine" : "InvoiceLine", line,
        [
            Terms.Value("ID", line.First("AssociatedDocumentLineDocument/LineID")),
            Terms.Value("Note", line.First("AssociatedDocumentLineDocument/IncludedNote/Content")),
            Terms.Value(isCredited ? "CreditedQuantity" : "InvoicedQuantity", quantity, quantity.As("unitCode")),
            Terms.Value("LineExtensionAmount",
                settlement.First("SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount")),
            Period(settlement.First("BillingSpecifiedPeriod")),
            .. (settlement?.All("AdditionalReferencedDocument") ?? []).Select(x => Reference("DocumentReference", x)),
            .. Extras(settlement), Item(line, settlement), Price(line.First("SpecifiedLineTradeAgreement")),
        ]);
    }

    public static XElement? Period(XElement? period) => Terms.Part(
        "InvoicePeriod", period, Terms.Day("StartDate", period.First("StartDateTime")),
        Terms.Day("EndDate", period.First("EndDateTime")));

    public static IEnumerable<XElement?> Extras(XElement? settlement) =>
        (settlement?.All("SpecifiedTradeAllowanceCharge") ?? []).Select(extra => Terms.Part("AllowanceCharge", extra,
            Terms.Value("ChargeIndicator", extra.First("ChargeIndicator/Indicator")),
            Terms.Value("AllowanceChargeReasonCode", extra.First("ReasonCode")),
            Terms.Value("AllowanceChargeReason", extra.First("Reason")),
            Terms.Value("MultiplierFactorNumeric", extra.First("CalculationPercent")),
            Terms.Value("Amount", extra.First("ActualAmount")), Terms.Value("BaseAmount", extra.First("BasisAmount")),
            Category("TaxCategory", extra.First("CategoryTradeTax"))));

    public static XElement? Category(string name, XElement? tax) => Terms.Part(name, tax,
        Terms.Value("ID", tax.First("CategoryCode")), Terms.Value("Percent", tax.First("RateApplicablePercent")),
        Terms.Value("TaxExemptionReasonCode", tax.First("ExemptionReasonCode")),
        Terms.Value("TaxExemptionReason", tax.First("ExemptionReason")),
        Terms.Part("TaxScheme", tax.First("TypeCode"), Terms.Value("ID", tax.First("TypeCode"))));

    public static XElement? Reference(string name, XElement reference)
    {
        var (id, file) = (reference.First("IssuerAssignedID"), reference.First("AttachmentBinaryObject"));
        return Terms.Part(name, reference,
            Terms.Value("ID", id, Scheme(reference)), Terms.Value("DocumentTypeCode", reference.First("TypeCode")),
            Terms.Part("Attachment", file, Terms.Value(
                "EmbeddedDocumentBinaryObject", file, file.As("mimeCode"), file.As("filename"))));
    }

    private static XAttribute? Scheme(XElement reference) =>
        reference.First("ReferenceTypeCode") is { } code ? new("schemeID", code.Value) : null;

    private static XElement? Item(XElement line, XElement? settlement)
    {
        var item = line.First("SpecifiedTradeProduct");
        var id = item.First("GlobalID");
        return Terms.Part("Item", item ?? settlement,
        [
            Terms.Value("Description", item.First("Description")), Terms.Value("Name", item.First("Name")),
            Terms.Part("StandardItemIdentification", id, Terms.Value("ID", id, id.As("schemeID"))),
            Terms.Part("OriginCountry", item.First("OriginTradeCountry"),
                Terms.Value("IdentificationCode", item.First("OriginTradeCountry/ID"))),
            .. (item?.All("DesignatedProductClassification/ClassCode") ?? []).Select(code => Terms.Part(
                "CommodityClassification", code, Terms.Value("ItemClassificationCode", code, code.As("listID")))),
            .. (settlement?.All("ApplicableTradeTax") ?? []).Select(tax => Category("ClassifiedTaxCategory", tax)),
            .. (item?.All("ApplicableProductCharacteristic") ?? []).Select(property => Terms.Part(
                "AdditionalItemProperty", property, Terms.Value("Name", property.First("Description")),
                Terms.Value("Value", property.First("Value")))),
        ]);
    }

    private static XElement? Price(XElement? agreement)
    {
        var net = agreement.First("NetPriceProductTradePrice");
        var gross = agreement.First("GrossPriceProductTradePrice");
        var per = net.First("BasisQuantity") ?? gross.First("BasisQuantity");
        return Terms.Part("Price", net ?? gross, Terms.Value("PriceAmount", net.First("ChargeAmount")),
            Terms.Value("BaseQuantity", per, per.As("unitCode")),
            Terms.Part("AllowanceCharge", gross, Terms.Text("ChargeIndicator", gross, "false"),
                Terms.Value("Amount", gross.First("AppliedTradeAllowanceCharge/ActualAmount")),
                Terms.Value("BaseAmount", gross.First("ChargeAmount"))));
    }
}
