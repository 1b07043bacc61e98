using Charging.Operator.Customers;

namespace Charging.Operator.Tests.Customers;

public class CustomerFileTests
{
    private const string Good = """
        - customerId: acme
          plans: [{ planCode: standard, validFrom: 2025-01-01 }]
          billing:
            party: { name: Acme, street: Main 1, city: Praha, postalCode: 01100, country: CZ }
            language: cs
            currency: EUR
            invoiceSeries: CZ
            tax: { category: standard, ratePercent: 21 }
          contact: { email: a@acme.example, language: cs }
          paymentMethods:
            - { kind: card, token: tok_ok, brand: visa, lastFour: 0042, expiry: 2029-04 }
        """;

    [Test]
    public void A_customer_without_a_version_gets_the_next_one()
    {
        var customer = Read(Good).Single();

        Assert.Multiple(() =>
        {
            Assert.That(customer.Version, Is.EqualTo(8));
            Assert.That(customer.Billing.Party.PostalCode, Is.EqualTo("01100"));
            Assert.That(customer.PaymentMethods.Single().LastFour, Is.EqualTo("0042"));
        });
    }

    [TestCase("currency: EUR", "currency: EURO", "sample.yaml, entry 1 (acme): billing.currency")]
    [TestCase("country: CZ", "country: XX", "billing.party.country")]
    [TestCase("country: CZ }", "country: CZ, endpoint: { scheme: '0088', id: '4006381333932' } }",
        "'4006381333932' of scheme 0088 is not a GLN")]
    [TestCase("ratePercent: 21", "ratePercent: 0", "billing.tax")]
    [TestCase("token: tok_ok", "token: 4242424242424242", "only the gateway's token may be kept")]
    [TestCase("street: Main 1", "street: Main 1 card 4242 4242 4242 4242", "billing.party.street: a card number")]
    [TestCase("language: cs\n    cur", "language: cs\n    buyerReference: 4242-4242-4242-4242\n    cur",
        "billing.buyerReference: a card number stands in it")]
    [TestCase("a@acme.example", "nobody", "contact.email")]
    [TestCase("kind: card", "kind: cheque", "'cheque' is not a PaymentMethodKind; use card, bankAccount")]
    [TestCase("invoiceSeries: CZ", "invoiceSeries: 'a/b'", "billing.invoiceSeries")]
    [TestCase("    language: cs\n", "", "language")]
    public void What_is_wrong_is_named_with_file_entry_and_field(string good, string bad, string says) =>
        Assert.That(() => Read(Good.Replace(good, bad, StringComparison.Ordinal)),
            Throws.InstanceOf<FormatException>().With.Message.Contains(says));

    [TestCase("99000000-18188-16", Description = "a Leitweg-ID")]
    [TestCase("4500012345-00010", Description = "an order with its item")]
    [TestCase("4881/257115685200", Description = "an order's number that would look like a card's")]
    public void What_is_no_card_number_stays_as_it_is(string reference)
    {
        var file = Good.Replace("    currency", $"    buyerReference: '{reference}'\n    currency");

        Assert.That(Read(file).Single().Billing.BuyerReference, Is.EqualTo(reference));
    }

    [Test]
    public void A_customer_without_a_tax_is_left_to_the_rules() =>
        Assert.That(
            Read(Good.Replace("    tax: { category: standard, ratePercent: 21 }\n", "")).Single().Billing.Tax, Is.Null);

    [Test]
    public void A_customer_may_stand_in_it_once() =>
        Assert.That(() => Read($"{Good}\n{Good}"),
            Throws.InstanceOf<FormatException>().With.Message.Contains("2 times"));

    [Test]
    public void A_broken_file_is_named_with_its_line() =>
        Assert.That(() => Read("- a: [\n- b"),
            Throws.InstanceOf<FormatException>().With.Message.StartsWith("sample.yaml, line"));

    private static IReadOnlyList<Contracts.CustomerChanged> Read(string text) =>
        CustomerFile.Read(
            "sample.yaml", text, _ => 8, sellerOf: _ => null, new DateTime(2026, 11, 29, 0, 0, 0, DateTimeKind.Utc));
}
