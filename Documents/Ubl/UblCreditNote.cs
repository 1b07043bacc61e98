using System.Xml;

namespace Charging.Documents.Ubl;

/// <summary>
/// A credit note as a UBL 2.1 document that conforms to EN 16931. The same credit note gives the same bytes (UTF-8, no
/// byte order mark). In a currency of three decimals it is said in hundredths, as an invoice.
/// </summary>
public static class UblCreditNote
{
    private const string CreditNote = "381";

    public static byte[] Write(CreditNoteIssued note) =>
        Write(note, UblPeppol.ProfileOf(note.Seller, note.Buyer, note.TaxSubtotals));

    /// <summary>The same by XRechnung 3.0, for who has what that asks for.</summary>
    public static byte[] WriteXRechnung(CreditNoteIssued note) => Write(note, UblProfile.XRechnung);

    private static byte[] Write(CreditNoteIssued note, UblProfile profile) => UblXml.Document(
        "CreditNote", "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2",
        xml => Write(xml, UblHundredths.Of(note), profile));

    private static void Write(XmlWriter xml, CreditNoteIssued note, UblProfile profile)
    {
        if (UblHundredths.CanBeSaid(note.Payable)) UblProfiles.Write(xml, profile);
        xml.Basic("ID", note.Number);
        xml.Basic("IssueDate", note.IssueDate);
        xml.Basic("CreditNoteTypeCode", CreditNote);
        xml.Basic("Note", note.Reason);
        xml.Basic("DocumentCurrencyCode", note.Total.Currency);
        UblTax.WriteCurrency(xml, note.AccountedTax);
        UblProfiles.WriteReference(xml, profile, note.BuyerReference, note.CustomerId);
        UblReference.WriteInvoice(xml, note.InvoiceNumber, note.InvoiceIssueDate);
        UblReference.WriteSession(xml, "AdditionalDocumentReference", note.SessionId);
        UblParty.WriteSeller(xml, note.Seller, note.TaxSubtotals);
        UblParty.WriteBuyer(xml, note.Buyer, note.CustomerId, note.TaxSubtotals);
        if (profile == UblProfile.XRechnung) UblPayment.WriteGivenBack(xml, note.InvoiceNumber);
        UblTax.WriteTotal(xml, note.Tax, note.TaxSubtotals, profile);
        UblTax.WriteAccounted(xml, note.AccountedTax);
        WriteTotals(xml, note);
        foreach (var line in note.Lines) UblLine.WriteCredited(xml, line);
    }

    private static void WriteTotals(XmlWriter xml, CreditNoteIssued note)
    {
        xml.Open("LegalMonetaryTotal");
        xml.Basic("LineExtensionAmount", note.Net);
        xml.Basic("TaxExclusiveAmount", note.Net);
        xml.Basic("TaxInclusiveAmount", note.Total);
        if (note.Rounding.Minor != 0) xml.Basic("PayableRoundingAmount", note.Rounding);
        xml.Basic("PayableAmount", note.Payable);
        xml.WriteEndElement();
    }
}
