using System.Text.RegularExpressions;
using Charging.TestBed;

namespace Charging.Tests.Usual;

/// <summary>
/// A customer chooses formats: mails carry the very files that an export writes, and a later choice changes no document
/// that was issued before.
/// </summary>
[Category("bed")]
public partial class FormatsTests : OnUsualChain
{
    private const string Seller = """
        - code: FORMS
          party:
            { name: Sample Conferences s.r.o., street: Národní 1, city: Praha, postalCode: 11000, country: CZ,
              vatId: CZ87654326, contact: { name: Desk, phone: "+420 222 333", email: desk@conferences.example },
              endpoint: { scheme: 9929, id: CZ87654326 } }
          currency: EUR
          language: en
          timeZone: Europe/Prague
          iban: CZ65 0800 0000 1920 0014 5399
          formats: [facturx, isdoc]

        """;

    private const string LeitwegId = "04011000-12345-03";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Test]
    public async Task Mails_carry_what_an_export_writes_and_a_later_choice_changes_nothing_of_before()
    {
        await Chain.Invoicing[0].Run("sellers", "apply", await Write("forms.yaml", Seller));
        var wrong = await Chain.TryOperate("customers", "apply", await Write("city.yaml", City("PO 17")));
        Assert.That(wrong.ExitCode, Is.Not.Zero);
        Assert.That(wrong.Printed, Does.Contain("billing.buyerReference: 'PO 17' is no Leitweg-ID"));

        await Chain.Operate(
            "customers", "apply", await Write("both.yaml", Customer("forms-of-seller", "CZ", "") + City(LeitwegId)));
        var (sellers, citys) = (Deeds.Session("forms-of-seller"), Deeds.Session("forms-city"));
        await Chain.Publish([sellers, citys]);

        var number = await Mailed(sellers, ".pdf", ".isdoc");
        await Mailed(citys, ".pdf", ".xml");

        await Chain.Invoicing[0].Run(
            "sellers", "apply", await Write("forms.yaml", Seller.Replace("[facturx, isdoc]", "[ubl]")));
        await Chain.Invoicing[0].Run("credit", number, "--reason", "Sorry");
        var note = await Eventually.Becomes(
            () => Chain.Database.Value<string>(
                """
                select credit_note_number
                from   invoicing.issued_credit_notes
                join   invoicing.issued_invoices using (invoice_id)
                where  invoice_number = @number
                """,
                new { number }),
            found => found is not null, Limit, "the credit note");
        var mail = Path.Combine(Chain.Receipts, $"{number}-refund-1.eml");
        Assert.That(
            (await Attachments(mail)).Keys,
            Is.EqualTo((string[])[$"{number}.pdf", $"{number}.isdoc", $"{note}.pdf", $"{note}.isdoc"]));
        await EqualsTheExport(mail, note!);
    }

    [Test]
    public async Task A_seller_who_lacks_what_a_customer_chose_is_named_when_the_customer_is_applied()
    {
        await Chain.Invoicing[0].Run("sellers", "apply", await Write("poor.yaml", Seller
            .Replace("FORMS", "POOR").Replace("  iban: CZ65 0800 0000 1920 0014 5399\n", "")
            .Replace("  formats: [facturx, isdoc]\n", "")));

        var refused = await Chain.TryOperate(
            "customers", "apply", await Write("city.yaml", City(LeitwegId).Replace("FORMS", "POOR")));

        Assert.That(refused.ExitCode, Is.Not.Zero);
        Assert.That(
            refused.Printed.ReplaceLineEndings(" "),
            Does.Contain("entry 1 (forms-city): seller POOR: iban: missing (BG-17, BR-DE-1); the customer chose"));
    }

    private static string City(string reference) => Customer(
        "forms-city", "DE", $"formats: [xrechnung], buyerReference: {reference}, ",
        $", endpoint: {{ scheme: '0204', id: {LeitwegId} }}");

    private static string Customer(string id, string country, string choice, string endpoint = "") => $$"""
        - customerId: {{id}}
          plans: [{ planCode: {{SampleCustomer.PlanCode}}, validFrom: 2020-01-01 }]
          billing:
            { party: { name: Customer {{id}}, street: Long 1, city: Bremen, postalCode: 28195,
                       country: {{country}}{{endpoint}} },
              {{choice}}language: en, currency: EUR, invoiceSeries: FORMS }
          contact: { email: {{id}}@customers.example, language: en }
          paymentMethods: [{ kind: card, token: tok_ok, brand: visa, lastFour: 4242, expiry: 2030-12 }]

        """;

    /// <summary>The session's invoice by its number, once its receipt is mailed with those files.</summary>
    private static async Task<string> Mailed(SampleSession session, params string[] extensions)
    {
        var id = new SessionKey(SampleSession.Source, session.SessionId).InvoiceId;
        // What an export says of the payment is there once Invoicing has heard of it.
        var number = await Eventually.Becomes(
            () => Chain.Database.Value<string>(
                "select invoice_number from invoicing.invoices where invoice_id = @id and status = 'paid'", new { id }),
            found => found is not null, Limit, $"{session.CustomerId} has paid");
        var mail = Path.Combine(Chain.Receipts, $"{number}.eml");
        Assert.That((await Attachments(mail)).Keys, Is.EqualTo(extensions.Select(extension => number + extension)));
        await EqualsTheExport(mail, number!);
        return number!;
    }

    private static async Task EqualsTheExport(string mail, string number)
    {
        var folder = Path.Combine(Chain.Folder, $"export-{number}");
        await Chain.Invoicing[0].Run("invoice", "export", number, "--format", "mail", "--out", folder);
        var attached = (await Attachments(mail))
            .Where(one => one.Key.StartsWith($"{number}.", StringComparison.Ordinal));

        Assert.That(
            Directory.GetFiles(folder).ToDictionary(file => Path.GetFileName(file), File.ReadAllBytes),
            Is.EquivalentTo(attached.ToDictionary()));
    }

    private static async Task<Dictionary<string, byte[]>> Attachments(string path)
    {
        await Eventually.Holds(() => Task.FromResult(File.Exists(path)), Limit, $"the mail {path}");
        return Attachment().Matches(await File.ReadAllTextAsync(path)).ToDictionary(
            part => part.Groups["name"].Value, part => Convert.FromBase64String(part.Groups["base64"].Value));
    }

    private static async Task<string> Write(string name, string text)
    {
        var path = Path.Combine(Chain.Folder, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }

    [GeneratedRegex("""filename="(?<name>[^"]+)"\r?\nContent-Tr.*: base64\s+(?<base64>[A-Za-z0-9+/=\r\n]+)""")]
    private static partial Regex Attachment();
}
