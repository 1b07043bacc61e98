using CsCheck;

namespace Charging.Invoicing.Tests.Numbering;

public class SeriesPatternTests
{
    private static readonly Gen<string> AnyText = Gen.String[Gen.Char["AZaz09./_-"], 0, 4];

    private static readonly Gen<string> AnyNumber =
        Gen.Int[1, 12].Select(digits => $"{{number:{new string('0', digits)}}}");

    private static readonly Gen<string> AnyPattern = Gen.Select(
        Gen.Shuffle((string[])["{entity}", "{year}", "{number}"]), AnyNumber, AnyText, AnyText, AnyText,
        (parts, number, a, b, c) => $"{parts[0]}{a}{parts[1]}{b}{parts[2]}{c}".Replace("{number}", number));

    [TestCase("{entity}-{year}-{number:000000}", "CZ-2026", "CZ-2026-000007")]
    [TestCase("{year}/{number:0000}/{entity}", "2026/####/CZ", "2026/0007/CZ")]
    [TestCase("{entity}{year}{number:00000}", "CZ2026#####", "CZ202600007")]
    [TestCase("FA-{number}", "FA-#", "FA-7")]
    [TestCase("{number:000000}", "######", "000007")]
    [TestCase("{entity}-{year}-C{number:000000}", "CZ-2026-C######", "CZ-2026-C000007")]
    public void A_number_is_written_by_its_pattern(string pattern, string series, string number)
    {
        var counter = SeriesPattern.SeriesOf(pattern, "CZ", new DateOnly(2026, 11, 20));

        Assert.That(SeriesPattern.FaultIn(pattern), Is.Null);
        Assert.That((counter, new InvoiceNumber(counter, 7).ToString()), Is.EqualTo((series, number)));
    }

    [Test]
    public void Whatever_a_pattern_writes_is_read_back() =>
        Gen.Select(AnyPattern, Gen.Long[1, 1_000_000]).Sample((pattern, count) =>
        {
            var number = new InvoiceNumber(SeriesPattern.SeriesOf(pattern, "CZ1", new DateOnly(2026, 1, 1)), count);

            Assert.That(SeriesPattern.FaultIn(pattern), Is.Null, pattern);
            Assert.That(InvoiceNumber.ReadingsOf(number.ToString()), Does.Contain(number), pattern);
        });

    [TestCase("2026-12-31", "CZ-2026")]
    [TestCase("2027-01-01", "CZ-2027")]
    public void A_new_year_is_a_new_series(string issueDate, string series) =>
        Assert.That(Sample.Seller.SeriesOn(DateOnly.Parse(issueDate, null)), Is.EqualTo(series));

    [TestCase("{entity}-{year}", "write {number:000000} once")]
    [TestCase("{number}-{number:00}", "write {number:000000} once")]
    [TestCase("{number:12}", "write {number:000000} once")]
    [TestCase("{Year}-{number}", "'{Year}-' stands around")]
    [TestCase("{number}#", "'#' stands around")]
    [TestCase("číslo {number}", "'číslo ' stands around")]
    public void A_pattern_that_cannot_number_is_refused(string pattern, string fault) =>
        Assert.That(SeriesPattern.FaultIn(pattern), Does.Contain(fault));

    [Test]
    public void A_pattern_has_an_end() =>
        Assert.That(SeriesPattern.FaultIn($"{{number}}{new string('x', 60)}"), Does.Contain("more than 60"));
}
