using System.Xml;

namespace Charging.Documents.Ubl;

/// <summary>
/// Which specification a document follows: Peppol BIS Billing 3 where both sides have an address that Peppol reaches
/// and what is told here is all that the rules of the seller's country ask for; otherwise the core of EN 16931 alone.
/// In Peppol it refers to the customer's id if the customer asked for nothing else (PEPPOL-EN16931-R003).
/// </summary>
internal static class UblPeppol
{
    private const string Core = "urn:cen.eu:en16931:2017";
    private const string Billing = Core + "#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0";
    private const string Process = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0";

    /// <summary>
    /// Where sellers must tell more than we do: DK and IS a legal registration, GR a number of its own form, NL how
    /// each document is paid (DK-R-002, IS-R-002, GR-R-001, NL-R-007).
    /// </summary>
    private static readonly string[] Apart = ["DK", "IS", "GR", "EL", "NL"];

    /// <summary>The standard rates of Sweden, which no other may stand beside (SE-R-006).</summary>
    private static readonly decimal[] Swedish = [25, 12, 6];

    public static bool IsFor(Party seller, Party buyer, IReadOnlyList<TaxSubtotal> taxes) =>
        IsReached(seller.Endpoint) && IsReached(buyer.Endpoint) && taxes.All(HasHundredths)
        && KeepsRulesAtHome(seller, buyer, taxes);

    /// <summary>BT-24 and BT-23.</summary>
    public static void WriteProfile(XmlWriter xml, bool peppol)
    {
        xml.Basic("CustomizationID", peppol ? Billing : Core);
        if (peppol) xml.Basic("ProfileID", Process);
    }

    /// <summary>BT-10.</summary>
    public static void WriteReference(XmlWriter xml, bool peppol, string? buyerReference, string customerId) =>
        xml.BasicIfAny("BuyerReference", buyerReference ?? (peppol ? customerId : null));

    /// <summary>
    /// Schemes in letters, such as EM for mail, are of EN 16931 and not of Peppol (PEPPOL-EN16931-CL008).
    /// </summary>
    private static bool IsReached(ElectronicAddress? address) => address is { Scheme: var scheme, Id: var id }
        && scheme.All(char.IsAsciiDigit) && SchemeDigits.FaultIn(scheme, id) is null;

    /// <summary>
    /// A line may be two hundredths off price times quantity, which whole yen are not (PEPPOL-EN16931-R120).
    /// </summary>
    private static bool HasHundredths(TaxSubtotal tax) => Currencies.DigitsOf(tax.Base.Currency) == 2;

    private static bool KeepsRulesAtHome(Party seller, Party buyer, IReadOnlyList<TaxSubtotal> taxes)
    {
        var taxed = seller.VatId is { Length: > 2 } id ? id[..2] : seller.Country;
        if (Apart.Contains(seller.Country) || Apart.Contains(taxed)) return false;
        return (seller.Country, taxed) switch
        {
            // Germans among themselves tell contacts and means of payment on every document (DE-R-001, DE-R-002).
            ("DE", _) => buyer.Country != "DE",
            ("SE", _) => taxes.All(x => x.Category != TaxCategory.Standard || Swedish.Contains(x.RatePercent)),
            // IT-R-002 to -004.
            (_, "IT") => !string.IsNullOrWhiteSpace(seller.Street) && !string.IsNullOrWhiteSpace(seller.City)
                && !string.IsNullOrWhiteSpace(seller.PostalCode),
            (_, "NO") => seller.VatId is not { Length: 14 } number
                || (number.EndsWith("MVA", StringComparison.Ordinal) && SchemeDigits.IsNorwegian(number[2..11])),
            _ => true,
        };
    }
}
