using Charging.Documents.Languages;
using Charging.Documents.Pdf;
using static Charging.Documents.Tests.Sample;

namespace Charging.Documents.Tests.Pdf;

/// <summary>What could not be drawn is paid by a transfer that nobody has to type.</summary>
public class TransferCodeTests
{
    private readonly InvoiceCreated invoice = Invoice() with { SellerIban = "CZ6508000000192000145399" };

    [Test]
    public void In_euro_a_bank_reads_a_credit_transfer_of_SEPA() =>
        Assert.That(
            PrintedCode.Read(Written(invoice)),
            Is.EqualTo(
                "BCD\n002\n1\nSCT\n\n" + invoice.Seller.Name +
                "\nCZ6508000000192000145399\nEUR1493.14\n\n\nCZ-2026-000001"));

    [Test]
    public void In_koruna_it_reads_a_short_payment_descriptor() =>
        Assert.That(
            PrintedCode.Read(Written(In("CZK"))),
            Is.EqualTo("SPD*1.0*ACC:CZ6508000000192000145399*AM:1493.14*CC:CZK*MSG:CZ-2026-000001"));

    [Test]
    public void Who_is_asked_for_a_card_may_transfer_it_instead()
    {
        var pdf = Written(invoice, new PaymentStatus.AwaitsCustomer());

        Assert.That(PrintedCode.Read(pdf), Does.Contain("\nEUR1493.14\n"));
        Assert.That(TextOf(pdf), Does.Contain("Please name a card").And.Contain("Pay by bank transfer toCZ65"));
    }

    [Test]
    public void What_was_credited_is_not_asked_for() =>
        Assert.That(
            PrintedCode.Read(Written(invoice, new PaymentStatus.NotCollected { Credits = [CreditNote(invoice)] })),
            Does.Contain("\nEUR1481.04\n"));

    [Test]
    public void Account_and_text_stand_beside_it_for_those_who_type()
    {
        var text = TextOf(Written(invoice, language: "de"));

        Assert.That(text, Does.Contain("Zu überweisen auf das KontoCZ65 0800 0000 1920 0014 5399"));
        Assert.That(text, Does.Contain("VerwendungszweckCZ-2026-000001"));
    }

    [Test]
    public void Nobody_is_led_to_pay_twice_or_for_nothing()
    {
        var whole = CreditNote(invoice, invoice.Net.Minor, invoice.Tax.Minor);
        foreach (var status in new PaymentStatus[]
        {
            Paid(invoice), new PaymentStatus.Due(), new PaymentStatus.TooSmall(),
            new PaymentStatus.NotCollected { Credits = [whole] },
        })
        {
            var pdf = Written(invoice, status);

            Assert.That(PrintedCode.Read(pdf), Is.Null, status.GetType().Name);
            Assert.That(TextOf(pdf), Does.Not.Contain("bank transfer"), status.GetType().Name);
        }
    }

    [Test]
    public void Without_an_account_or_in_another_currency_there_is_no_code()
    {
        var accountless = Written(invoice with { SellerIban = null });

        Assert.That(PrintedCode.Read(accountless), Is.Null);
        Assert.That(TextOf(accountless), Does.Not.Contain("bank transfer"));
        Assert.That(PrintedCode.Read(Written(In("JPY"))), Is.Null);
        Assert.That(TextOf(Written(In("JPY"))), Does.Contain("Pay by bank transfer toCZ65"));
    }

    [TestCase("EUR", 99_999_999_999, true)]
    [TestCase("EUR", 100_000_000_000, false)]
    [TestCase("CZK", 999_999_999, true)]
    [TestCase("CZK", 1_000_000_000, false)]
    [TestCase("KWD", 1, false)]
    public void An_amount_for_which_the_standard_has_no_room_has_no_code(string currency, long minor, bool has) =>
        Assert.That(TransferCode.Of(invoice, new Money(minor, currency)), has ? Is.Not.Null : Is.Null);

    [TestCase("  Řeřicha &\n\tsynové,  s.r.o. ", "Řeřicha & synové, s.r.o.")]
    [TestCase("Ω", "Ω")]
    public void A_name_is_one_line_of_any_letters(string name, string shown) =>
        Assert.That(
            PrintedCode.Read(Written(invoice with { Seller = invoice.Seller with { Name = name } })),
            Does.Contain($"\nSCT\n\n{shown}\nCZ65"));

    [Test]
    public void A_long_name_is_cut_between_letters()
    {
        var name = new string('a', 69) + "𝄞 and others";

        var code = TransferCode.Of(invoice with { Seller = invoice.Seller with { Name = name } }, invoice.Total);

        Assert.That(code, Does.Contain($"\n{new string('a', 69)}\n"));
    }

    private static byte[] Written(InvoiceCreated invoice, PaymentStatus? status = null, string language = "en") =>
        DocumentPdf.Write(invoice, status ?? new PaymentStatus.NotCollected(), Language.In(language).Document);

    private InvoiceCreated In(string currency) => invoice with { Total = invoice.Total with { Currency = currency } };
}
