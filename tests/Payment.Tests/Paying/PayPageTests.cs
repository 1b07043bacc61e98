using System.Net;
using Charging.Payments.Tests.Refunding;
using Charging.TestBed;
using static Charging.Payments.Tests.Paying.PayChain;

namespace Charging.Payments.Tests.Paying;

/// <summary>The page over HTTP, from a mail's link to the sandbox's page and back.</summary>
[Category("bed")]
public class PayPageTests
{
    [Test]
    public async Task It_shows_seller_number_and_what_is_left_to_pay_and_nothing_personal()
    {
        var (invoice, link) = await Unpaid();

        using var answer = await Http.GetAsync(link);
        var text = await answer.Content.ReadAsStringAsync();

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(text, Does.Contain("Telefonie &amp; spol.").And.Contain(invoice.Number).And.Contain("12.10"));
        foreach (var personal in (string[])["Acme", "customers.example", "4242", "Dlouhá", $"{invoice.InvoiceId}"])
            Assert.That(text, Does.Not.Contain(personal));
        Assert.That(await Pages(invoice), Is.Zero, "pages of the gateway");
    }

    [Test]
    public async Task It_is_in_the_customers_language()
    {
        var (_, link) = await Unpaid("lipa");

        var text = await Http.GetStringAsync(link);

        Assert.That(text, Does.Contain("<html lang=\"cs\">").And.Contain("Zaplatit 12,10").And.Contain("K zaplacení"));
    }

    [Test]
    public async Task It_may_not_be_framed_kept_listed_or_led_from_and_sets_no_cookie()
    {
        var (_, link) = await Unpaid();

        using var answer = await Http.GetAsync(link);

        string Of(string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
        Assert.That(Of("Content-Security-Policy"), Does.StartWith("default-src 'none'; style-src 'sha256-")
            .And.Contain("form-action 'self' http://127.0.0.1:").And.Contain("frame-ancestors 'none'")
            .And.Not.Contain("unsafe"));
        Assert.That(
            (Of("Cache-Control"), Of("Referrer-Policy"), Of("X-Content-Type-Options"), Of("X-Robots-Tag")),
            Is.EqualTo(("no-store", "no-referrer", "nosniff", "noindex, nofollow")));
        Assert.That(Of("Set-Cookie"), Is.Empty);
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Not.Contain("<script"));
    }

    [Test]
    public async Task Whatever_is_no_link_that_holds_is_one_404()
    {
        var (invoice, link) = await Unpaid();
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var paths = new Dictionary<string, string>
        {
            ["tampered"] = link.AbsolutePath[..^1] + (link.AbsolutePath[^1] == 'A' ? 'E' : 'A'),
            ["expired"] = $"/p/{new PayToken(invoice.InvoiceId, now.AddDays(-1)).Write(Key)}",
            ["of another house"] = $"/p/{new PayToken(invoice.InvoiceId, now.AddDays(1)).Write(Key + "!")}",
            ["of no invoice"] = $"/p/{new PayToken(Guid.NewGuid(), now.AddDays(1)).Write(Key)}",
            ["longer"] = $"{link.AbsolutePath}/x",
            ["none"] = "/p/",
            ["elsewhere"] = "/health/live",
            ["of metrics"] = "/metrics",
            ["up"] = "/p/../p/x",
            ["nothing"] = "/",
        };
        var answers = new List<string>();

        foreach (var (what, path) in paths)
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
            {
                using var request = new HttpRequestMessage(method, new Uri(Page, path));
                using var answer = await Http.SendAsync(request);
                Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), $"{method} {what}");
                answers.Add(await answer.Content.ReadAsStringAsync() + string.Join('\n', answer.Headers
                    .Where(header => header.Key != "Date").Select(header => $"{header.Key}: {header.Value.First()}")));
            }
        }

        Assert.That(answers.Distinct().Count(), Is.EqualTo(1));
        Assert.That(answers[0], Does.Contain("does not exist").And.Contain("neexistuje"));
        Assert.That(await Pages(invoice), Is.Zero);
    }

    [Test]
    public async Task It_leads_to_the_gateways_page_and_what_is_paid_there_is_booked_once_and_receipted()
    {
        var (invoice, link) = await Unpaid();

        var page = await Checkout(link);
        Assert.That(await Checkout(link), Is.EqualTo(page), "who comes again goes on with it");
        Assert.That(await Pay(page, "pm_declined_do_not_honor"), Is.EqualTo(HttpStatusCode.OK), "stays open");
        Assert.That(await Pay(page), Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(await Pay(page), Is.EqualTo(HttpStatusCode.OK), "and is closed then");

        await Becomes(invoice, "Captured");
        Assert.That(await Http.GetStringAsync(link), Does.Contain("This invoice is paid.").And.Not.Contain("<form"));
        using var again = await Post(link);
        Assert.That(again.StatusCode, Is.EqualTo(HttpStatusCode.OK), "there is nothing to pay");
        Assert.That(await Drawn(invoice), Is.EqualTo(1210));
        Assert.That(await Balance(invoice, "receivable"), Is.Zero);
        await Eventually.Holds(() => HasMail(invoice, "receipt"), TimeSpan.FromMinutes(1), "the receipt");
    }

    [Test]
    public async Task Who_comes_back_from_the_gateways_page_waits_for_its_word_without_being_asked_to_pay()
    {
        var (invoice, link) = await Unpaid();
        await Checkout(link);

        var text = await Http.GetStringAsync(new Uri($"{link}?paid=1"));

        Assert.That(text, Does.Contain("waiting for our payment provider").And.Contain("url=?paid=2")
            .And.Not.Contain("<form"));
        Assert.That(await Http.GetStringAsync(new Uri($"{link}?paid=20")), Does.Not.Contain("refresh"));
        Assert.That(await Http.GetStringAsync(link), Does.Contain("<form"), "who comes by the link again may pay");
        Assert.That(await Drawn(invoice), Is.Zero);
    }

    [Test]
    public async Task Credited_meanwhile_the_old_page_is_void_and_the_next_is_over_what_is_left()
    {
        var (invoice, link) = await Unpaid();
        var old = await Checkout(link);

        await Tell("credit-note-issued", "CreditNoteIssued", invoice.Note(net: 500, tax: 105));
        await Eventually.Holds(
            async () => (await Http.GetStringAsync(link)).Contains("6.05", StringComparison.Ordinal),
            TimeSpan.FromMinutes(1), "what is left on the page");
        var next = await Checkout(link);

        Assert.That(next, Is.Not.EqualTo(old));
        Assert.That(await Pay(old), Is.EqualTo(HttpStatusCode.OK), "nothing can be paid there");
        Assert.That(await Pay(next), Is.EqualTo(HttpStatusCode.SeeOther));
        await Becomes(invoice, "Captured");
        Assert.That(await Drawn(invoice), Is.EqualTo(605));
        Assert.That(await Balance(invoice, "receivable"), Is.Zero);
    }

    [Test]
    public async Task Credited_whole_there_is_nothing_to_pay()
    {
        var (invoice, link) = await Unpaid();
        var old = await Checkout(link);

        await Tell("credit-note-issued", "CreditNoteIssued", invoice.Whole());
        await Becomes(invoice, "Abandoned");

        Assert.That(await Http.GetStringAsync(link), Does.Contain("nothing to pay").And.Not.Contain("<form"));
        Assert.That(await Pay(old), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await Drawn(invoice), Is.Zero);
        Assert.That(await Balance(invoice, "receivable"), Is.Zero);
    }

    [Test]
    public async Task Given_up_it_is_paid_by_the_link_of_that_mail_and_given_back_the_page_says_so()
    {
        var (invoice, _) = await Unpaid();
        await Running.Run("payments", "abandon", invoice.Number, "--reason", "agreed");
        await Becomes(invoice, "Abandoned");
        var link = await LinkIn(invoice, "notCollected");

        await Pay(await Checkout(link));
        await Becomes(invoice, "Captured");
        Assert.That(await Balance(invoice, "write_off"), Is.Zero);
        await Running.Run("payments", "refund", invoice.Number, "--amount", "12.10", "--reason", "as agreed");

        await Eventually.Holds(
            async () => (await Http.GetStringAsync(link)).Contains("given back", StringComparison.Ordinal),
            TimeSpan.FromMinutes(1), "the page says that it was given back");
        Assert.That(await Drawn(invoice), Is.Zero);
    }

    [Test]
    public async Task The_card_that_the_customer_leaves_is_asked_for_and_drawn_first()
    {
        var (invoice, link) = await Unpaid("lipa");

        var page = await Checkout(link, keeps: true);
        Assert.That(await Http.GetStringAsync(page), Does.Contain("The card will be kept."));
        var other = await Checkout(link);
        Assert.That(other, Is.Not.EqualTo(page), "what the customer allows is what the page asks for");
        await Pay(await Checkout(link, keeps: true));
        await Becomes(invoice, "Captured");

        var next = Sample.Invoice("lipa");
        await Tell("invoice-created", "InvoiceCreated", next);
        await Becomes(next, "Captured");
        Assert.That(
            await Kept.Value<string>(
                "select method_token from payment.attempts where invoice_id = @InvoiceId", new { next.InvoiceId }),
            Does.Match("^cus_.*/pm_ok$"));
        await Kept.Execute("delete from payment.left_methods");
    }

    [Test]
    public async Task An_instance_of_that_role_alone_has_the_page()
    {
        var (invoice, link) = await Unpaid();
        var elsewhere = new Uri($"http://127.0.0.1:{Ports.Free()}");
        await using var alone = Another(("Payment__Roles", "pay"), ("Paying__Page__Port", $"{elsewhere.Port}"));
        await alone.Start();

        var text = await Http.GetStringAsync(new Uri(elsewhere, link.AbsolutePath));
        using var answer = await Post(new Uri(elsewhere, link.AbsolutePath));
        await Pay(answer.Headers.Location!);

        Assert.That(text, Does.Contain(invoice.Number));
        await Becomes(invoice, "Captured");
    }

    [Test]
    public async Task Who_sends_more_than_a_form_is_refused()
    {
        var (_, link) = await Unpaid();

        using var answer = await Http.PostAsync(link, new StringContent(new string('x', 5000)));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
    }

    private static Task<long> Pages(InvoiceCreated invoice) => Kept.Value<long>(
        "select count(*) from payment.checkouts where invoice_id = @InvoiceId", new { invoice.InvoiceId });

    private static Task<long> Balance(InvoiceCreated invoice, string account) =>
        Kept.Balance(account, invoice.InvoiceId);

    private static async Task<bool> HasMail(InvoiceCreated invoice, string kind) => await Kept.Value<long>(
        "select count(*) from payment.receipts where invoice_id = @InvoiceId and kind like @kind and status = 'sent'",
        new { invoice.InvoiceId, kind = $"{kind}%" }) > 0;
}
