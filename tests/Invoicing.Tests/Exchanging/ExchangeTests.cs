using static Charging.Invoicing.Tests.Exchanging.Bulletin;

namespace Charging.Invoicing.Tests.Exchanging;

/// <summary>Thursday, Friday and Monday have rates, the weekend between them has none.</summary>
public class ExchangeTests
{
    private static readonly Seller Czech = Sample.Seller with { TaxCurrency = "CZK", ExchangeRates = RateSource.Cnb };

    private static readonly IReadOnlyList<KeptRate> Days = Kept(Thursday, Friday, Monday);

    [TestCase("2026-11-25", null)]
    [TestCase("2026-11-26", "24.235 of 2026-11-26")]
    [TestCase("2026-11-27", "24.31 of 2026-11-27")]
    [TestCase("2026-11-28", "24.31 of 2026-11-27")]
    [TestCase("2026-11-29", "24.31 of 2026-11-27")]
    [TestCase("2026-11-30", "24.185 of 2026-11-30")]
    [TestCase("2026-12-07", "24.185 of 2026-11-30")]
    [TestCase("2026-12-08", null)]
    public void By_the_tax_point_the_last_rate_on_it_or_before_it_holds_for_seven_days(string day, string? rate) =>
        Assert.That(RateOn(Czech, "EUR", day), Is.EqualTo(rate));

    [TestCase("2026-11-26", null)]
    [TestCase("2026-11-27", "24.235 of 2026-11-26")]
    [TestCase("2026-11-28", "24.31 of 2026-11-27")]
    [TestCase("2026-11-30", "24.31 of 2026-11-27")]
    [TestCase("2026-12-01", "24.185 of 2026-11-30")]
    [TestCase("2026-12-07", "24.185 of 2026-11-30")]
    [TestCase("2026-12-08", null)]
    public void By_the_day_before_the_last_rate_before_the_tax_point_holds(string day, string? rate) =>
        Assert.That(RateOn(Czech with { RateOfDayBefore = true }, "EUR", day), Is.EqualTo(rate));

    [TestCase("JPY", "0.14487 of 2026-11-27")]
    [TestCase("HUF", "0.06301 of 2026-11-27")]
    [TestCase("IDR", "0.001301 of 2026-11-27")]
    [TestCase("PLN", null)]
    public void A_rate_of_many_units_is_of_one(string currency, string? rate) =>
        Assert.That(RateOn(Czech, currency, "2026-11-28"), Is.EqualTo(rate));

    [Test]
    public void What_is_set_aside_is_no_rate_and_neither_is_the_one_before_it()
    {
        KeptRate Aside(KeptRate one) => one with { IsSetAside = one.Rate.Day == new DateOnly(2026, 11, 30) };
        var exchange = new Exchange(Czech, "EUR", Series(Days.Select(Aside), "EUR"), RateSeries.OfBase);

        Assert.That(exchange.On(new(2026, 11, 30)), Is.Null);
        Assert.That(exchange.On(new(2026, 11, 29))?.Day, Is.EqualTo(new DateOnly(2026, 11, 27)));
    }

    [TestCase("USD", "CZK", "242760/10891 of 2026-11-27")]
    [TestCase("EUR", "CZK", "24.276 of 2026-11-27")]
    [TestCase("CZK", "EUR", "250/6069 of 2026-11-27")]
    [TestCase("JPY", "USD", "10891/1682300 of 2026-11-27")]
    public void Per_euro_a_rate_is_the_exact_quotient_of_two(string from, string into, string rate)
    {
        var kept = Kept(EcbDays);
        var seller = Czech with { TaxCurrency = into, ExchangeRates = RateSource.Ecb };
        RateSeries SeriesOf(string currency) => currency == "EUR" ? RateSeries.OfBase : Series(kept, currency);
        var found = new Exchange(seller, from, SeriesOf(from), SeriesOf(into)).On(new(2026, 11, 28));

        Assert.That($"{found?.Rate} of {found?.Day:yyyy-MM-dd}", Is.EqualTo(rate));
    }

    [Test]
    public void Two_currencies_are_taken_from_one_day()
    {
        var kept = Kept(EcbDays.Replace("168.23", "N/A"));
        var seller = Czech with { ExchangeRates = RateSource.Ecb };
        var exchange = new Exchange(seller, "JPY", Series(kept, "JPY"), Series(kept, "CZK"));

        var found = exchange.On(new(2026, 11, 27))!;

        Assert.That((found.Day, found.Rate), Is.EqualTo((new DateOnly(2026, 11, 26), (Rational)24.251m / 168.05m)));
    }

    [Test]
    public void Without_any_rate_there_is_none() =>
        Assert.That(new Exchange(Czech, "EUR", RateSeries.None, RateSeries.OfBase).On(new(2026, 11, 27)), Is.Null);

    private static string? RateOn(Seller seller, string currency, string day)
    {
        var exchange = new Exchange(seller, currency, Series(Days, currency), RateSeries.OfBase);
        return exchange.On(DateOnly.Parse(day, null)) is { } rate ? $"{rate.Rate} of {rate.Day:yyyy-MM-dd}" : null;
    }
}
