namespace Charging.Payments.Tests.Banking;

public class NamedThingsTests
{
    [TestCase("CZ-2026-000001")]
    [TestCase("cz-2026-000001")]
    [TestCase("Faktura č. CZ 2026 000001, děkuji")]
    [TestCase("/INV/CZ/2026/000001/")]
    [TestCase("CZ.2026.000001")]
    public void An_invoice_is_known_however_its_number_is_written(string text) =>
        Assert.That(NamedThings.NumbersIn([text]), Does.Contain("CZ-2026-000001"));

    [Test]
    public void A_number_that_the_bank_has_broken_in_two_is_known() =>
        Assert.That(NamedThings.NumbersIn(["payment for CZ-2026-00", "0001"]), Does.Contain("CZ-2026-000001"));

    [TestCase("CZ-2026-0000011")]
    [TestCase("2026-000001")]
    [TestCase("thank you")]
    public void Another_number_is_not(string text) =>
        Assert.That(NamedThings.NumbersIn([text]), Does.Not.Contain("CZ-2026-000001"));

    [Test]
    public void A_long_text_names_no_more_than_can_be_looked_up()
    {
        var text = string.Join(' ', Enumerable.Range(0, 2_000));

        Assert.That(NamedThings.NumbersIn([text]), Has.Count.LessThan(2_000));
    }
}
