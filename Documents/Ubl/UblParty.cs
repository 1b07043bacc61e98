using System.Xml;

namespace Charging.Documents.Ubl;

/// <summary>
/// Seller and buyer. A document outside the scope of VAT may name no VAT id (BR-O-02), yet its seller must be
/// identified (BR-CO-26): there the seller's id is written as a plain identifier.
/// </summary>
internal static class UblParty
{
    /// <param name="xml">What is written.</param>
    /// <param name="seller">Who issued it.</param>
    /// <param name="taxes">Of the document.</param>
    /// <param name="creditorId">BT-90, on a document that is paid by a debit; else null.</param>
    public static void WriteSeller(
        XmlWriter xml, Party seller, IReadOnlyList<TaxSubtotal> taxes, string? creditorId = null)
    {
        var taxed = IsTaxed(taxes);
        xml.Open("AccountingSupplierParty");
        WriteParty(xml, seller, taxed ? null : seller.VatId, taxed ? seller.VatId : null, creditorId);
        xml.WriteEndElement();
    }

    public static void WriteBuyer(
        XmlWriter xml, Party buyer, string customerId, IReadOnlyList<TaxSubtotal> taxes)
    {
        xml.Open("AccountingCustomerParty");
        WriteParty(xml, buyer, customerId, IsTaxed(taxes) ? buyer.VatId : null);
        xml.WriteEndElement();
    }

    private static bool IsTaxed(IReadOnlyList<TaxSubtotal> taxes) =>
        taxes.All(subtotal => subtotal.Category != TaxCategory.OutOfScope);

    private static void WriteParty(
        XmlWriter xml, Party party, string? identifier, string? vatId, string? creditorId = null)
    {
        xml.Open("Party");
        if (party.Endpoint is { } endpoint) xml.Basic("EndpointID", endpoint.Id, "schemeID", endpoint.Scheme);
        if (!string.IsNullOrWhiteSpace(identifier)) WriteOne(xml, "PartyIdentification", "ID", identifier);
        if (creditorId is not null)
        {
            xml.Open("PartyIdentification");
            xml.Basic("ID", creditorId, "schemeID", "SEPA");
            xml.WriteEndElement();
        }

        WriteAddress(xml, party);
        if (!string.IsNullOrWhiteSpace(vatId))
        {
            xml.Open("PartyTaxScheme");
            xml.Basic("CompanyID", vatId);
            UblTax.WriteScheme(xml);
            xml.WriteEndElement();
        }

        WriteOne(xml, "PartyLegalEntity", "RegistrationName", party.Name);
        if (party.Contact is { } contact) WriteContact(xml, contact);
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
