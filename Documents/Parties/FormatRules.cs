namespace Charging.Documents.Parties;

/// <summary>
/// Which formats seller and customer may choose: what a format cannot say is found out when they are applied, and never
/// when an invoice is issued.
/// </summary>
public static class FormatRules
{
    /// <summary>Of a choice alone, whosever it is, for people.</summary>
    public static IEnumerable<string> FaultsIn(IReadOnlyList<DocumentFormat> formats)
    {
        var known = string.Join(", ", Words.All<DocumentFormat>());
        if (formats.Count == 0) yield return $"formats: it is empty; name some of {known}, or leave it out";
        foreach (var twice in formats.CountBy(format => format).Where(one => one.Value > 1))
            yield return $"formats: {Words.Of(twice.Key)} stands in it {twice.Value} times; keep one";
        if (formats.Contains(DocumentFormat.Ubl) && formats.Contains(DocumentFormat.XRechnung))
            yield return "formats: xrechnung is UBL too, by Germany's rules, and a mail carries one of both; keep one";
    }

    /// <summary>Of a seller alone.</summary>
    public static IEnumerable<string> FaultsIn(IssuingSeller seller) => seller.Formats is not { } formats ? [] :
    [
        .. FaultsIn(formats),
        .. formats.Contains(DocumentFormat.XRechnung)
            ? XRechnungRules.FaultsIn(seller.Party, seller.Iban)
                .Select(fault => $"formats: xrechnung cannot be written: {fault}; add it, or leave xrechnung out")
            : [],
    ];

    /// <summary>Of a customer's own choice, whoever issues the invoices.</summary>
    public static IEnumerable<string> FaultsIn(BillingProfile billing) => billing.Formats is not { } formats ? [] :
    [
        .. FaultsIn(formats).Select(fault => $"billing.{fault}"),
        .. formats.Contains(DocumentFormat.XRechnung) ? XRechnungRules.FaultsIn(billing) : [],
    ];

    /// <summary>Of what holds for this customer of that seller, beyond what is wrong with either alone.</summary>
    public static IEnumerable<string> FaultsBetween(IssuingSeller seller, BillingProfile billing)
    {
        var formats = billing.Formats ?? seller.Formats ?? [];
        var chooser = billing.Formats is null ? $"seller {seller.Code}" : "the customer";
        if (formats.Contains(DocumentFormat.XRechnung))
        {
            var lacking = billing.Formats is null
                ? XRechnungRules.FaultsIn(billing)
                : XRechnungRules.FaultsIn(seller.Party, seller.Iban).Select(fault => $"seller {seller.Code}: {fault}");
            foreach (var fault in lacking)
                yield return $"{fault}; {chooser} chose xrechnung, which needs that: add it, or name other " +
                    "billing.formats";
        }

        if (formats.Contains(DocumentFormat.Isdoc) && !IsSayable(seller, billing.Currency))
            yield return $"billing.currency: {chooser} chose isdoc, which is in {seller.Currency}, the currency of " +
                $"the accounts of seller {seller.Code}, and nothing converts {billing.Currency} to it: give the " +
                "seller taxCurrency and exchangeRates, or name other billing.formats";
    }

    /// <summary>In the accounts' currency, which ISDOC is in, or in one that is converted to it for the tax.</summary>
    private static bool IsSayable(IssuingSeller seller, string currency) =>
        currency == seller.Currency || seller.TaxCurrency is not null;
}
