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
        InvoiceCreated invoice, PaymentCaptured? paid = null, AnnouncedDebit? announced = null)
    {
        TradeDocument.RequireWhole(invoice, paid);
        return UblXml.Document(
            "Invoice", "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2",
            xml => Write(xml, UblHundredths.Of(invoice), paid, announced));
    }

    private static void Write(
        XmlWriter xml, InvoiceCreated invoice, PaymentCaptured? paid, AnnouncedDebit? announced)
    {
        var debit = ToldDebit.Of(invoice, paid, announced);
        var peppol = UblPeppol.IsFor(invoice.Seller, invoice.Buyer, invoice.TaxSubtotals);
        if (UblHundredths.CanBeSaid(invoice.Total)) UblPeppol.WriteProfile(xml, peppol);
        xml.Basic("ID", invoice.Number);
        xml.Basic("IssueDate", invoice.IssueDate);
        // BR-CO-25: an amount that is due has a due date; ours is drawn at once, or when its customer was told.
        if (paid is null || paid.Amount != invoice.Total) xml.Basic("DueDate", announced?.On ?? invoice.IssueDate);
        xml.Basic("InvoiceTypeCode", Invoice);
        xml.BasicIfAny("Note", TaxNote.Of(invoice));
        xml.Basic("DocumentCurrencyCode", invoice.Total.Currency);
        UblTax.WriteCurrency(xml, invoice.AccountedTax);
        UblPeppol.WriteReference(xml, peppol, invoice.BuyerReference, invoice.CustomerId);
        if (invoice.Sessions is { } sessions) WritePeriod(xml, sessions);
        else UblReference.WriteSession(xml, "AdditionalDocumentReference", invoice.SessionId);
        UblParty.WriteSeller(xml, invoice.Seller, invoice.TaxSubtotals, debit?.CreditorId);
        UblParty.WriteBuyer(xml, invoice.Buyer, invoice.CustomerId, invoice.TaxSubtotals);
        xml.Open("Delivery");
        xml.Basic("ActualDeliveryDate", invoice.DeliveryDate);
        xml.WriteEndElement();
        if (debit is not null) UblDebit.Write(xml, debit);
        else if (paid?.MethodBrand == PaymentCaptured.Transfer) WriteTransfer(xml, invoice);
        else if (paid is not null) WritePaymentMeans(xml, paid, peppol);
        else if (invoice.SellerIban is { } iban) WriteBankAccount(xml, invoice, iban);
        UblTax.WriteTotal(xml, invoice.Tax, invoice.TaxSubtotals);
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

    /// <summary>
    /// 48 is a card, 59 a SEPA direct debit (UNCL 4461). Never more than the last four digits of either. A debit whose
    /// mandate or creditor nobody has told, as in payments of old, Peppol lets not stand: there it is 1, in words.
    /// </summary>
    private static void WritePaymentMeans(XmlWriter xml, PaymentCaptured paid, bool peppol)
    {
        var card = paid.MethodKind == PaymentMethodKind.Card;
        var inWords = peppol && !card;
        var lastFour = ToldDebit.EndOf(paid.LastFour);

        xml.Open("PaymentMeans");
        if (inWords) xml.Basic("PaymentMeansCode", "1", "name", $"Direct debit, account ending {lastFour}");
        else xml.Basic("PaymentMeansCode", card ? "48" : "59");
        xml.Basic("PaymentID", paid.GatewayReference);
        if (card) WriteCard(xml, paid, lastFour);
        else if (!inWords) WriteDebit(xml, lastFour);
        xml.WriteEndElement();
    }

    /// <summary>Without the seller's account that a transfer went to, which BR-61 wants, it is told in words.</summary>
    private static void WriteTransfer(XmlWriter xml, InvoiceCreated invoice)
    {
        if (invoice.SellerIban is { } iban)
        {
            WriteBankAccount(xml, invoice, iban);
            return;
        }

        xml.Open("PaymentMeans");
        xml.Basic("PaymentMeansCode", "1", "name", "Bank transfer");
        xml.Basic("PaymentID", invoice.Number);
        xml.WriteEndElement();
    }

    private static void WriteCard(XmlWriter xml, PaymentCaptured paid, string lastFour)
    {
        xml.Open("CardAccount");
        xml.Basic("PrimaryAccountNumberID", lastFour);
        xml.Basic("NetworkID", paid.MethodBrand);
        xml.WriteEndElement();
    }

    private static void WriteDebit(XmlWriter xml, string lastFour)
    {
        xml.Open("PaymentMandate");
        xml.Open("PayerFinancialAccount");
        xml.Basic("ID", lastFour);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>58 is a SEPA credit transfer, which is in euro; 30 any other (UNCL 4461).</summary>
    private static void WriteBankAccount(XmlWriter xml, InvoiceCreated invoice, string iban)
    {
        xml.Open("PaymentMeans");
        xml.Basic("PaymentMeansCode", invoice.Total.Currency == "EUR" ? "58" : "30");
        xml.Basic("PaymentID", invoice.Number);
        xml.Open("PayeeFinancialAccount");
        xml.Basic("ID", iban);
        xml.WriteEndElement();
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
