namespace Charging.Documents.Ubl;

/// <summary>
/// Which documents are made for Peppol BIS Billing 3: where both sides have an address that Peppol reaches and what is
/// told here is all that the rules of the seller's country ask for. Others follow the core of EN 16931 alone.
/// </summary>
internal static class UblPeppol
{
    /// <summary>
    /// Where sellers must tell more than we do: DK and IS a legal registration, GR a number of its own form, NL how
    /// each document is paid (DK-R-002, IS-R-002, GR-R-001, NL-R-007).
    /// </summary>
    private static readonly string[] Apart = ["DK", "IS", "GR", "EL", "NL"];

    /// <summary>The standard rates of Sweden, which no other may stand beside (SE-R-006).</summary>
    private static readonly decimal[] Swedish = [25, 12, 6];

    public static UblProfile ProfileOf(Party seller, Party buyer, IReadOnlyList<TaxSubtotal> taxes) =>
        IsReached(seller.Endpoint) && IsReached(buyer.Endpoint) && taxes.All(HasHundredths)
        && KeepsRulesAtHome(seller, buyer, taxes) ? UblProfile.Peppol : UblProfile.Core;

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
