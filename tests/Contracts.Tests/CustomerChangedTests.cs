using System.Text.Json;

namespace Charging.Contracts.Tests;

public class CustomerChangedTests
{
    private const string Card = "4111111111111111";

    /// <summary>Every text that there is, down to the last, holds a card number.</summary>
    private static readonly CustomerChanged Careless = new()
    {
        CustomerId = "acme",
        Version = 4111111111111111,
        Plans = [new PlanAssignment { PlanCode = "flat", ValidFrom = new DateOnly(2026, 1, 1) }],
        Billing = new BillingProfile
        {
            Party = new Party
            {
                Name = Card, Street = Card, City = Card, PostalCode = Card, Country = "CZ", VatId = Card,
                Contact = new ContactPoint { Name = Card, Email = $"{Card}@customers.example" },
            },
            Language = "en",
            Currency = "EUR",
            InvoiceSeries = "CZ",
            BuyerReference = Card,
            Tax = new TaxTreatment { Category = TaxCategory.Exempt, RatePercent = 0, ExemptionReason = Card },
        },
        Contact = new Contact { Email = $"{Card}@customers.example", Language = "en" },
        PaymentMethods =
        [
            new PaymentMethod
            {
                Kind = PaymentMethodKind.Card, Token = Card, Brand = Card, LastFour = Card, Expiry = Card,
                MandateReference = Card,
            },
        ],
    };

    [Test]
    public void No_text_keeps_a_card_number() => Assert.That(
        JsonSerializer.Serialize(Careless.WithoutCardNumbers() with { Version = 1 }, Wire.Json),
        Does.Not.Contain(Card).And.Contain("************1111@customers.example"));

    [Test]
    public void What_holds_none_stays_as_it_is()
    {
        var customer = (CustomerChanged)StoredMessage.Of<CustomerChanged>().Read();

        Assert.That(
            JsonSerializer.Serialize(customer.WithoutCardNumbers(), Wire.Json),
            Is.EqualTo(JsonSerializer.Serialize(customer, Wire.Json)));
    }

    [Test]
    public void Each_field_with_a_card_number_has_a_name() => Assert.That(
        Careless.FieldsWithCardNumbers(),
        Is.EqualTo(
        [
            "billing.party.name", "billing.party.street", "billing.party.city", "billing.party.postalCode",
            "billing.party.vatId", "billing.party.contact.name", "billing.party.contact.email",
            "billing.tax.exemptionReason", "billing.buyerReference", "contact.email", "paymentMethods[0].token",
            "paymentMethods[0].brand", "paymentMethods[0].lastFour", "paymentMethods[0].expiry",
            "paymentMethods[0].mandateReference",
        ]));

    [TestCase("99000000-18188-16", Description = "a Leitweg-ID")]
    [TestCase("04011000-4111111111111111-08", Description = "one with a long part of its own")]
    [TestCase("4500012345-00010", Description = "an order with its item")]
    [TestCase("1733912345678", Description = "an order's number made of a time")]
    [TestCase("4012345000009", Description = "a place's number")]
    public void What_a_customer_wants_to_find_on_his_invoices_stays(string reference)
    {
        var customer = (CustomerChanged)StoredMessage.Of<CustomerChanged>().Read();
        customer = customer with { Billing = customer.Billing with { BuyerReference = reference } };

        Assert.That(customer.WithoutCardNumbers().Billing.BuyerReference, Is.EqualTo(reference));
        Assert.That(customer.FieldsWithCardNumbers(), Is.Empty);
    }
}
