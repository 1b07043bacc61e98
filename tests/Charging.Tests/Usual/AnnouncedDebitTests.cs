using Charging.TestBed;

namespace Charging.Tests.Usual;

/// <summary>A SEPA debit is told before it is drawn: its mail leaves at once, its money on its day.</summary>
[Category("bed")]
public class AnnouncedDebitTests : OnUsualChain
{
    private const string Sellers = """
        - code: SEPA
          party:
            { name: Sample Conferences s.r.o., street: Národní 1, city: Praha, postalCode: 11000, country: CZ,
              vatId: CZ87654326 }
          currency: EUR
          language: en
          timeZone: Europe/Prague
          creditorId: CZ73 ZZZ 10002
        """;

    private const string Agreed = ", mandate: { prenotificationDays: 0, agreed: true, agreedOn: 2025-01-15 }";

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Test]
    public async Task Nothing_is_drawn_before_the_day_that_was_told_and_then_it_is_drawn_once()
    {
        await Chain.Invoicing[0].Run("sellers", "apply", await Write("sepa-sellers.yaml", Sellers));
        await Chain.Operate("customers", "apply", await Write(
            "sepa-customers.yaml", Customer("is-told", "") + Customer("has-agreed", Agreed)));
        var (told, agreed) = (Deeds.Session("is-told"), Deeds.Session("has-agreed"));
        await Chain.Publish([told, agreed]);

        Assert.That(await Becomes(agreed, "Captured"), Does.StartWith("SEPA-"));
        var number = await Becomes(told, "AwaitingDay");
        var notice = Path.Combine(Chain.Receipts, $"{number}-notice-1.eml");
        await Eventually.Holds(() => Task.FromResult(File.Exists(notice)), Limit, "the notice is mailed");
        await Eventually.Holds(
            () => Chain.Database.Value<bool>("select bool_and(sent_at is not null) from payment.notices"),
            Limit, "and known to have left");
        await TheBooksSayThatItWaits(number);
        Assert.That(Drawn(told), Is.Zero);

        await ItsDayComes();

        await Becomes(told, "Captured");
        var receipt = Path.Combine(Chain.Receipts, $"{number}.eml");
        await Eventually.Holds(() => Task.FromResult(File.Exists(receipt)), Limit, "the receipt");
        await Eventually.Becomes(
            () => Chain.Database.Value<string>(
                "select status from invoicing.invoices where invoice_number = @number", new { number }),
            status => status == "paid", Limit, "the invoice paid");
        Assert.That((Drawn(told), Drawn(agreed)), Is.EqualTo((1, 1)));
        Assert.That(
            Chain.MailFiles.Where(file => file.Contains("-notice-", StringComparison.Ordinal)).Select(Path.GetFileName),
            Is.EqualTo(new[] { Path.GetFileName(notice) }), "what is agreed at 0 days is not told before");
    }

    private static string Customer(string id, string mandate) => $$"""
        - customerId: {{id}}
          plans: [{ planCode: {{SampleCustomer.PlanCode}}, validFrom: 2020-01-01 }]
          billing:
            party:
              { name: Sample customer {{id}}, street: Dlouhá 1, city: Praha, postalCode: 11000, country: CZ,
                vatId: CZ12345679 }
            language: en
            currency: EUR
            invoiceSeries: SEPA
          contact: { email: {{id}}@customers.example, language: en }
          paymentMethods:
            - { kind: bankAccount, token: tok_ok, brand: Lesní banka, lastFour: 3399,
                mandateReference: M-{{id}}{{mandate}} }

        """;

    private static async Task TheBooksSayThatItWaits(string number)
    {
        await Chain.Payment[0].Run("payments", "list", "--state", "AwaitingDay");
        await Chain.Payment[0].Run("payments", "show", number);
        Assert.That(
            await File.ReadAllTextAsync(Chain.Payment[0].LogFile), Does.Match($"{number} .*AwaitingDay")
                .And.Contain("drawn on").And.Contain("mandate M-is-told; told"));
        var books = await Chain.TryOperate("reconcile");
        Assert.That(books.Printed, Does.Contain("waiting for its day").And.Match(@"\+ 1 \+ [0-9]+\b"));
        var status = await Chain.TryOperate("status");
        Assert.That(status.Printed, Does.Contain("1 debits wait for the day that their customers were told."));
    }

    /// <summary>As if it had been told so many days before.</summary>
    private static async Task ItsDayComes()
    {
        await Chain.Database.Execute("update payment.notices set draw_at = now() - interval '1 second'");
        await Chain.Database.Execute("update payment.schedule set due_at = now() where kind = 'customer'");
    }

    private static int Drawn(SampleSession session) =>
        Chain.Captures.Count(capture => capture.InvoiceId == InvoiceOf(session));

    private static Guid InvoiceOf(SampleSession session) =>
        new SessionKey(SampleSession.Source, session.SessionId).InvoiceId;

    private static async Task<string> Becomes(SampleSession session, string state) => await Eventually.Becomes(
        () => Chain.Database.Value<string>(
            "select invoice_number from payment.payments where invoice_id = @id and state = @state",
            new { id = InvoiceOf(session), state }),
        number => number is not null, Limit, $"{session.CustomerId} {state}");

    private static async Task<string> Write(string name, string text)
    {
        var path = Path.Combine(Chain.Folder, name);
        await File.WriteAllTextAsync(path, text);
        return path;
    }
}
