using System.Xml;
using Charging.Documents.Trade;
using Charging.Documents.Ubl;

namespace Charging.Documents.CrossIndustry;

/// <summary>
/// An invoice or credit note as a Cross Industry Invoice (UN/CEFACT D16B) that conforms to EN 16931: what Factur-X and
/// ZUGFeRD carry within a PDF. The same document gives the same bytes (UTF-8, no byte order mark).
/// </summary>
public static class CiiInvoice
{
    private const string Norm = "urn:cen.eu:en16931:2017";

    /// <summary>With its whole total due or, once paid, with nothing due and how it was paid.</summary>
    /// <exception cref="ArgumentException">The payment is another invoice's, or not of the whole total.</exception>
    public static byte[] Write(
        InvoiceCreated invoice, PaymentCaptured? paid = null, AnnouncedDebit? announced = null) =>
        Write(TradeDocument.Of(UblHundredths.Of(invoice), paid, announced));

    public static byte[] Write(CreditNoteIssued note) => Write(TradeDocument.Of(UblHundredths.Of(note)));

    private static byte[] Write(TradeDocument document) => CiiXml.Bytes(xml =>
    {
        xml.Part("ExchangedDocumentContext", () => xml.Group(
            "GuidelineSpecifiedDocumentContextParameter", () => xml.Value("ID", Norm)));
        xml.Part("ExchangedDocument", () => WriteHead(xml, document));
        xml.Part("SupplyChainTradeTransaction", () =>
        {
            foreach (var line in document.Lines) CiiLine.Write(xml, line);
            xml.Group("ApplicableHeaderTradeAgreement", () => WriteAgreement(xml, document));
            xml.Group("ApplicableHeaderTradeDelivery", () => WriteDelivery(xml, document));
            xml.Group("ApplicableHeaderTradeSettlement", () => CiiSettlement.Write(xml, document));
        });
    });

    private static void WriteHead(XmlWriter xml, TradeDocument document)
    {
        xml.Value("ID", document.Number);
        xml.Value("TypeCode", document.IsCreditNote ? "381" : "380");
        xml.Day("IssueDateTime", document.IssueDate);
        if (document.Note is { } note) xml.Group("IncludedNote", () => xml.Value("Content", note));
    }

    private static void WriteAgreement(XmlWriter xml, TradeDocument document)
    {
        xml.ValueIfAny("BuyerReference", document.BuyerReference);
        CiiParty.WriteSeller(xml, document);
        CiiParty.WriteBuyer(xml, document);
        if (document.SessionId is { } session) WriteSession(xml, session);
    }

    /// <summary>
    /// The session, of a document (BT-18) or a line (BT-128); 130 is what UNTDID 1001 calls an invoicing data sheet.
    /// </summary>
    internal static void WriteSession(XmlWriter xml, string sessionId) =>
        xml.Group("AdditionalReferencedDocument", () =>
        {
            xml.Value("IssuerAssignedID", sessionId);
            xml.Value("TypeCode", "130");
        });

    private static void WriteDelivery(XmlWriter xml, TradeDocument document)
    {
        if (document.DeliveryDate is { } day)
            xml.Group("ActualDeliverySupplyChainEvent", () => xml.Day("OccurrenceDateTime", day));
    }
}
