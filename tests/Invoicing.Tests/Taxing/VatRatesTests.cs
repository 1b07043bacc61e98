using Charging.Documents.Parties;

namespace Charging.Invoicing.Tests.Taxing;

public class VatRatesTests
{
    private const string Good = """
        - country: CZ
          standard: [{ from: 2013-01-01, percent: 21 }]
          reduced:
            - { from: 2015-01-01, percent: 15 }
            - { from: 2024-01-01, percent: 12 }
          secondReduced: [{ from: 2015-01-01, percent: 10, until: 2023-12-31 }]
        """;

    private string file = "";

    [SetUp]
    public void A_file() => file = Path.GetTempFileName();

    [TearDown]
    public void Gone() => File.Delete(file);

    [Test]
    public void Every_member_state_has_a_standard_rate_every_day_from_2024_on()
    {
        var letters = Enumerable.Range('A', 26).Select(letter => (char)letter).ToList();
        var states = letters.SelectMany(a => letters.Select(b => $"{a}{b}")).Where(VatId.IsMemberState).ToList();
        var first = new DateOnly(2024, 1, 1);

        Assert.That(states, Has.Count.EqualTo(27));
        foreach (var (state, day) in states.SelectMany(state => Enumerable.Range(0, 1096), (state, i) => (state, i)))
            Assert.That(Sample.Rates.On(first.AddDays(day), state, VatRateKind.Standard).Percent, Is.InRange(15, 27));
    }

    [TestCase("EE", "2025-06-30", 22, "2025-07-01", 24)]
    [TestCase("SK", "2024-12-31", 20, "2025-01-01", 23)]
    [TestCase("FI", "2024-08-31", 24, "2024-09-01", 25.5)]
    [TestCase("RO", "2025-07-31", 19, "2025-08-01", 21)]
    public void A_rate_changes_from_one_day_to_the_next(
        string country, string day, decimal old, string next, decimal now)
    {
        var days = (string[])[day, next];

        Assert.That(
            days.Select(on => Sample.Rates.On(DateOnly.Parse(on, null), country, VatRateKind.Standard).Percent),
            Is.EqualTo((decimal[])[old, now]));
    }

    [TestCase("2014-12-31", "reduced", null)]
    [TestCase("2015-01-01", "reduced", 15)]
    [TestCase("2023-12-31", "reduced", 15)]
    [TestCase("2024-01-01", "reduced", 12)]
    [TestCase("2023-12-31", "secondReduced", 10)]
    [TestCase("2024-01-01", "secondReduced", null)]
    [TestCase("2024-01-01", "thirdReduced", null)]
    public void A_rate_counts_from_its_first_day_to_its_last(string day, string kind, decimal? percent)
    {
        var on = DateOnly.Parse(day, null);
        var rates = Open(Good);

        if (percent is not null)
            Assert.That(rates.On(on, "CZ", Words.Read<VatRateKind>(kind)).Percent, Is.EqualTo(percent));
        else
            Assert.That(() => rates.On(on, "CZ", Words.Read<VatRateKind>(kind)), Throws.InvalidOperationException
                .With.Message.Contains($"No {kind} rate of VAT in CZ on {day}").And.Message.Contains("Tax__Rates"));
    }

    [TestCase("country: CZ", "country: Czechia", "entry 1 (Czechia): country: 'Czechia' is not two capital letters")]
    [TestCase("  standard: [{ from: 2013-01-01, percent: 21 }]\n", "", "entry 1 (CZ): standard: missing")]
    [TestCase("percent: 21", "percent: 0", "standard[0]: percent: '0' is not a rate above 0")]
    [TestCase("percent: 21", "percent: 121", "standard[0]: percent: '121' is not a rate")]
    [TestCase(", percent: 21", "", "standard[0]: percent: missing")]
    [TestCase("2013-01-01", "1.1.2013", "standard[0]: from: '1.1.2013' is not a date")]
    [TestCase("from: 2013-01-01, ", "", "standard[0]: from: missing")]
    [TestCase("until: 2023-12-31", "until: 2014-12-31", "secondReduced[0]: until: before the first day")]
    [TestCase("until", "to", "secondReduced[0]: to: unknown")]
    [TestCase("2024-01-01", "2015-01-01", "CZ has two reduced rates on the same day")]
    [TestCase("reduced:", "lower:", "lower: unknown; known are country, standard, reduced")]
    public void What_is_wrong_is_named_with_country_and_field(string good, string bad, string fault) =>
        Assert.That(() => Open(Good.Replace(good, bad)), Throws.InvalidOperationException.With.Message.Contains(fault));

    [Test]
    public void A_country_stands_in_it_once() =>
        Assert.That(() => Open($"{Good}\n{Good}"),
            Throws.InvalidOperationException.With.Message.Contains("CZ has two standard rates on the same day"));

    [Test]
    public void A_worker_does_not_start_with_rates_that_it_cannot_read()
    {
        File.WriteAllText(file, "- country: CZ");

        Assert.That(FaultsOf(file), Has.One.Contains("Tax__Rates: ").And.One.Contains("standard: missing"));
        Assert.That(FaultsOf($"{file}.not-there"), Has.One.StartsWith("Tax__Rates: ").And.One.Contains("not-there"));
        Assert.That(FaultsOf(null), Is.Empty);
    }

    private static IEnumerable<string?> FaultsOf(string? path)
    {
        var options = new TaxOptions { Rates = path };
        return options.Validate(new(options)).Select(fault => fault.ErrorMessage);
    }

    private VatRates Open(string text)
    {
        File.WriteAllText(file, text);
        return VatRates.Open(file);
    }
}
