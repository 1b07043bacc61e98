using System.Xml;

namespace Charging.Contracts.Ubl;

/// <summary>
/// Which specification a document follows: where both sides have an electronic address it is Peppol BIS Billing 3,
/// which refers to the customer's id if the customer asked for nothing else (PEPPOL-EN16931-R003); otherwise the core
/// of EN 16931 alone.
/// </summary>
internal static class UblPeppol
{
    private const string Core = "urn:cen.eu:en16931:2017";
    private const string Billing = Core + "#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
    private const string Process = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

    public static bool IsFor(Party seller, Party buyer) => seller.Endpoint is not null && buyer.Endpoint is not null;

    /// <summary>BT-24 and BT-23.</summary>
    public static void WriteProfile(XmlWriter xml, Party seller, Party buyer)
    {
        var peppol = IsFor(seller, buyer);
        xml.Basic("CustomizationID", peppol ? Billing : Core);
        if (peppol) xml.Basic("ProfileID", Process);
    }

    /// <summary>BT-10.</summary>
    public static void WriteReference(
        XmlWriter xml, Party seller, Party buyer, string? buyerReference, string customerId) =>
        xml.BasicIfAny("BuyerReference", buyerReference ?? (IsFor(seller, buyer) ? customerId : null));
}
