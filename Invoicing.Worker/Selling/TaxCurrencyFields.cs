using System.Diagnostics.CodeAnalysis;
using Charging.Documents.Parties;

namespace Charging.Invoicing.Selling;

/// <summary>
/// What a file of sellers says of the currency in which a seller owes VAT: <c>taxCurrency</c>, <c>exchangeRates</c> and
/// <c>rateDay</c>, which belong together.
/// </summary>
internal static class TaxCurrencyFields
{
    private const string Currency = "taxCurrency";
    private const string Source = "exchangeRates";
    private const string Day = "rateDay";

    /// <summary>EN 16931 knows no more decimals in an amount (BR-DEC-15).</summary>
    private const int MostDigits = 2;

    /// <summary>Member states that have no euro; in all others VAT is in EUR.</summary>
    private static readonly Dictionary<string, string> WithoutEuro = new()
    {
        ["CZ"] = "CZK", ["DK"] = "DKK", ["HU"] = "HUF", ["PL"] = "PLN", ["RO"] = "RON", ["SE"] = "SEK",
    };

    /// <summary>The seller with what the fields say; what contradicts itself, or the law, is refused.</summary>
    public static Seller Read(YamlFields fields, Seller seller)
    {
        var currency = fields.TextIfAny(Currency, text => FaultIn(text, seller.Party));
        var source = fields.Has(Source)
            ? fields.Value<RateSource?>(Source, Allowed<RateSource>(), TryWord, null)
            : null;
        var day = fields.Value(Day, Allowed<RateDay>(), Words.TryRead, RateDay.TaxPoint);
        if (fields.Has(Currency) && !fields.Has(Source))
            fields.Refuse(Source, $"missing; say whose rates convert to the tax currency, {Allowed<RateSource>()}");
        foreach (var lone in ((string[])[Source, Day]).Where(field => fields.Has(field) && !fields.Has(Currency)))
            fields.Refuse(lone, "it says how tax is converted, but no taxCurrency says into what; add that, or leave " +
                "this out");
        if (source == RateSource.Cnb && currency is not (null or "CZK"))
            fields.Refuse(Source, $"cnb publishes rates in CZK, and the tax currency is {currency}; use ecb or file");
        return seller with
        {
            TaxCurrency = currency,
            ExchangeRates = source,
            RateOfDayBefore = day == RateDay.DayBefore ? true : null,
        };
    }

    /// <summary>
    /// For people: an invoice in another currency than the law's would not say the tax that is owed. Null where one
    /// does, or where the Union's law is not the seller's.
    /// </summary>
    public static string? WarningOf(Seller seller) =>
        seller.TaxCurrency is null && LegalIn(seller.Party) is { } legal
            ? $"{seller.Code} names no tax currency: its invoices in another currency than {legal} do not say their " +
              $"VAT in {legal}, as 2006/112/EC, article 230, asks for. Add taxCurrency: {legal} and exchangeRates, " +
              $"or bill in {legal} alone."
            : null;

    private static string? FaultIn(string text, Party party)
    {
        if (!Currencies.IsKnown(text)) return $"'{text}' is not an ISO 4217 currency; write one such as CZK";
        if (Currencies.DigitsOf(text) > MostDigits)
            return $"{text} has {Currencies.DigitsOf(text)} decimals, an electronic invoice knows two; leave it out";
        return LegalIn(party) is { } legal && legal != text
            ? $"{text} is not the currency in which VAT is owed in {StateOf(party)}, which is {legal} (2006/112/EC, " +
              $"article 230); write {legal}"
            : null;
    }

    /// <summary>The currency of the member state that taxes the seller; null outside the Union.</summary>
    private static string? LegalIn(Party party) =>
        VatId.IsMemberState(StateOf(party)) ? WithoutEuro.GetValueOrDefault(StateOf(party), "EUR") : null;

    /// <summary>The state that gave the VAT id, which may be another than that of the address.</summary>
    private static string StateOf(Party party) => party.VatId is { Length: > 2 } id && char.IsAsciiLetter(id[1])
        ? id[..2] == "EL" ? "GR" : id[..2]
        : party.Country;

    private static string Allowed<T>() where T : struct, Enum => $"one of {string.Join(", ", Words.All<T>())}";

    private static bool TryWord(string text, [MaybeNullWhen(false)] out RateSource? source)
    {
        var known = Words.TryRead<RateSource>(text, out var read);
        source = read;
        return known;
    }
}
