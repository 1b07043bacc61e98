using System.Xml;
using Charging.Documents.Trade;

namespace Charging.Documents.Isdoc;

/// <summary>
/// Seller and buyer. A street keeps its number, for which ISDOC has a field of its own that must be there.
/// </summary>
internal static class IsdocParty
{
    public static void WriteSeller(XmlWriter xml, TradeDocument document) =>
        Write(xml, "AccountingSupplierParty", document.Seller, document.NamesVatIds, userId: "");

    public static void WriteBuyer(XmlWriter xml, TradeDocument document) =>
        Write(xml, "AccountingCustomerParty", document.Buyer, document.NamesVatIds, document.CustomerId);

    private static void Write(XmlWriter xml, string name, Party party, bool namesVatId, string userId) =>
        xml.Group(name, () => xml.Group("Party", () =>
        {
            xml.Group("PartyIdentification", () =>
            {
                xml.Value("UserID", userId);
                xml.Value("ID", CompanyNumberOf(party));
            });
            xml.Group("PartyName", () => xml.Value("Name", party.Name));
            xml.Group("PostalAddress", () => WriteAddress(xml, party));
            if (namesVatId && !string.IsNullOrWhiteSpace(party.VatId)) xml.Group("PartyTaxScheme", () =>
            {
                xml.Value("CompanyID", party.VatId);
                xml.Value("TaxScheme", "VAT");
            });
            if (party.Contact is { } contact) xml.Group("Contact", () => WriteContact(xml, contact));
        }));

    /// <summary>The tax id of a Czech company is its number (IČO), of eight digits; others have none here.</summary>
    private static string CompanyNumberOf(Party party) =>
        party.VatId is { Length: 10 } id && id.StartsWith("CZ", StringComparison.Ordinal) ? id[2..] : "";

    private static void WriteAddress(XmlWriter xml, Party party)
    {
        xml.Value("StreetName", party.Street);
        xml.Value("BuildingNumber", "");
        xml.Value("CityName", party.City);
        xml.Value("PostalZone", party.PostalCode);
        xml.Group("Country", () =>
        {
            xml.Value("IdentificationCode", party.Country);
            xml.Value("Name", "");
        });
    }

    private static void WriteContact(XmlWriter xml, ContactPoint contact)
    {
        if (contact.Name is { } name) xml.Value("Name", name);
        if (contact.Phone is { } phone) xml.Value("Telephone", phone);
        if (contact.Email is { } email) xml.Value("ElectronicMail", email);
    }
}
