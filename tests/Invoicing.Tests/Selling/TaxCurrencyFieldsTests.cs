namespace Charging.Invoicing.Tests.Selling;

public class TaxCurrencyFieldsTests
{
    [TestCase("", "CZ", null, null, null)]
    [TestCase("taxCurrency: CZK\n  exchangeRates: cnb", "CZ", "CZK", RateSource.Cnb, null)]
    [TestCase("taxCurrency: CZK\n  exchangeRates: ecb\n  rateDay: taxPoint", "CZ", "CZK", RateSource.Ecb, null)]
    [TestCase("taxCurrency: PLN\n  exchangeRates: file\n  rateDay: dayBefore", "PL", "PLN", RateSource.File, true)]
    [TestCase("taxCurrency: EUR\n  exchangeRates: ecb", "GR", "EUR", RateSource.Ecb, null)]
    [TestCase("taxCurrency: CHF\n  exchangeRates: file", "CH", "CHF", RateSource.File, null)]
    public void A_seller_says_in_which_currency_it_owes_VAT_and_by_whose_rates(
        string fields, string country, string? currency, RateSource? source, bool? dayBefore)
    {
        var (sellers, faults) = Read(fields, country);

        Assert.That(faults, Is.Empty);
        Assert.That((sellers[0].TaxCurrency, sellers[0].ExchangeRates, sellers[0].RateOfDayBefore),
            Is.EqualTo((currency, source, dayBefore)));
    }

    [TestCase("taxCurrency: CZK", "CZ", "exchangeRates: missing; say whose rates convert to the tax currency")]
    [TestCase("exchangeRates: cnb", "CZ", "exchangeRates: it says how tax is converted, but no taxCurrency says")]
    [TestCase("rateDay: dayBefore", "CZ", "rateDay: it says how tax is converted, but no taxCurrency says")]
    [TestCase("taxCurrency: PLN\n  exchangeRates: cnb", "PL", "publishes rates in CZK, and the tax currency is PLN")]
    [TestCase("taxCurrency: EUR\n  exchangeRates: ecb", "CZ", "the currency in which VAT is owed in CZ, which is CZK")]
    [TestCase("taxCurrency: CZK\n  exchangeRates: ecb", "DE", "the currency in which VAT is owed in DE, which is EUR")]
    [TestCase("taxCurrency: CZX\n  exchangeRates: ecb", "CZ", "taxCurrency: 'CZX' is not an ISO 4217 currency")]
    [TestCase("taxCurrency: KWD\n  exchangeRates: ecb", "US", "KWD has 3 decimals, an electronic invoice knows two")]
    [TestCase("taxCurrency: CZK\n  exchangeRates: nbp", "CZ", "exchangeRates: 'nbp' is not one of cnb, ecb, file")]
    [TestCase("taxCurrency: CZK\n  exchangeRates: cnb\n  rateDay: now", "CZ", "'now' is not one of taxPoint")]
    public void A_contradiction_is_refused(string fields, string country, string fault) =>
        Assert.That(Read(fields, country).Faults, Has.One.Contains(fault));

    [TestCase("", "CZ", "CZ names no tax currency: its invoices in another currency than CZK do not say")]
    [TestCase("", "FR", "Add taxCurrency: EUR and exchangeRates, or bill in EUR alone")]
    [TestCase("", "CH", null)]
    [TestCase("taxCurrency: CZK\n  exchangeRates: cnb", "CZ", null)]
    public void Who_names_none_in_the_Union_is_warned(string fields, string country, string? warning) => Assert.That(
        TaxCurrencyFields.WarningOf(Read(fields, country).Sellers[0]),
        warning is null ? Is.Null : Does.Contain(warning));

    private static SellerFile Read(string fields, string country)
    {
        var vatId = country switch
        {
            "CZ" => "CZ12345679",
            "PL" => "PL5260001246",
            "GR" => "EL094259216",
            "DE" => "DE123456788",
            "FR" => "FR15345678901",
            "CH" => "CHE123456788MWST",
            _ => "US1",
        };
        return SellerFile.Read("sellers.yaml", $$"""
            - code: CZ
              party: { name: A, street: B, city: C, postalCode: D, country: {{country}}, vatId: {{vatId}} }
              currency: EUR
              language: en
              timeZone: Etc/UTC
              {{fields}}
            """, []);
    }
}
