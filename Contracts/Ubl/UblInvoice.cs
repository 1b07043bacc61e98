using System.Xml;

namespace Charging.Contracts.Ubl;

/// <summary>
/// An invoice as a UBL 2.1 document that conforms to EN 16931. The same invoice gives the same bytes (UTF-8, no byte
/// order mark), today and in a year. Where both sides have an electronic address it is one of Peppol BIS Billing 3,
/// and refers to the customer's id if the customer asked for nothing else (PEPPOL-EN16931-R003). EN 16931 knows no
/// more than two decimals in an amount, so an invoice in a currency of three (KWD) is UBL but not EN 16931.
/// </summary>
public static class UblInvoice
{
    private const string Invoice = "380";
    private const string Core = "urn:cen.eu:en16931:2017";
    private const string Peppol = Core + "#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
    private const string PeppolProcess = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

    /// <summary>The invoice with its whole total due or, once paid, with nothing due and how it was paid.</summary>
    /// <exception cref="ArgumentException">The payment is another invoice's, or not of the whole total.</exception>
    public static byte[] Write(InvoiceCreated invoice, PaymentCaptured? paid = null)
    {
        if (paid is not null && (paid.InvoiceId != invoice.InvoiceId || paid.Amount != invoice.Total))
            throw new ArgumentException(
                $"A payment of {paid.Amount} for invoice {paid.InvoiceNumber} does not pay invoice {invoice.Number} " +
                $"over {invoice.Total}; pass the PaymentCaptured that names this invoice.",
                nameof(paid));

        using var bytes = new MemoryStream(8 * 1024);
        using (var xml = UblXml.Create(bytes)) Write(xml, invoice, paid);
        return bytes.ToArray();
    }

    private static void Write(XmlWriter xml, InvoiceCreated invoice, PaymentCaptured? paid)
    {
        xml.WriteStartElement("Invoice", "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2");
        xml.WriteAttributeString("xmlns", "cac", null, UblXml.Aggregates);
        xml.WriteAttributeString("xmlns", "cbc", null, UblXml.Basics);
        var peppol = invoice.SellerEndpoint is not null && invoice.BuyerEndpoint is not null;
        xml.Basic("CustomizationID", peppol ? Peppol : Core);
        if (peppol) xml.Basic("ProfileID", PeppolProcess);
        xml.Basic("ID", invoice.Number);
        xml.Basic("IssueDate", invoice.IssueDate);
        // BR-CO-25: an amount that is due has a due date; ours is drawn at once.
        if (paid is null) xml.Basic("DueDate", invoice.IssueDate);
        xml.Basic("InvoiceTypeCode", Invoice);
        xml.BasicIfAny("Note", TaxNote(invoice));
        xml.Basic("DocumentCurrencyCode", invoice.Total.Currency);
        xml.BasicIfAny("BuyerReference", invoice.BuyerReference ?? (peppol ? invoice.CustomerId : null));
        if (invoice.Sessions is { } sessions) WritePeriod(xml, sessions);
        else WriteInvoicedObject(xml, invoice);
        UblParty.WriteSeller(xml, invoice);
        UblParty.WriteBuyer(xml, invoice);
        xml.Open("Delivery");
        xml.Basic("ActualDeliveryDate", invoice.DeliveryDate);
        xml.WriteEndElement();
        if (paid is not null) WritePaymentMeans(xml, paid, peppol);
        else if (invoice.SellerIban is { } iban) WriteBankAccount(xml, invoice, iban);
        WriteTaxTotal(xml, invoice);
        WriteTotals(xml, invoice, paid);
        WriteLines(xml, invoice);
        xml.WriteEndElement();
    }

    /// <summary>By which rules it is taxed (BT-22): a standard rate may have no reason of its own (BR-S-10).</summary>
    private static string? TaxNote(InvoiceCreated invoice)
    {
        var rules = invoice.TaxSubtotals.Select(subtotal => subtotal.Rule).OfType<string>().Distinct().ToList();
        return rules.Count > 0 ? $"VAT: {string.Join("; ", rules)}" : null;
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
    /// The first line of each session has its attributes; where there are several, each line names its own.
    /// </summary>
    private static void WriteLines(XmlWriter xml, InvoiceCreated invoice)
    {
        if (invoice.Sessions is not { } sessions)
        {
            for (var i = 0; i < invoice.Lines.Count; i++)
                UblLine.Write(xml, invoice.Lines[i], i == 0 ? invoice.Attributes : null);
            return;
        }

        var next = 0;
        foreach (var session in sessions)
            for (var i = 0; i < session.LineCount; i++)
                UblLine.Write(xml, invoice.Lines[next++], i == 0 ? session.Attributes : null, session.SessionId);
    }

    /// <summary>The session (BT-18).</summary>
    private static void WriteInvoicedObject(XmlWriter xml, InvoiceCreated invoice)
    {
        xml.Open("AdditionalDocumentReference");
        xml.Basic("ID", invoice.SessionId);
        xml.Basic("DocumentTypeCode", UblLine.InvoicedObject);
        xml.WriteEndElement();
    }

    /// <summary>
    /// 48 is a card, 59 a SEPA direct debit (UNCL 4461). Never more than the last four digits of either. Peppol lets a
    /// direct debit stand only with its mandate, which the payment does not tell: there it is 1, not defined, in words.
    /// </summary>
    private static void WritePaymentMeans(XmlWriter xml, PaymentCaptured paid, bool peppol)
    {
        var card = paid.MethodKind == PaymentMethodKind.Card;
        var inWords = peppol && !card;
        var lastFour = paid.LastFour.Length > 4 ? paid.LastFour[^4..] : paid.LastFour;

        xml.Open("PaymentMeans");
        if (inWords) xml.Basic("PaymentMeansCode", "1", "name", $"Direct debit, account ending {lastFour}");
        else xml.Basic("PaymentMeansCode", card ? "48" : "59");
        xml.Basic("PaymentID", paid.GatewayReference);
        if (card) WriteCard(xml, paid, lastFour);
        else if (!inWords) WriteDebit(xml, lastFour);
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

    private static void WriteTaxTotal(XmlWriter xml, InvoiceCreated invoice)
    {
        xml.Open("TaxTotal");
        xml.Basic("TaxAmount", invoice.Tax);
        foreach (var subtotal in invoice.TaxSubtotals)
        {
            xml.Open("TaxSubtotal");
            xml.Basic("TaxableAmount", subtotal.Base);
            xml.Basic("TaxAmount", subtotal.Tax);
            UblTax.Write(
                xml, "TaxCategory", subtotal.Category, subtotal.RatePercent, subtotal.ExemptionReason,
                subtotal.ExemptionCode);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void WriteTotals(XmlWriter xml, InvoiceCreated invoice, PaymentCaptured? paid)
    {
        xml.Open("LegalMonetaryTotal");
        xml.Basic("LineExtensionAmount", invoice.Net);
        xml.Basic("TaxExclusiveAmount", invoice.Net);
        xml.Basic("TaxInclusiveAmount", invoice.Total);
        if (paid is not null) xml.Basic("PrepaidAmount", paid.Amount);
        xml.Basic("PayableAmount", paid is null ? invoice.Total : invoice.Total - paid.Amount);
        xml.WriteEndElement();
    }
}
