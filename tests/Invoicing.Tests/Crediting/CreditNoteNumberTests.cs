namespace Charging.Invoicing.Tests.Crediting;

public class CreditNoteNumberTests
{
    [TestCase("CZ-2026-C", 1, "CZ-2026-C000001")]
    [TestCase("CZ-2026-C", 1_000_000, "CZ-2026-C1000000")]
    [TestCase("A-C-2026-C", 42, "A-C-2026-C000042")]
    public void A_number_is_read_as_it_is_written_and_is_no_invoices(string series, long number, string text)
    {
        var read = CreditNoteNumber.TryParse(text, out var parsed);

        Assert.That(new CreditNoteNumber(series, number).ToString(), Is.EqualTo(text));
        Assert.That((read, parsed), Is.EqualTo((true, new CreditNoteNumber(series, number))));
        Assert.That(InvoiceNumber.TryParse(text, out _), Is.False);
    }

    [TestCase("")]
    [TestCase("-C000001")]
    [TestCase("CZ-2026-000001")]
    [TestCase("CZ-2026-C1")]
    [TestCase("CZ-2026-C")]
    [TestCase("CZ-2026-C00000x")]
    public void Anything_else_is_not_a_number(string text) =>
        Assert.That(CreditNoteNumber.TryParse(text, out _), Is.False);
}
