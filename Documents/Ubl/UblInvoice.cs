using System.Xml;
using Charging.Documents.Trade;

namespace Charging.Documents.Ubl;

/// <summary>
/// An invoice as a UBL 2.1 document that conforms to EN 16931. The same invoice gives the same bytes (UTF-8, no byte
/// order mark), today and in a year. EN 16931 knows no more than two decimals in an amount, so an invoice in a currency
/// of three (KWD) is said in hundredths, see <see cref="UblHundredths"/>.
/// </summary>
public static class UblInvoice
{
    private const string Invoice = "380";

    /// <summary>The invoice with its whole total due or, once paid, with nothing due and how it was paid.</summary>
    /// <param name="invoice">As it was issued.</param>
    /// <param name="paid">Null while it is not.</param>
    /// <param name="announced">How it will be paid, where its customer is told so.</param>
    /// <exception cref="ArgumentException">The payment is another invoice's, or not of the whole total.</exception>
    public static byte[] Write(
        InvoiceCreated invoice, PaymentCaptured? paid = null, AnnouncedDebit? announced = null) => Write(
            invoice, paid, announced, UblPeppol.ProfileOf(invoice.Seller, invoice.Buyer, invoice.TaxSubtotals));

    /// <summary>The same by XRechnung 3.0, for who has what that asks for.</summary>
    /// <exception cref="ArgumentException">The payment is another invoice's, or not of the whole total.</exception>
    public static byte[] WriteXRechnung(
        InvoiceCreated invoice, PaymentCaptured? paid = null, AnnouncedDebit? announced = null) =>
        Write(invoice, paid, announced, UblProfile.XRechnung);

    private static byte[] Write(
        InvoiceCreated invoice, PaymentCaptured? paid, AnnouncedDebit? announced, UblProfile profile)
    {
        TradeDocument.RequireWhole(invoice, paid);
        return UblXml.Document(
            "Invoice", "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
            xml => Write(xml, UblHundredths.Of(invoice), paid, announced, profile));
    }

    private static void Write(
        XmlWriter xml, InvoiceCreated invoice, PaymentCaptured? paid, AnnouncedDebit? announced, UblProfile profile)
    {
        var debit = ToldDebit.Of(invoice, paid, announced);
        if (UblHundredths.CanBeSaid(invoice.Total)) UblProfiles.Write(xml, profile);
        xml.Basic("ID", invoice.Number);
        xml.Basic("IssueDate", invoice.IssueDate);
        // BR-CO-25: an amount that is due has a due date; ours is drawn at once, or when its customer was told.
        if (paid is null || paid.Amount != invoice.Total) xml.Basic("DueDate", announced?.On ?? invoice.IssueDate);
        xml.Basic("InvoiceTypeCode", Invoice);
        xml.BasicIfAny("Note", TaxNote.Of(invoice));
        xml.Basic("DocumentCurrencyCode", invoice.Total.Currency);
        UblTax.WriteCurrency(xml, invoice.AccountedTax);
        UblProfiles.WriteReference(xml, profile, invoice.BuyerReference, invoice.CustomerId);
        if (invoice.Sessions is { } sessions) WritePeriod(xml, sessions);
        else UblReference.WriteSession(xml, "AdditionalDocumentReference", invoice.SessionId);
        UblParty.WriteSeller(xml, invoice.Seller, invoice.TaxSubtotals, debit?.CreditorId);
        UblParty.WriteBuyer(xml, invoice.Buyer, invoice.CustomerId, invoice.TaxSubtotals);
        xml.Open("Delivery");
        xml.Basic("ActualDeliveryDate", invoice.DeliveryDate);
        xml.WriteEndElement();
        if (debit is not null) UblDebit.Write(xml, debit);
        else if (paid?.MethodBrand == PaymentCaptured.Transfer) UblPayment.WriteTransfer(xml, invoice);
        else if (paid is not null) UblPayment.Write(xml, paid, profile);
        else if (invoice.SellerIban is { } iban) UblPayment.WriteAccount(xml, invoice, iban);
        UblTax.WriteTotal(xml, invoice.Tax, invoice.TaxSubtotals, profile);
        UblTax.WriteAccounted(xml, invoice.AccountedTax);
        WriteTotals(xml, invoice, paid);
        foreach (var line in TradeLine.Of(invoice)) UblLine.WriteInvoiced(xml, line);
    }

    /// <summary>From the earliest session's date to the last one's (BG-14).</summary>
    private static void WritePeriod(XmlWriter xml, IReadOnlyList<InvoicedSession> sessions)
    {
        xml.Open("InvoicePeriod");
        xml.Basic("StartDate", sessions.Min(session => session.EndedOn));
        xml.Basic("EndDate", sessions.Max(session => session.EndedOn));
        xml.WriteEndElement();
    }

    private static void WriteTotals(XmlWriter xml, InvoiceCreated invoice, PaymentCaptured? paid)
    {
        xml.Open("LegalMonetaryTotal");
        xml.Basic("LineExtensionAmount", invoice.Net);
        xml.Basic("TaxExclusiveAmount", invoice.Net);
        xml.Basic("TaxInclusiveAmount", invoice.Net + invoice.Tax);
        if (paid is not null) xml.Basic("PrepaidAmount", paid.Amount);
        if (invoice.Rounding is { Minor: not 0 } rounding) xml.Basic("PayableRoundingAmount", rounding);
        xml.Basic("PayableAmount", paid is null ? invoice.Total : invoice.Total - paid.Amount);
        xml.WriteEndElement();
    }
}
