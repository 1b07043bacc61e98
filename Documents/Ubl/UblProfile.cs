using System.Xml;

namespace Charging.Documents.Ubl;

/// <summary>Which specification a document of UBL follows.</summary>
internal enum UblProfile
{
    /// <summary>EN 16931 alone.</summary>
    Core,

    /// <summary>Peppol BIS Billing 3.</summary>
    Peppol,

    /// <summary>XRechnung 3.0.</summary>
    XRechnung,
}

/// <summary>What a profile has a document say of itself, and to whom it refers.</summary>
internal static class UblProfiles
{
    private const string Core = "urn:cen.eu:en16931:2017";
    private const string Peppol = Core + "#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
    private const string XRechnung = Core + "#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0";

    /// <summary>Of Peppol, which XRechnung asks for as well (PEPPOL-EN16931-R001).</summary>
    private const string Process = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

    /// <summary>BT-24 and BT-23.</summary>
    public static void Write(XmlWriter xml, UblProfile profile)
    {
        xml.Basic("CustomizationID", profile switch
        {
            UblProfile.Core => Core,
            UblProfile.Peppol => Peppol,
            UblProfile.XRechnung => XRechnung,
            _ => throw new ArgumentOutOfRangeException(nameof(profile), profile, "Say here what names it."),
        });
        if (profile != UblProfile.Core) xml.Basic("ProfileID", Process);
    }

    /// <summary>
    /// BT-10; in Peppol the customer's id where the customer asked for nothing else (PEPPOL-EN16931-R003).
    /// </summary>
    public static void WriteReference(
        XmlWriter xml, UblProfile profile, string? buyerReference, string customerId) =>
        xml.BasicIfAny("BuyerReference", buyerReference ?? (profile == UblProfile.Peppol ? customerId : null));
}
