using Charging.Contracts.Tests;
using Charging.Documents.Parties;

namespace Charging.Documents.Tests.Parties;

public class CustomerRulesTests
{
    private static readonly DateTime Now = new(2026, 11, 29, 12, 0, 0, DateTimeKind.Utc);

    private static readonly CustomerChanged Stored = (CustomerChanged)StoredMessage.Of<CustomerChanged>().Read();

    private static readonly BillingProfile Billing =
        Stored.Billing with { Party = Stored.Billing.Party with { VatId = "CZ12345679" } };

    private static readonly CustomerChanged Good = Stored with { Billing = Billing };

    private static IEnumerable<TestCaseData> Faults()
    {
        yield return Fault(Good with { CustomerId = "a\u001b[31m" }, "customerId: it holds the character U+001B");
        yield return Fault(Good with { CustomerId = " " }, "customerId: it is empty");
        yield return Fault(Good with { Version = 0 }, "version: 0 is not from 1 to");
        yield return Fault(Good with { Version = long.MaxValue }, "version: 9223372036854775807 is not from 1 to");
        yield return Of(party => party with { Name = "a\ud800b" }, "billing.party.name: it holds the character U+D800");
        yield return Of(party => party with { Street = "a\u0001" }, "billing.party.street: it holds");
        yield return Of(party => party with { City = "a\uffff" }, "billing.party.city: it holds the character U+FFFF");
        yield return Of(party => party with { PostalCode = "1\r\n" }, "billing.party.postalCode: it holds");
        yield return Of(party => party with { VatId = "CZ\u0085" }, "billing.party.vatId: it holds");
        yield return Of(party => party with { Name = new('x', 300_000) }, "billing.party.name: 300000 characters");
        yield return Of(
            party => party with { Endpoint = new() { Scheme = "0088", Id = "1\u0001" } },
            "billing.party.endpoint.id: it holds the character U+0001");
        yield return Of(
            party => party with { Contact = new() { Name = "\u2028" } }, "billing.party.contact.name: it holds");
        yield return Fault(
            Good with { Billing = Billing with { BuyerReference = "\u000b" } }, "billing.buyerReference: it holds");
        yield return Fault(
            Good with { Contact = Good.Contact with { Email = "nobody" } }, "contact.email: one address such as");
        yield return Fault(Method(method => method with { Token = "" }), "paymentMethods[0].token: it is empty");
        yield return Fault(Method(method => method with { LastFour = "42424" }), "paymentMethods[0].lastFour:");
        yield return Fault(Method(method => method with { Expiry = "2028-04\n" }), "paymentMethods[0].expiry: a month");
        yield return Fault(Method(method => method with { Brand = "\u001b" }), "paymentMethods[0].brand: it holds");
        yield return Mandate(new() { PrenotificationDays = 13 }, "prenotificationDays: fewer than 14 days need agreed");
        yield return Mandate(new() { PrenotificationDays = 61 }, "prenotificationDays: from 0 to 60 days");
        yield return Mandate(new() { PrenotificationDays = 0, Agreed = true }, "agreedOn: say on which day");
        yield return Mandate(new() { AgreedOn = new(2026, 11, 1) }, "agreed: it has a day and is not true");
        yield return Mandate(new() { Agreed = true, AgreedOn = new(2026, 12, 1) }, "agreedOn: 2026-12-01 has not come");
        yield return Mandate(new() { SignedOn = new(2026, 12, 1) }, "signedOn: 2026-12-01 has not come");
        yield return Fault(
            Method(method => method with { Kind = PaymentMethodKind.Card, MandateReference = "M-1", Mandate = new() }),
            "paymentMethods[0].mandate: a card has no mandate");
        yield return Fault(
            Method(method => Account(method) with { MandateReference = null, Mandate = new() }),
            "paymentMethods[0].mandate: its mandateReference is 1 to 35 characters");
        yield return Fault(
            Good with { Billing = Billing with { Language = "cs\n" } }, "billing.language: ISO 639-1");
        yield return Fault(
            Good with { Billing = Billing with { InvoiceSeries = "CZ\n" } }, "billing.invoiceSeries: a seller's code");
    }

    [TestCaseSource(nameof(Faults))]
    public void What_no_document_and_no_mail_can_carry_is_named(object customer, string fault) => Assert.That(
        CustomerRules.FaultsIn((CustomerChanged)customer, Now), Has.One.StartsWith(fault));

    [TestCaseSource(nameof(Faults))]
    public void A_refusal_is_one_line_that_a_terminal_may_show(object customer, string fault) => Assert.That(
        CustomerRules.Refusal((CustomerChanged)customer, Now)!.Where(char.IsControl), Is.Empty, fault);

    [TestCase("Příliš Žluťoučký, s.r.o. \"& synové\"")]
    [TestCase("株式会社 😀")]
    [TestCase("שלום\u200f")]
    public void A_name_in_any_writing_is_one(string name)
    {
        var customer = Good with { Billing = Billing with { Party = Billing.Party with { Name = name } } };

        Assert.That(CustomerRules.Refusal(customer, Now), Is.Null);
    }

    [Test]
    public void What_is_masked_is_kept_though_a_card_number_was_in_it()
    {
        const string card = "4111111111111111";
        var careless = Method(method => method with { Token = card, LastFour = card }) with
        {
            Contact = Good.Contact with { Email = $"{card}@b.example" },
        };

        Assert.That(CustomerRules.FaultsIn(careless, Now), Has.One.Contains("that is a card number"));
        Assert.That(CustomerRules.Refusal(careless.WithoutCardNumbers(), Now), Is.Null);
    }

    [Test]
    public void Fewer_days_before_a_debit_are_kept_with_the_day_on_which_they_were_agreed()
    {
        foreach (var terms in (MandateTerms[])
            [
                new(), new() { PrenotificationDays = 14, SignedOn = new(2025, 1, 1) },
                new() { PrenotificationDays = 0, Agreed = true, AgreedOn = new(2026, 11, 30) },
            ])
            Assert.That(
                CustomerRules.Refusal(Method(method => Account(method) with { Mandate = terms }), Now), Is.Null);
    }

    private static TestCaseData Mandate(MandateTerms terms, string fault) => Fault(
        Method(method => Account(method) with { Mandate = terms }), $"paymentMethods[0].mandate.{fault}");

    private static PaymentMethod Account(PaymentMethod method) =>
        method with { Kind = PaymentMethodKind.BankAccount, MandateReference = "M-1" };

    private static CustomerChanged Method(Func<PaymentMethod, PaymentMethod> changed) =>
        Good with { PaymentMethods = [changed(Good.PaymentMethods[0])] };

    private static TestCaseData Of(Func<Party, Party> changed, string fault) =>
        Fault(Good with { Billing = Billing with { Party = changed(Billing.Party) } }, fault);

    private static TestCaseData Fault(CustomerChanged customer, string fault) =>
        new TestCaseData(customer, fault).SetArgDisplayNames(fault);
}
