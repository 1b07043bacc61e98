using System.Xml;
using Charging.Documents.Trade;

namespace Charging.Documents.Ubl;

/// <summary>How a document was paid, is to be paid, or is given back (BG-16).</summary>
internal static class UblPayment
{
    /// <summary>
    /// 48 is a card, 59 a SEPA direct debit (UNCL 4461). Never more than the last four digits of either. A debit whose
    /// mandate or creditor nobody has told, as in payments of old, no profile lets stand: there it is 1, in words.
    /// </summary>
    public static void Write(XmlWriter xml, PaymentCaptured paid, UblProfile profile)
    {
        var card = paid.MethodKind == PaymentMethodKind.Card;
        var inWords = profile != UblProfile.Core && !card;
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
    public static void WriteTransfer(XmlWriter xml, InvoiceCreated invoice)
    {
        if (invoice.SellerIban is { } iban)
        {
            WriteAccount(xml, invoice, iban);
            return;
        }

        xml.Open("PaymentMeans");
        xml.Basic("PaymentMeansCode", "1", "name", "Bank transfer");
        xml.Basic("PaymentID", invoice.Number);
        xml.WriteEndElement();
    }

    /// <summary>58 is a SEPA credit transfer, which is in euro; 30 any other (UNCL 4461).</summary>
    public static void WriteAccount(XmlWriter xml, InvoiceCreated invoice, string iban)
    {
        xml.Open("PaymentMeans");
        xml.Basic("PaymentMeansCode", invoice.Total.Currency == "EUR" ? "58" : "30");
        xml.Basic("PaymentID", invoice.Number);
        xml.Open("PayeeFinancialAccount");
        xml.Basic("ID", iban);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>
    /// XRechnung asks for it on a credit note, too (BR-DE-1). Money goes back the way it came, or was never drawn, for
    /// which no code of UNCL 4461 stands: 1 is one that is told in words.
    /// </summary>
    public static void WriteGivenBack(XmlWriter xml, string invoiceNumber)
    {
        xml.Open("PaymentMeans");
        xml.Basic("PaymentMeansCode", "1", "name", $"Set off against invoice {invoiceNumber}, or as it was paid");
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
}
