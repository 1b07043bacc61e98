using Charging.Documents.Parties;

namespace Charging.Documents.Tests.Parties;

/// <summary>What a format cannot say is named before there is a document, by the field that lacks it.</summary>
public class FormatRulesTests
{
    private const DocumentFormat Ubl = DocumentFormat.Ubl;
    private const DocumentFormat Isdoc = DocumentFormat.Isdoc;
    private const DocumentFormat FacturX = DocumentFormat.FacturX;
    private const DocumentFormat XRechnung = DocumentFormat.XRechnung;

    private static readonly Party Office = new()
    {
        Name = "Bridge s.r.o.",
        Street = "Dlouhá 1",
        City = "Praha",
        PostalCode = "11000",
        Country = "CZ",
        VatId = "CZ12345679",
        Endpoint = new() { Scheme = "9929", Id = "CZ12345679" },
        Contact = new() { Name = "Invoices", Phone = "+420 222", Email = "invoices@bridge.example" },
    };

    private static readonly IssuingSeller Seller =
        new("EU", Office, "CZK", Iban: "CZ6508000000192000145399", TaxCurrency: "CZK", Formats: null);

    private static readonly BillingProfile City = new()
    {
        Party = Office with
        {
            Name = "Stadt Bremen",
            City = "Bremen",
            PostalCode = "28195",
            Country = "DE",
            VatId = null,
            Endpoint = new() { Scheme = "0204", Id = "04011000-12345-03" },
        },
        Language = "en",
        Currency = "EUR",
        InvoiceSeries = "EU",
        BuyerReference = "04011000-12345-03",
        Formats = [XRechnung],
    };

    private static IEnumerable<TestCaseData> OfSellers()
    {
        yield return Lacks(Office with { Contact = null }, "party.contact.name: missing (BT-41, BR-DE-5)");
        yield return Lacks(Office with { Contact = null }, "party.contact.phone: missing (BT-42, BR-DE-6)");
        yield return Lacks(Office with { Contact = null }, "party.contact.email: missing (BT-43, BR-DE-7)");
        yield return Lacks(
            Office with { Contact = Office.Contact! with { Phone = "12" } }, "'12' has fewer than three digits (BT-42");
        yield return Lacks(
            Office with { Contact = Office.Contact! with { Email = "a@b@c.example" } }, "is no address such as desk@");
        yield return Lacks(Office with { Endpoint = null }, "party.endpoint: missing (BT-34, PEPPOL-EN16931-R020)");
        yield return Lacks(Office with { City = " " }, "party.city: missing (BT-37, BR-DE-3)");
        yield return Lacks(Office with { PostalCode = "" }, "party.postalCode: missing (BT-38, BR-DE-4)");
    }

    [TestCaseSource(nameof(OfSellers))]
    public void What_XRechnung_asks_of_a_seller_is_named_whoever_chose_it(Party party, string fault)
    {
        var poor = Seller with { Party = party };

        Assert.That(FormatRules.FaultsIn(poor with { Formats = [XRechnung] }),
            Has.Some.StartsWith("formats: xrechnung cannot be written: ").And.Contains(fault));
        Assert.That(FormatRules.FaultsBetween(poor, City), Has.Some.StartsWith("seller EU: ").And.Contains(fault));
        Assert.That(FormatRules.FaultsIn(poor), Is.Empty, "nobody chose it");
        Assert.That(FormatRules.FaultsBetween(poor, City with { Formats = [Ubl, FacturX] }), Is.Empty);
    }

    [Test]
    public void A_seller_without_an_account_cannot_say_where_to_pay() => Assert.That(
        FormatRules.FaultsBetween(Seller with { Iban = null }, City),
        Has.One.Contains("iban: missing (BG-17, BR-DE-1)"));

    private static IEnumerable<TestCaseData> OfBuyers()
    {
        yield return Lacks(City with { BuyerReference = null }, "billing.buyerReference: missing (BT-10");
        yield return Lacks(City with { BuyerReference = "PO 17" }, "billing.buyerReference: 'PO 17' is no Leitweg-ID");
        yield return Lacks(City with { BuyerReference = "04011000-12345-04" }, "has wrong check digits");
        yield return Lacks(City with { Currency = "JPY" }, "billing.currency: JPY has no hundredths");
        yield return Lacks(City with { Party = City.Party with { Country = "AT" } }, "country: XRechnung is for");
        yield return Lacks(City with { Party = City.Party with { City = "" } }, "billing.party.city: missing (BT-52");
        yield return Lacks(City with { Party = City.Party with { PostalCode = " " } }, "postalCode: missing");
        yield return Lacks(City with { Party = City.Party with { Endpoint = null } }, "endpoint: missing");
        yield return Lacks(
            City with { Party = City.Party with { Endpoint = new() { Scheme = "0204", Id = "04011000-12345-30" } } },
            "billing.party.endpoint.id: the Leitweg-ID '04011000-12345-30' has wrong check digits");
    }

    [TestCaseSource(nameof(OfBuyers))]
    public void What_XRechnung_asks_of_a_buyer_is_named_whoever_chose_it(BillingProfile poor, string fault)
    {
        var choosing = Seller with { Formats = [XRechnung] };

        Assert.That(CustomerRules.FaultsIn(poor), Has.Some.Contains(fault));
        Assert.That(
            FormatRules.FaultsBetween(choosing, poor with { Formats = null }),
            Has.Some.Contains(fault).And.Contains("seller EU chose xrechnung"));
        Assert.That(FormatRules.FaultsIn(poor with { Formats = null }), Is.Empty, "nobody chose it");
    }

    [Test]
    public void Who_has_everything_gets_every_format()
    {
        var all = City with { Formats = [XRechnung, Isdoc, FacturX] };

        Assert.That(CustomerRules.FaultsIn(all).Concat(FormatRules.FaultsBetween(Seller, all)), Is.Empty);
    }

    [Test]
    public void ISDOC_is_in_the_currency_of_the_accounts_or_in_one_that_is_converted_to_it()
    {
        var (isdoc, unconverted) = (City with { Formats = [Isdoc] }, Seller with { TaxCurrency = null });

        Assert.That(
            FormatRules.FaultsBetween(unconverted, isdoc),
            Has.One.Contains("nothing converts EUR to it: give the seller taxCurrency and exchangeRates"));
        Assert.That(FormatRules.FaultsBetween(Seller, isdoc), Is.Empty);
        Assert.That(FormatRules.FaultsBetween(unconverted, isdoc with { Currency = "CZK" }), Is.Empty);
    }

    [Test]
    public void A_choice_names_each_format_once_and_UBL_in_one_way()
    {
        Assert.That(FormatRules.FaultsIn([]), Has.One.Contains("name some of ubl, isdoc, facturx, xrechnung"));
        Assert.That(FormatRules.FaultsIn([Isdoc, Ubl, Isdoc]), Has.One.Contains("isdoc stands in it 2 times"));
        Assert.That(FormatRules.FaultsIn([Ubl, XRechnung]), Has.One.Contains("xrechnung is UBL too"));
        Assert.That(FormatRules.FaultsIn([FacturX, Isdoc, XRechnung]), Is.Empty);
    }

    private static TestCaseData Lacks(object poor, string fault) =>
        new TestCaseData(poor, fault).SetArgDisplayNames(fault);
}
