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
            },
            Language = "en",
            Currency = "EUR",
            InvoiceSeries = "CZ",
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
}
