using System.Xml;
using Charging.Documents.Trade;

namespace Charging.Documents.Ubl;

/// <summary>A direct debit (59 of UNCL 4461), whose creditor's identifier stands at the seller.</summary>
internal static class UblDebit
{
    public static void Write(XmlWriter xml, ToldDebit debit)
    {
        xml.Open("PaymentMeans");
        xml.Basic("PaymentMeansCode", "59");
        xml.Basic("PaymentID", debit.Reference);
        xml.Open("PaymentMandate");
        xml.Basic("ID", debit.MandateReference);
        xml.Open("PayerFinancialAccount");
        xml.Basic("ID", debit.LastFour);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }
}
