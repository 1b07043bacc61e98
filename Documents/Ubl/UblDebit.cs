using System.Xml;

namespace Charging.Documents.Ubl;

/// <summary>
/// A SEPA direct debit (59 of UNCL 4461) as EN 16931 wants it told (BG-19): its mandate, the creditor's identifier,
/// which stands at the seller, and the account, of which never more than the last four digits are shown.
/// </summary>
internal sealed record UblDebit(string Reference, string MandateReference, string LastFour, string CreditorId)
{
    /// <summary>
    /// As it was drawn, or will be; null where nothing is drawn from an account, or nobody has told under which mandate
    /// and by which creditor.
    /// </summary>
    public static UblDebit? Of(InvoiceCreated invoice, PaymentCaptured? paid, AnnouncedDebit? announced) =>
        paid is { MethodKind: PaymentMethodKind.BankAccount, MandateReference: { Length: > 0 } mandate }
            && invoice.SellerCreditorId is { } creditor
            ? new(paid.GatewayReference, mandate, EndOf(paid.LastFour), creditor)
        : paid is null && announced is not null
            ? new(invoice.Number, announced.MandateReference, EndOf(announced.LastFour), announced.CreditorId)
        : null;

    public void Write(XmlWriter xml)
    {
        xml.Open("PaymentMeans");
        xml.Basic("PaymentMeansCode", "59");
        xml.Basic("PaymentID", Reference);
        xml.Open("PaymentMandate");
        xml.Basic("ID", MandateReference);
        xml.Open("PayerFinancialAccount");
        xml.Basic("ID", LastFour);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string EndOf(string account) => account.Length > 4 ? account[^4..] : account;
}
