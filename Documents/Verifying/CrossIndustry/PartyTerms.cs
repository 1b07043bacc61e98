using System.Xml.Linq;
using Charging.Documents.Ubl;

namespace Charging.Documents.Verifying.CrossIndustry;

/// <summary>Seller, buyer, payee, representative and the place of delivery (BG-4 to BG-15).</summary>
internal static class PartyTerms
{
    public static XElement? Seller(XElement? party, XElement? creditor) => Terms.Part(
        "AccountingSupplierParty", party, Party(party, Identification(
            creditor, new XAttribute("schemeID", "SEPA"))));

    public static XElement? Buyer(XElement? party) =>
        Terms.Part("AccountingCustomerParty", party, Party(party, null));

    public static XElement? Payee(XElement? party) => Terms.Part("PayeeParty", party,
    [
        .. Identifications(party), Named(party.First("Name")), Legal(party, name: null),
    ]);

    public static XElement? Representative(XElement? party) => Terms.Part("TaxRepresentativeParty", party,
    [
        Named(party.First("Name")), Address("PostalAddress", party.First("PostalTradeAddress")),
        .. Registrations(party),
    ]);

    public static XElement? Delivery(XElement? delivery)
    {
        var (place, day) = (delivery.First("ShipToTradeParty"),
            delivery.First("ActualDeliverySupplyChainEvent/OccurrenceDateTime"));
        var id = place.First("GlobalID") ?? place.First("ID");
        return Terms.Part("Delivery", place ?? day, Terms.Day("ActualDeliveryDate", day),
            Terms.Part("DeliveryLocation", place, Terms.Value("ID", id, id.As("schemeID")),
                Address("Address", place.First("PostalTradeAddress"))),
            Terms.Part("DeliveryParty", place.First("Name"), Named(place.First("Name"))));
    }

    private static XElement? Party(XElement? party, XElement? creditor)
    {
        var endpoint = party.First("URIUniversalCommunication/URIID");
        return Terms.Part("Party", party,
        [
            Terms.Value("EndpointID", endpoint, endpoint.As("schemeID")), .. Identifications(party), creditor,
            Named(party.First("SpecifiedLegalOrganization/TradingBusinessName")),
            Address("PostalAddress", party.First("PostalTradeAddress")), .. Registrations(party),
            Legal(party, party.First("Name")), Contact(party.First("DefinedTradeContact")),
        ]);
    }

    private static IEnumerable<XElement?> Identifications(XElement? party) =>
        (party?.All("ID") ?? []).Select(id => Identification(id, null))
            .Concat((party?.All("GlobalID") ?? []).Select(id => Identification(id, id.As("schemeID"))));

    private static XElement? Identification(XElement? id, XAttribute? scheme) =>
        Terms.Part("PartyIdentification", id, Terms.Value("ID", id, scheme));

    private static XElement? Named(XElement? name) => Terms.Part("PartyName", name, Terms.Value("Name", name));

    /// <summary>What is named by neither scheme is no registration of VAT or another tax.</summary>
    private static IEnumerable<XElement?> Registrations(XElement? party) =>
        from registration in party?.All("SpecifiedTaxRegistration") ?? []
        let id = registration.First("ID")
        let scheme = id?.Attr("schemeID")
        where scheme is "VA" or "FC"
        select Terms.Part("PartyTaxScheme", registration, Terms.Value("CompanyID", id),
            Terms.Part("TaxScheme", id, Terms.Text("ID", id, scheme == "VA" ? "VAT" : scheme)));

    private static XElement? Legal(XElement? party, XElement? name)
    {
        var id = party.First("SpecifiedLegalOrganization/ID");
        return Terms.Part("PartyLegalEntity", name ?? id, Terms.Value("RegistrationName", name),
            Terms.Value("CompanyID", id, id.As("schemeID")),
            Terms.Value("CompanyLegalForm", party.First("Description")));
    }

    private static XElement? Address(string name, XElement? address) => Terms.Part(name, address,
        Terms.Value("StreetName", address.First("LineOne")),
        Terms.Value("AdditionalStreetName", address.First("LineTwo")),
        Terms.Value("CityName", address.First("CityName")), Terms.Value("PostalZone", address.First("PostcodeCode")),
        Terms.Value("CountrySubentity", address.First("CountrySubDivisionName")),
        Terms.Part("Country", address.First("CountryID"),
            Terms.Value("IdentificationCode", address.First("CountryID"))));

    private static XElement? Contact(XElement? contact) => Terms.Part("Contact", contact,
        Terms.Value("Name", contact.First("PersonName") ?? contact.First("DepartmentName")),
        Terms.Value("Telephone", contact.First("TelephoneUniversalCommunication/CompleteNumber")),
        Terms.Value("ElectronicMail", contact.First("EmailURIUniversalCommunication/URIID")));
}
