using CsCheck;

namespace Charging.Invoicing.Tests.Ubl;

/// <summary>Random rates of exchange, for sellers whose tax is owed in another currency than they bill in.</summary>
internal static class AnyExchange
{
    private static readonly DateOnly[] Days =
        [.. Enumerable.Range(0, 1200).Select(day => new DateOnly(2023, 12, 20).AddDays(day))];

    private static readonly Gen<Rational> AnyValue = Gen.OneOf(
        Gen.Int[1, 99_999].Select(thousandths => new Rational(thousandths, 1_000)),
        Gen.Int[1_000, 999_999].Select(perEuro => new Rational(10_000, perEuro)),
        Gen.Int[1_000, 99_999].Select(perThousand => new Rational(perThousand, 1_000_000)));

    /// <summary>Every second one names a tax currency; a third of all documents then say their tax in it.</summary>
    public static Gen<Seller> Accounting(Gen<Seller> sellers, string billed) =>
        from seller in sellers
        from source in Gen.Enum<RateSource>()
        from other in Gen.OneOf("CZK", "EUR", "PLN", "HUF")
        from isNamed in Gen.Bool
        let currency = source == RateSource.Cnb ? "CZK" : other
        select isNamed && currency != billed
            ? seller with { TaxCurrency = currency, ExchangeRates = source }
            : seller;

    /// <summary>As the store finds it: the base of a source is worth 1, and any other currency something.</summary>
    public static Gen<Exchange?> Of(Seller seller, string billed) =>
        from billedValue in AnyValue
        from taxValue in AnyValue
        select seller.TaxCurrency is null
            ? null
            : new Exchange(
                seller, billed, SeriesOf(billed, seller, billedValue), SeriesOf(seller.TaxCurrency, seller, taxValue));

    private static RateSeries SeriesOf(string currency, Seller seller, Rational value) =>
        currency == (seller.ExchangeRates == RateSource.Ecb ? "EUR" : seller.TaxCurrency)
            ? RateSeries.OfBase
            : new(Days, [.. Days.Select(_ => (Rational?)value)]);
}
