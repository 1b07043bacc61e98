namespace Charging.Invoicing.Tests;

public class InvoiceNumberTests
{
    [TestCase("CZ-2026", 1, "CZ-2026-000001")]
    [TestCase("CZ-2026", 999_999, "CZ-2026-999999")]
    [TestCase("CZ-2026", 1_000_000, "CZ-2026-1000000")]
    [TestCase("A-B-2026", 42, "A-B-2026-000042")]
    [TestCase("2026/####/CZ", 7, "2026/0007/CZ")]
    [TestCase("2026/####/CZ", 12_345, "2026/12345/CZ")]
    [TestCase("2026#####", 123, "202600123")]
    [TestCase("CZ-2026-C######", 1, "CZ-2026-C000001")]
    [TestCase("#", 9, "9")]
    public void A_number_is_read_as_it_is_written(string series, long number, string text)
    {
        Assert.That(new InvoiceNumber(series, number).ToString(), Is.EqualTo(text));
        Assert.That(InvoiceNumber.ReadingsOf(text), Does.Contain(new InvoiceNumber(series, number)));
    }

    [TestCase("CZ-2026-000001")]
    [TestCase("2026/12345/CZ")]
    [TestCase("100")]
    public void Every_reading_of_a_text_is_written_as_that_text(string text) =>
        Assert.That(InvoiceNumber.ReadingsOf(text).Select(reading => reading.ToString()), Has.All.EqualTo(text));

    [TestCase("CZ-2026", "CZ-2026")]
    [TestCase("A#", "A1#")]
    [TestCase("A2026####", "A##")]
    [TestCase("#/CZ", "##7/CZ")]
    [TestCase("F-1####2", "F-##")]
    public void Two_series_that_differ_by_digits_could_write_the_same_number(string one, string other) =>
        Assert.That(
            (InvoiceNumber.MayMeet(one, other), InvoiceNumber.MayMeet(other, one)), Is.EqualTo((true, true)));

    [TestCase("CZ-2026", "CZ-2027")]
    [TestCase("CZ-2026", "CZ-2026-C######")]
    [TestCase("2026/####/CZ", "2026/####/AT")]
    [TestCase("####/CZ", "A####/CZ")]
    public void Two_series_that_differ_by_more_never_do(string one, string other) =>
        Assert.That(
            (InvoiceNumber.MayMeet(one, other), InvoiceNumber.MayMeet(other, one)), Is.EqualTo((false, false)));

    [TestCase("")]
    [TestCase("CZ-")]
    [TestCase("000000")]
    [TestCase("CZ-######")]
    [TestCase("CZ-2026-######")]
    public void What_has_nothing_that_counts_is_not_a_number(string text) =>
        Assert.That(InvoiceNumber.ReadingsOf(text), Is.Empty);

    [Test]
    public void A_text_of_any_length_is_not_a_number() =>
        Assert.That(InvoiceNumber.ReadingsOf(new string('1', 5000)), Is.Empty);
}
