using System.Xml;
using Charging.Documents.Trade;

namespace Charging.Documents.CrossIndustry;

/// <summary>Seller (BG-4) and buyer (BG-7).</summary>
internal static class CiiParty
{
    public static void WriteSeller(XmlWriter xml, TradeDocument document) => Write(
        xml, "SellerTradeParty", document.Seller,
        identifier: document.NamesVatIds ? null : document.Seller.VatId,
        vatId: document.NamesVatIds ? document.Seller.VatId : null);

    public static void WriteBuyer(XmlWriter xml, TradeDocument document) => Write(
        xml, "BuyerTradeParty", document.Buyer, document.CustomerId,
        vatId: document.NamesVatIds ? document.Buyer.VatId : null);

    private static void Write(XmlWriter xml, string name, Party party, string? identifier, string? vatId) =>
        xml.Group(name, () =>
        {
            xml.ValueIfAny("ID", identifier);
            xml.Value("Name", party.Name);
            if (party.Contact is { } contact) xml.Group("DefinedTradeContact", () => WriteContact(xml, contact));
            xml.Group("PostalTradeAddress", () => WriteAddress(xml, party));
            if (party.Endpoint is { } endpoint)
                xml.Group("URIUniversalCommunication", () =>
                    xml.Value("URIID", endpoint.Id, "schemeID", endpoint.Scheme));
            if (!string.IsNullOrWhiteSpace(vatId))
                xml.Group("SpecifiedTaxRegistration", () => xml.Value("ID", vatId, "schemeID", "VA"));
        });

    private static void WriteContact(XmlWriter xml, ContactPoint contact)
    {
        xml.ValueIfAny("PersonName", contact.Name);
        if (!string.IsNullOrWhiteSpace(contact.Phone))
            xml.Group("TelephoneUniversalCommunication", () => xml.Value("CompleteNumber", contact.Phone));
        if (!string.IsNullOrWhiteSpace(contact.Email))
            xml.Group("EmailURIUniversalCommunication", () => xml.Value("URIID", contact.Email));
    }

    private static void WriteAddress(XmlWriter xml, Party party)
    {
        xml.ValueIfAny("PostcodeCode", party.PostalCode);
        xml.ValueIfAny("LineOne", party.Street);
        xml.ValueIfAny("CityName", party.City);
        xml.Value("CountryID", party.Country);
    }
}
