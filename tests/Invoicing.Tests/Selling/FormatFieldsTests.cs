namespace Charging.Invoicing.Tests.Selling;

public class FormatFieldsTests
{
    private const string Good = """
        - code: EU
          party:
            { name: Bridge s.r.o., street: Dlouhá 1, city: Praha, postalCode: 01100, country: CZ, vatId: CZ12345679,
              contact: { name: Invoices, phone: "+420222333444", email: invoices@bridge.example },
              endpoint: { scheme: 9929, id: CZ12345679 } }
          currency: CZK
          language: cs
          timeZone: Europe/Prague
          iban: CZ65 0800 0000 1920 0014 5399

        """;

    [Test]
    public void A_seller_names_the_formats_of_documents_or_leaves_them_as_they_were()
    {
        Assert.That(Read("").Sellers.Single().Formats, Is.Null);
        Assert.That(
            Read("  formats: [xrechnung, isdoc, facturx]").Sellers.Single().Formats,
            Is.EqualTo((DocumentFormat[])[DocumentFormat.XRechnung, DocumentFormat.Isdoc, DocumentFormat.FacturX]));
    }

    [TestCase("formats: [ubl, zugferd]", "formats: 'zugferd' is no format; use some of ubl, isdoc, facturx")]
    [TestCase("formats: [UBL]", "formats: 'UBL' is no format")]
    [TestCase("formats: ubl", "formats: this must be a list")]
    [TestCase("formats: [[ubl]]", "formats: each item must be one value.")]
    [TestCase("formats: []", "formats: it is empty; name some of ubl, isdoc, facturx, xrechnung, or leave it out.")]
    [TestCase("formats: [isdoc, isdoc]", "formats: isdoc stands in it 2 times; keep one.")]
    [TestCase("formats: [ubl, xrechnung]", "formats: xrechnung is UBL too, by Germany's rules, and a mail carries one")]
    public void What_is_no_choice_is_named_with_file_entry_and_field(string line, string fault)
    {
        var read = Read($"  {line}");

        Assert.That(read.Faults, Has.One.StartsWith($"sellers.yaml, entry 1 (EU): {fault}"));
        Assert.That(read.Sellers, Is.Empty);
    }

    [TestCase("name: Invoices, ", "", "party.contact.name: missing (BT-41, BR-DE-5); add it, or leave xrechnung out.")]
    [TestCase("+420222333444", "none", "party.contact.phone: 'none' has fewer than three digits (BT-42, BR-DE-27)")]
    [TestCase("endpoint: { scheme: 9929, id: CZ12345679 }", "", "party.endpoint: missing (BT-34, PEPPOL-EN16931-R020)")]
    [TestCase("  iban: CZ65 0800 0000 1920 0014 5399\n", "", "iban: missing (BG-17, BR-DE-1)")]
    public void A_seller_who_lacks_what_XRechnung_asks_for_is_told_so(string good, string bad, string fault)
    {
        var text = Good.Replace(good, bad, StringComparison.Ordinal);

        Assert.That(
            SellerFile.Read("sellers.yaml", $"{text}  formats: [xrechnung]", []).Faults,
            Has.One.StartsWith("sellers.yaml, entry 1 (EU): formats: xrechnung cannot be written: ").And
                .Contains(fault));
        Assert.That(SellerFile.Read("sellers.yaml", $"{text}  formats: [ubl, facturx]", []).Faults, Is.Empty);
    }

    private static SellerFile Read(string line) => SellerFile.Read("sellers.yaml", Good + line, []);
}
