using Charging.TestBed;
using Microsoft.Extensions.Time.Testing;
using static Charging.Invoicing.Tests.Exchanging.Bulletin;

namespace Charging.Invoicing.Tests.Exchanging;

/// <summary>Rates as they are stored, when another import has kept some since the file was judged.</summary>
[Category("bed")]
public class ExchangeRatesTests
{
    private Database database = null!;
    private ExchangeRates exchanges = null!;

    [SetUp]
    public async Task A_day_that_another_import_has_just_kept()
    {
        database = await Database.Create(typeof(Invoices).Assembly);
        exchanges = new(database.Source, new FakeTimeProvider(Now));
        await exchanges.Keep(Kept(Friday), "first.txt", default);
    }

    [TearDown]
    public Task Gone() => database.DisposeAsync().AsTask();

    [Test]
    public async Task Another_rate_of_the_same_day_is_refused_and_nothing_of_its_file_is_kept()
    {
        var other = Kept(Friday.Replace("24.310", "24.311"), Monday);

        Assert.That(
            () => exchanges.Keep(other, "second.txt", default),
            Throws.InvalidOperationException.With.Message.StartsWith("second.txt: ").And.Message.Contains("again"));

        Assert.That(await Rates("2026-11-27"), Is.EqualTo(5));
        Assert.That(await Rates("2026-11-30"), Is.Zero);
        Assert.That(await Euro(), Is.EqualTo("24.310 false"));
    }

    [Test]
    public async Task The_same_rates_twice_are_no_fault_even_where_they_would_be_set_aside()
    {
        await exchanges.Keep([.. Kept(Friday).Select(one => one with { IsSetAside = true })], "second.txt", default);

        Assert.That((await Rates("2026-11-27"), await Euro()), Is.EqualTo((5, "24.310 false")));
    }

    private Task<int> Rates(string day) =>
        database.Value<int>($"select count(*) from invoicing.exchange_rates where day = '{day}'");

    private Task<string> Euro() => database.Value<string>(
        "select amount || ' ' || is_set_aside from invoicing.exchange_rates " +
        "where currency = 'EUR' and day = '2026-11-27'");
}
