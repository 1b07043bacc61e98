using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Charging.TestBed;

namespace Charging.Tests.Usual;

/// <summary>A seller owes VAT in CZK and bills in EUR: a session waits for a rate, and then goes its way.</summary>
[Category("bed")]
public partial class AccountedTaxTests : OnUsualChain
{
    private const string Code = "OWESCZK";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Test]
    public async Task A_session_waits_for_a_rate_of_exchange_and_its_receipt_says_the_tax_in_both_currencies()
    {
        var customer = new SampleCustomer($"owes-{Guid.NewGuid():n}", "tok_ok") { Seller = Code };
        var session = new SampleSession(
            $"waits-{Guid.NewGuid():n}", customer.CustomerId, TimeProvider.System.GetUtcNow().UtcDateTime, 600);
        await Run("sellers", "apply", await Write("owes.yaml", $$"""
            - code: {{Code}}
              party: { name: Bridge, street: Národní 1, city: Praha, postalCode: 11000, country: CZ, vatId: CZ87654326 }
              currency: EUR
              language: en
              timeZone: Europe/Prague
              taxCurrency: CZK
              exchangeRates: file
            """));
        await Chain.Broker.Publish("customer-changed", [customer.Bytes], "crm");
        await Eventually.Becomes(
            () => Chain.Database.Value<long>(
                """
                select (select count(*) from rating.known_customers where customer_id = @CustomerId)
                       + (select count(*) from invoicing.known_customers where customer_id = @CustomerId)
                       + (select count(*) from payment.known_customers where customer_id = @CustomerId)
                """,
                customer),
            workers => workers == 3, Limit, "a customer whom every worker knows");

        await Chain.Publish([session]);
        await Eventually.Becomes(
            () => Chain.Database.Value<string>(
                "select awaits from invoicing.awaiting_rate where customer_id = @CustomerId", customer),
            awaits => awaits?.StartsWith($"seller {Code}: EUR in CZK by file for ", StringComparison.Ordinal) == true,
            Limit, "a session that waits");
        var wrong = await Chain.TryOperate("status");
        Assert.That(wrong.Printed.ReplaceLineEndings(" "), Does.Contain($"seller {Code}: EUR in CZK by file for "));

        var yesterday = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1)
            .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await Run("rates", "import", await Write(
            "rates.csv", $"date,units,currency,rate,in\n{yesterday},1,EUR,24.235,CZK\n"));

        var ubl = await UblOf(await Charged(customer));
        Assert.That(ubl, Does.Contain("<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>" +
            "<cbc:TaxCurrencyCode>CZK</cbc:TaxCurrencyCode>"));
        Assert.That(ubl, Does.Contain("""<cbc:TaxAmount currencyID="EUR">0.27</cbc:TaxAmount>"""));
        Assert.That(ubl, Does.Contain(
            """<cac:TaxTotal><cbc:TaxAmount currencyID="CZK">6.54</cbc:TaxAmount></cac:TaxTotal>"""));
        Assert.That(ubl, Does.Contain($"1 EUR = 24.235 CZK (file {yesterday})"));
        Assert.That((await Chain.TryOperate("status")).Printed, Does.Not.Contain(Code));
    }

    private static Task Run(params string[] command) => Chain.Invoicing[0].Run(command);

    private static async Task<string> Write(string name, string text)
    {
        var path = Path.Combine(Chain.Folder, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }

    private static Task<string> Charged(SampleCustomer customer) => Eventually.Becomes(
        () => Chain.Database.Value<string>(
            "select invoice_number from payment.payments where customer_id = @CustomerId and state = 'Captured'",
            customer),
        number => number is not null, Limit, "captured");

    /// <summary>The electronic invoice that came with the receipt.</summary>
    private static async Task<string> UblOf(string number)
    {
        var mail = Path.Combine(Chain.Receipts, $"{number}.eml");
        await Eventually.Holds(() => Task.FromResult(File.Exists(mail)), Limit, "the receipt");
        var part = Attached().Match(await File.ReadAllTextAsync(mail)).Groups["base64"].Value;
        return Encoding.UTF8.GetString(Convert.FromBase64String(part));
    }

    [GeneratedRegex(@"Content-Type: application/xml[^\r\n]*\r?\n([^\r\n]+\r?\n)*\r?\n(?<base64>[A-Za-z0-9+/=\r\n]+)")]
    private static partial Regex Attached();
}
