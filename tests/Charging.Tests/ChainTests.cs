using Charging.TestBed;

namespace Charging.Tests;

/// <summary>The whole story: a session ends on a bridge, and the customer has a receipt for what was drawn.</summary>
[Category("bed")]
public class ChainTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private Chain chain = null!;

    [OneTimeSetUp]
    public async Task Open() => chain = await Chain.Start(new ChainOptions
    {
        Customers =
        [
            new SampleCustomer("pays", "tok_ok"),
            new SampleCustomer("pays-with-the-second-card", "tok_lost_card", "tok_ok"),
            new SampleCustomer("never-pays", "tok_lost_card"),
            new SampleCustomer("has-no-card"),
            new SampleCustomer("gateway-is-silent", "tok_no_answer_captured"),
        ],
        Settings = new Dictionary<string, string>
        {
            ["Gateway__QuickRepeatDelay"] = "00:00:00.050",
            ["Retry__Looks__0"] = "00:00:01",
        },
    });

    [OneTimeTearDown]
    public Task Close() => chain.Close();

    [Test]
    public async Task A_session_becomes_an_invoice_a_capture_and_a_receipt()
    {
        var session = Session("pays");

        await chain.Publish([session]);

        var invoice = await Outcome(session, "Captured");
        Assert.That(invoice.ChargeMinor, Is.EqualTo(2 * (5 + 60)), "two legs, ten minutes at 0.06 and 0.05 each");
        Assert.That(invoice.TotalMinor, Is.EqualTo(157), "21 % of 1.30 on top");
        Assert.That(invoice.Status, Is.EqualTo("paid"));
        var mail = await MailOf(session);
        Assert.That(mail, Does.Contain("pays@customers.example").And.Contain(invoice.InvoiceNumber));
        Assert.That(mail, Does.Contain("4242"), "the card that was drawn");
        Assert.That(mail, Does.Contain("application/xml"), "the paid invoice");
    }

    [Test]
    public async Task A_card_refused_for_good_makes_way_for_the_next_on_file()
    {
        var session = Session("pays-with-the-second-card");

        await chain.Publish([session]);

        Assert.That((await Outcome(session, "Captured")).Attempts, Is.EqualTo("lost_card, captured"));
    }

    [Test]
    public async Task Silence_from_the_gateway_is_looked_into_and_never_charged_again()
    {
        var session = Session("gateway-is-silent");

        await chain.Publish([session]);

        Assert.That((await Outcome(session, "Captured")).Attempts, Is.EqualTo("captured"));
        var captures = chain.Captures.Where(capture => capture.InvoiceId == InvoiceOf(session));
        Assert.That(captures.Count(), Is.EqualTo(1));
    }

    [TestCase("never-pays", "lost_card")]
    [TestCase("has-no-card", null)]
    public async Task What_cannot_be_collected_is_told_to_the_customer(string customer, string? attempts)
    {
        var session = Session(customer);

        await chain.Publish([session]);

        var invoice = await Outcome(session, "Abandoned");
        Assert.That(invoice.Attempts, Is.EqualTo(attempts));
        Assert.That(invoice.Status, Is.EqualTo("uncollected"));
        Assert.That(await MailOf(session), Does.Contain($"{customer}@customers.example"));
    }

    private static SampleSession Session(string customer) =>
        new($"session-of-{customer}", customer, TimeProvider.System.GetUtcNow().UtcDateTime, 600);

    private static Guid InvoiceOf(SampleSession session) =>
        new SessionKey(SampleSession.Source, session.SessionId).InvoiceId;

    /// <summary>What the workers keep of the session, once its payment is in that state and all know it.</summary>
    private Task<Row> Outcome(SampleSession session, string state)
    {
        const string sql = """
            select u.charge_minor, i.total_minor, i.invoice_number, i.status,
                   (select string_agg(coalesce(a.code, a.status), ', ' order by a.attempt_no)
                    from payment.attempts a where a.invoice_id = i.invoice_id) as attempts
            from   rating.usages u
            join   invoicing.invoices i on i.usage_id = u.usage_id
            join   payment.payments p on p.invoice_id = i.invoice_id
            where  u.session_id = @SessionId and p.state = @state and i.status <> 'issued'
            """;
        return Eventually.Becomes(
            async () => (await chain.Database.Rows<Row>(sql, new { session.SessionId, state })).SingleOrDefault()!,
            row => row is not null,
            Limit,
            $"{session.SessionId} in state {state}, and settled");
    }

    private async Task<string> MailOf(SampleSession session)
    {
        var name = await Eventually.Becomes(
            () => chain.Database.Value<string>(
                "select file_name from payment.receipts where invoice_id = @id and status = 'sent'",
                new { id = InvoiceOf(session) }),
            found => found is not null,
            Limit,
            $"the mail for {session.SessionId}");
        return await File.ReadAllTextAsync(Path.Combine(chain.Receipts, name));
    }

    private sealed record Row(long ChargeMinor, long TotalMinor, string InvoiceNumber, string Status, string? Attempts);
}
