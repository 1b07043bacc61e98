using System.Xml;

namespace Charging.Contracts.Ubl;

/// <summary>
/// Seller and buyer. An invoice outside the scope of VAT may name no VAT id (BR-O-02), yet its seller must be
/// identified (BR-CO-26): there the seller's id is written as a plain identifier.
/// </summary>
internal static class UblParty
{
    public static void WriteSeller(XmlWriter xml, InvoiceCreated invoice)
    {
        var taxed = IsTaxed(invoice);
        xml.Open("AccountingSupplierParty");
        WriteParty(
            xml, invoice.Seller, invoice.SellerEndpoint, taxed ? null : invoice.Seller.VatId,
            taxed ? invoice.Seller.VatId : null, invoice.SellerContact);
        xml.WriteEndElement();
    }

    public static void WriteBuyer(XmlWriter xml, InvoiceCreated invoice)
    {
        xml.Open("AccountingCustomerParty");
        WriteParty(
            xml, invoice.Buyer, invoice.BuyerEndpoint, invoice.CustomerId,
            IsTaxed(invoice) ? invoice.Buyer.VatId : null);
        xml.WriteEndElement();
    }

    private static bool IsTaxed(InvoiceCreated invoice) =>
        invoice.TaxSubtotals.All(subtotal => subtotal.Category != TaxCategory.OutOfScope);

    private static void WriteParty(
        XmlWriter xml, Party party, ElectronicAddress? endpoint, string? identifier, string? vatId,
        ContactPoint? contact = null)
    {
        xml.Open("Party");
        if (endpoint is not null) xml.Basic("EndpointID", endpoint.Id, "schemeID", endpoint.Scheme);
        if (!string.IsNullOrWhiteSpace(identifier)) WriteOne(xml, "PartyIdentification", "ID", identifier);
        WriteAddress(xml, party);
        if (!string.IsNullOrWhiteSpace(vatId))
        {
            xml.Open("PartyTaxScheme");
            xml.Basic("CompanyID", vatId);
            UblTax.WriteScheme(xml);
            xml.WriteEndElement();
        }

        WriteOne(xml, "PartyLegalEntity", "RegistrationName", party.Name);
        if (contact is not null) WriteContact(xml, contact);
        xml.WriteEndElement();
    }

    private static void WriteContact(XmlWriter xml, ContactPoint contact)
    {
        xml.Open("Contact");
        xml.BasicIfAny("Name", contact.Name);
        xml.BasicIfAny("Telephone", contact.Phone);
        xml.BasicIfAny("ElectronicMail", contact.Email);
        xml.WriteEndElement();
    }

    private static void WriteAddress(XmlWriter xml, Party party)
    {
        xml.Open("PostalAddress");
        xml.BasicIfAny("StreetName", party.Street);
        xml.BasicIfAny("CityName", party.City);
        xml.BasicIfAny("PostalZone", party.PostalCode);
        WriteOne(xml, "Country", "IdentificationCode", party.Country);
        xml.WriteEndElement();
    }

    private static void WriteOne(XmlWriter xml, string aggregate, string basic, string value)
    {
        xml.Open(aggregate);
        xml.Basic(basic, value);
        xml.WriteEndElement();
    }
}
