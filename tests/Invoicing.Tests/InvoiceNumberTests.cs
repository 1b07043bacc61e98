namespace Charging.Invoicing.Tests;

public class InvoiceNumberTests
{
    [TestCase("CZ-2026", 1, "CZ-2026-000001")]
    [TestCase("CZ-2026", 999_999, "CZ-2026-999999")]
    [TestCase("CZ-2026", 1_000_000, "CZ-2026-1000000")]
    [TestCase("A-B-2026", 42, "A-B-2026-000042")]
    public void A_number_is_read_as_it_is_written(string series, long number, string text)
    {
        var read = InvoiceNumber.TryParse(text, out var parsed);

        Assert.That(new InvoiceNumber(series, number).ToString(), Is.EqualTo(text));
        Assert.That((read, parsed), Is.EqualTo((true, new InvoiceNumber(series, number))));
    }

    [TestCase("")]
    [TestCase("-000001")]
    [TestCase("CZ-2026-1")]
    [TestCase("CZ-2026-00000x")]
    [TestCase("000001")]
    [TestCase("CZ-2026-")]
    public void Anything_else_is_not_a_number(string text) =>
        Assert.That(InvoiceNumber.TryParse(text, out _), Is.False);
}
