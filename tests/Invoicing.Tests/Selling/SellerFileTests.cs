using Charging.TestBed;

namespace Charging.Invoicing.Tests.Selling;

public class SellerFileTests
{
    private const string Good = """
        - code: CZ
          party:
            { name: Bridge s.r.o., street: Dlouhá 1, city: Praha, postalCode: 01100, country: CZ, vatId: CZ12345679,
              contact: { phone: "+420222333444", email: invoices@bridge.example },
              endpoint: { scheme: 9929, id: CZ12345679 } }
          currency: CZK
          language: cs
          timeZone: Europe/Prague
          series: "{year}/{number:0000}/{entity}"
          iban: CZ65 0800 0000 1920 0014 5399
          oss: true
          electronicServices: false
          rates: { message: reduced }
        """;

    [Test]
    public void A_seller_is_read_whole()
    {
        var seller = Read(Good).Sellers.Single();

        Assert.Multiple(() =>
        {
            Assert.That((seller.Code, seller.Currency, seller.Language, seller.TimeZone),
                Is.EqualTo(("CZ", "CZK", "cs", "Europe/Prague")));
            Assert.That(seller.Party, Is.EqualTo(new Party
            {
                Name = "Bridge s.r.o.",
                Street = "Dlouhá 1",
                City = "Praha",
                PostalCode = "01100",
                Country = "CZ",
                VatId = "CZ12345679",
                Contact = new() { Phone = "+420222333444", Email = "invoices@bridge.example" },
                Endpoint = new() { Scheme = "9929", Id = "CZ12345679" },
            }));
            Assert.That((seller.Series, seller.CreditSeries),
                Is.EqualTo(("{year}/{number:0000}/{entity}", SeriesPattern.OfCreditNotes)));
            Assert.That(seller.Iban, Is.EqualTo("CZ6508000000192000145399"));
            Assert.That((seller.Oss, seller.ElectronicServices, seller.RateOf(Service.Message)),
                Is.EqualTo((true, false, VatRateKind.Reduced)));
        });
    }

    [TestCase("code: CZ", "code: cz", "sellers.yaml, entry 1 (cz): code: use 1 to 20 capital letters and digits.")]
    [TestCase("name: Bridge s.r.o., ", "", "entry 1 (CZ): party: name: missing.")]
    [TestCase("country: CZ", "country: Czechia", "party: country: 'Czechia' is no country")]
    [TestCase("CZ12345679", "CZ12345678", "party: vatId: the VAT id 'CZ12345678' has a wrong check digit")]
    [TestCase("currency: CZK", "currency: Kč", "currency: 'Kč' is not an ISO 4217 currency")]
    [TestCase("language: cs", "language: Czech", "language: 'Czech' is not ISO 639-1")]
    [TestCase("timeZone: Europe/Prague", "timeZone: Prague", "timeZone: 'Prague' is not an IANA time zone")]
    [TestCase("/{number:0000}", "", "series: write {number:000000} once")]
    [TestCase("5399", "5398", "iban: 'CZ6508000000192000145398' has wrong check digits")]
    [TestCase("oss: true", "creditorId: CZ72ZZZ10002", "creditorId: 'CZ72ZZZ10002' has wrong check digits")]
    [TestCase("oss: true", "creditorId: CZ73ZZZ1000", "creditorId: 'CZ73ZZZ1000' has 11 characters; one of CZ has 12")]
    [TestCase("oss: true", "creditorId: XX73ZZZ10002", "creditorId: 'XX73ZZZ10002' begins with 'XX', which is no")]
    [TestCase("oss: true", "prenotificationDays: 5", "prenotificationDays: only who has a creditorId tells")]
    [TestCase("oss: true", "creditorId: CZ73ZZZ10002\n  prenotificationDays: 61", "'61' is not a number of days")]
    [TestCase("oss: true", "creditorId: CZ73ZZZ10002\n  prenotificationDays: -1", "'-1' is not a number of days")]
    [TestCase("invoices@bridge.example", "nobody", "party: contact: email: 'nobody' is no address")]
    [TestCase("scheme: 9929", "scheme: CZ", "party: endpoint: scheme: the scheme 'CZ' is not one of the list EAS")]
    [TestCase("scheme: 9929, id: CZ12345679", "scheme: '0192', id: 974760674", "of scheme 0192 is not a Norwegian")]
    [TestCase(", id: CZ12345679 }", " }", "party: endpoint: id: missing.")]
    [TestCase("oss: true", "oss: maybe", "oss: 'maybe' is not true or false.")]
    [TestCase("message: reduced", "message: low", "rates: message: 'low' is not a kind of rate; use standard, reduced")]
    [TestCase("message: reduced", "fax: reduced", "rates: fax: unknown; known are conference, voice, message, data")]
    [TestCase("language: cs", "languages: cs", "languages: unknown; known are code, party, currency")]
    [TestCase("iban: CZ65", "iban: [CZ65]\n  x: CZ65", "iban: this is a list or a mapping")]
    [TestCase("  language: cs\n", "", "language: missing.")]
    [TestCase("currency: CZK", "currency: CZK\n  currency: EUR", "sellers.yaml, line")]
    [TestCase("- code: CZ", "code: CZ", "sellers.yaml")]
    public void What_is_wrong_is_named_with_file_entry_and_field(string good, string bad, string fault)
    {
        var read = Read(Good.Replace(good, bad, StringComparison.Ordinal));

        Assert.That(read.Faults, Has.Some.Contains(fault));
        Assert.That(read.Sellers, Is.Empty);
    }

    [Test]
    public void A_creditor_of_SEPA_tells_of_debits_fourteen_days_before_unless_he_says_otherwise()
    {
        var creditor = $"{Good}\n  creditorId: CZ73 ZZZ 10002";

        Assert.That((Read(Good).Sellers[0].CreditorId, Read(creditor).Sellers[0].CreditorId),
            Is.EqualTo(((string?)null, "CZ73ZZZ10002")));
        Assert.That(Read(creditor).Sellers[0].PrenotificationDays, Is.EqualTo(14));
        Assert.That(Read($"{creditor}\n  prenotificationDays: 0").Sellers[0].PrenotificationDays, Is.Zero);
    }

    [Test]
    public void All_faults_are_told_at_once() =>
        Assert.That(
            Read(Good.Replace("CZK", "XXY") + "\n" + Good.Replace("code: CZ", "code: a").Replace("5399", "1")).Faults,
            Has.Count.EqualTo(3).And.One.Contains("entry 1 (CZ): currency").And.One.Contains("entry 2 (a): code")
                .And.One.Contains("entry 2 (a): iban"));

    [Test]
    public void A_seller_stands_in_it_once() =>
        Assert.That(Read($"{Good}\n{Good}").Faults, Has.One.Contains("seller 'CZ' stands in it 2 times"));

    [Test]
    public void Two_sellers_never_count_in_one_series()
    {
        var shared = Good.Replace("/{entity}", "");
        var other = shared.Replace("code: CZ", "code: AT");
        const string fault = "series of CZ and series of AT could write the same number, as 2026/0001 and";

        Assert.That(Read($"{shared}\n{other}").Faults, Has.One.Contains(fault));
        Assert.That(SellerFile.Read("sellers.yaml", shared, Read(other).Sellers).Faults, Has.One.Contains(fault));
        Assert.That(SellerFile.Read("sellers.yaml", Good, Read(Good).Sellers).Faults, Is.Empty, "it replaces itself");
    }

    [Test]
    public void Invoices_and_credit_notes_never_count_in_one_series() =>
        Assert.That(Read($"{Good}\n  creditSeries: \"{{year}}/{{number:0000}}/{{entity}}\"").Faults,
            Has.One.Contains("series of CZ and creditSeries of CZ"));

    [TestCase("")]
    [TestCase("[]")]
    public void An_empty_file_is_a_mistake(string text) => Assert.That(Read(text).Faults, Has.Count.EqualTo(1));

    [Test]
    public void The_samples_are_right()
    {
        var folder = Path.Combine(Bed.Root, "deploy", "samples");
        var sellers = Read(File.ReadAllText(Path.Combine(folder, "sellers.yaml"))).Sellers;
        var named = File.ReadLines(Path.Combine(folder, "customers.yaml"))
            .Where(line => line.Contains("invoiceSeries:")).Select(line => line.Split(':')[1].Trim()).Distinct();

        Assert.That(named, Is.EquivalentTo(sellers.Select(seller => seller.Code)));
    }

    private static SellerFile Read(string text) => SellerFile.Read("sellers.yaml", text, []);
}
