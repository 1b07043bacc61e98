namespace Charging.Documents.Languages;

/// <summary>Card schemes and kinds of debit as their owners write them, by what gateways call them.</summary>
internal static class Brands
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["visa"] = "Visa",
        ["visaelectron"] = "Visa Electron",
        ["vpay"] = "V PAY",
        ["mastercard"] = "Mastercard",
        ["mc"] = "Mastercard",
        ["maestro"] = "Maestro",
        ["americanexpress"] = "American Express",
        ["amex"] = "American Express",
        ["discover"] = "Discover",
        ["diners"] = "Diners Club",
        ["dinersclub"] = "Diners Club",
        ["jcb"] = "JCB",
        ["unionpay"] = "UnionPay",
        ["cup"] = "UnionPay",
        ["cartesbancaires"] = "Cartes Bancaires",
        ["bancontact"] = "Bancontact",
        ["girocard"] = "girocard",
        ["dankort"] = "Dankort",
        ["eftposau"] = "eftpos",
        ["interac"] = "Interac",
        ["elo"] = "Elo",
        ["hipercard"] = "Hipercard",
        ["rupay"] = "RuPay",
        ["troy"] = "Troy",
        ["sepa"] = "SEPA",
        ["sepadebit"] = "SEPA",
        ["bacs"] = "Bacs",
        ["bacsdebit"] = "Bacs",
    };

    /// <summary>A brand that is not in the list, such as the name of a bank, is as it was given.</summary>
    public static string Of(string brand) =>
        Names.GetValueOrDefault(string.Concat(brand.Where(char.IsAsciiLetter)).ToLowerInvariant(), brand);
}
