using System.Globalization;
using static Charging.Invoicing.Tests.Exchanging.Bulletin;

namespace Charging.Invoicing.Tests.Exchanging;

public class RateFileTests
{
    [TestCase(Thursday, "cnb", "EUR CZK 2026-11-26 1 24.235, IDR CZK 2026-11-26 1000 1.309, " +
        "JPY CZK 2026-11-26 100 14.512, HUF CZK 2026-11-26 100 6.318, USD CZK 2026-11-26 1 20.871")]
    [TestCase(Friday, "cnb", "EUR CZK 2026-11-27 1 24.310, IDR CZK 2026-11-27 1000 1.301, " +
        "JPY CZK 2026-11-27 100 14.487, HUF CZK 2026-11-27 100 6.301, USD CZK 2026-11-27 1 20.990")]
    [TestCase(Year, "cnb", "EUR CZK 2026-11-26 1 24.235, IDR CZK 2026-11-26 1000 1.309, " +
        "JPY CZK 2026-11-26 100 14.512, EUR CZK 2026-11-27 1 24.310, JPY CZK 2026-11-27 100 14.487, " +
        "HUF CZK 2026-11-27 100 6.301")]
    [TestCase(EcbDay, "ecb",
        "USD EUR 2026-11-27 1 1.0891, JPY EUR 2026-11-27 1 168.23, CZK EUR 2026-11-27 1 24.276")]
    [TestCase(EcbDays, "ecb",
        "USD EUR 2026-11-27 1 1.0891, JPY EUR 2026-11-27 1 168.23, CZK EUR 2026-11-27 1 24.276, " +
        "USD EUR 2026-11-26 1 1.0902, JPY EUR 2026-11-26 1 168.05, CZK EUR 2026-11-26 1 24.251")]
    [TestCase(XmlDay, "ecb", "USD EUR 2026-11-27 1 1.0891, CZK EUR 2026-11-27 1 24.276")]
    [TestCase(Own, "file", "EUR PLN 2026-11-27 1 4.2515, HUF PLN 2026-11-27 100 1.1043")]
    public void Every_form_is_read_to_the_last_digit(string text, string source, string rates)
    {
        foreach (var file in (string[])[text, text.ReplaceLineEndings("\r\n")])
        {
            var read = Read(file);

            Assert.That(read.Faults, Is.Empty);
            Assert.That(Words.Of(read.Source), Is.EqualTo(source));
            Assert.That(string.Join(", ", read.Rates.Select(one => string.Create(CultureInfo.InvariantCulture,
                $"{one.Rate.Currency} {one.Rate.Base} {one.Rate.Day:yyyy-MM-dd} {one.Rate.Units} {one.Rate.Amount}"))),
                Is.EqualTo(rates));
        }
    }

    [TestCase(Thursday, "JPY", "0.14512")]
    [TestCase(Thursday, "IDR", "0.001309")]
    [TestCase(EcbDays, "CZK", "250/6069")]
    [TestCase(Own, "HUF", "0.011043")]
    public void One_of_a_currency_is_worth_exactly_so_much(string text, string currency, string value) =>
        Assert.That($"{Read(text).Rates.First(one => one.Rate.Currency == currency).Rate.Value}", Is.EqualTo(value));

    [TestCase(Friday, "Country|Currency", "Land|Currency", "line 2: its columns are not")]
    [TestCase(Friday, "27 Nov 2026 #229", "Rates of today", "line 1: 'Rates of today' begins no file of rates")]
    [TestCase(Friday, "27 Nov 2026 #229", "31 Nov 2026 #229", "line 1: '31 Nov 2026' is not a date")]
    [TestCase(Friday, "27 Nov 2026 #229", "1 Dec 2026 #229", "line 1: 2026-12-01 is in the future")]
    [TestCase(Friday, "24.310", "0.000", "line 3: '0.000' is no rate of EUR; it is a number above 0")]
    [TestCase(Friday, "24.310", "-24.310", "line 3: '-24.310' is no rate of EUR")]
    [TestCase(Friday, "24.310", "24.3.10", "line 3: '24.3.10' is no rate of EUR")]
    [TestCase(Friday, "24.310", "", "line 3: '' is no rate of EUR")]
    [TestCase(Friday, "24.310", "2e1", "line 3: '2e1' is no rate of EUR")]
    [TestCase(Friday, "|1|EUR", "|0|EUR", "line 3: '0' is not a number of units")]
    [TestCase(Friday, "|1|EUR", "|-1|EUR", "line 3: '-1' is not a number of units")]
    [TestCase(Friday, "|1|EUR", "|3|EUR", "line 3: '3' is not a number of units")]
    [TestCase(Friday, "EMU|euro|1|EUR", "EMU|euro|EUR", "line 3: it has 4 columns, not 5")]
    [TestCase(Friday, "USA|dollar|1|USD|20.990\n", "USA|dollar|1|USD|20.9", "line 8: the file ends within this line")]
    [TestCase(Friday, "USA|dollar|1|USD|20.990\n", "USA|dol", "line 8: it has 2 columns, not 5")]
    [TestCase(Friday, "|USD|", "|EUR|", "line 8: EUR stands in it twice")]
    [TestCase(Friday, "|USD|", "|USB|", "line 8: 'USB' is not an ISO 4217 currency")]
    [TestCase(Friday, "|USD|", "|CZK|", "line 8: CZK is quoted in itself")]
    [TestCase(Year, "100 JPY|1 XDR", "100 JPY|1 EUR", "line 1: EUR stands in it twice")]
    [TestCase(Year, "100 JPY|1 XDR", "100 JPY|XDR", "line 1: 'XDR' is no title such as '100 JPY'")]
    [TestCase(Year, "100 JPY|1 XDR", "100 JPY|1 ABC", "line 1: 'ABC' is not an ISO 4217 currency")]
    [TestCase(Year, "|14,487|", "|", "line 4: it has 3 columns, not 4 as its titles")]
    [TestCase(Year, "27.11.2026|24,310", "26.11.2026|24,310", "line 4: EUR on 2026-11-26 is another than on line 2")]
    [TestCase(EcbDays, "USD,JPY", "USD,USD", "line 1: USD stands in it twice")]
    [TestCase(EcbDays, "USD,JPY", "USD,", "line 2: '168.23' stands in a column that has no title")]
    [TestCase(EcbDays, "USD,JPY", "USD,JPX", "line 1: 'JPX' is not an ISO 4217 currency")]
    [TestCase(EcbDays, "1.0902,", "", "line 3: it has 5 columns, not 6 as its titles")]
    [TestCase(EcbDays, "0.58,\n", "0.5", "line 3: the file ends within this line")]
    [TestCase(EcbDays, "1.0902", "n/a", "line 3: 'n/a' is no rate of USD")]
    [TestCase(EcbDays, "2026-11-26", "2026-11-27", "line 3: USD on 2026-11-27 is another than on line 2")]
    [TestCase(EcbDays, "2026-11-27", "2026-12-01", "line 2: 2026-12-01 is in the future")]
    [TestCase(XmlDay, "</gesmes:Envelope>", "", "this is no XML, or was cut off")]
    [TestCase(XmlDay, "eurofxref", "eurofx", "line 1: its root is Envelope, not the bank's Envelope")]
    [TestCase(XmlDay, "'CZK'", "'USD'", "line 8: USD stands in it twice")]
    [TestCase(XmlDay, "'1.0891'", "'0'", "line 7: '0' is no rate of USD")]
    [TestCase(XmlDay, "'2026-11-27'", "'27.11.2026'", "line 6: '27.11.2026' is not a date")]
    [TestCase(Own, "2026-11-27,100,HUF", "2026-11-27,1,EUR", "line 3: EUR stands in it twice on 2026-11-27")]
    [TestCase(Own, "4.2515,PLN", "4.2515,XXX", "line 2: 'XXX' is not an ISO 4217 currency")]
    [TestCase(Own, "4.2515,PLN", "4.2515", "line 2: it has 4 columns, not 5")]
    public void What_is_wrong_is_refused_with_its_line_and_then_nothing_is_read(
        string text, string right, string wrong, string fault)
    {
        Assert.That(text, Does.Contain(right));

        var read = Read(text.Replace(right, wrong, StringComparison.Ordinal));

        Assert.That(read.Faults, Has.Some.Contains(fault).And.All.StartsWith("rates.txt, line "));
        Assert.That(read.Rates, Is.Empty);
    }

    [TestCase("")]
    [TestCase("27 Nov 2026 #229\nCountry|Currency|Amount|Code|Rate\n")]
    [TestCase("date,units,currency,rate,in\n")]
    public void A_file_without_a_rate_is_a_mistake(string text) => Assert.That(Read(text).Faults, Has.Count.EqualTo(1));

    [Test]
    public void The_same_day_twice_is_read_once()
    {
        var line = Year.Split('\n')[1];

        Assert.That(Read(Year.Replace(line, $"{line}\n{line}")).Rates, Has.Count.EqualTo(Read(Year).Rates.Count));
    }

    [Test]
    public void A_list_of_one_day_that_lacks_a_currency_may_be_cut_off()
    {
        IReadOnlyList<(DateOnly, string)> before = [.. Read(Thursday).Rates.Select(x => (x.Rate.Day, x.Rate.Currency))];
        var cut = Read(Friday.Replace("USA|dollar|1|USD|20.990\n", ""));

        Assert.That(
            cut.CutOff(before), Does.StartWith("rates.txt has no USD, of which cnb published a rate for 2026-11-26"));
        Assert.That(Read(Friday).CutOff(before), Is.Null);
        Assert.That(cut.CutOff([]), Is.Null, "the first list that there is");
        Assert.That(Read(Own).CutOff(before), Is.Null, "in a table of one's own there is what one needs");
    }
}
