using System.Xml;

namespace Charging.Documents.Ubl;

/// <summary>What a document speaks of: the session that was charged, the invoice that is credited.</summary>
internal static class UblReference
{
    /// <summary>
    /// The session, of a document (BT-18) or a line (BT-128); 130 is what UNTDID 1001 calls an invoicing data sheet.
    /// </summary>
    public static void WriteSession(XmlWriter xml, string name, string sessionId)
    {
        xml.Open(name);
        xml.Basic("ID", sessionId);
        xml.Basic("DocumentTypeCode", "130");
        xml.WriteEndElement();
    }

    /// <summary>The invoice before this document, and of when it is (BG-3).</summary>
    public static void WriteInvoice(XmlWriter xml, string number, DateOnly issueDate)
    {
        xml.Open("BillingReference");
        xml.Open("InvoiceDocumentReference");
        xml.Basic("ID", number);
        xml.Basic("IssueDate", issueDate);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
