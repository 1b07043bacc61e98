using Charging.Payments.Tests.Refunding;
using Charging.TestBed;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

/// <summary>A customer pays on a page of the gateway, beside whatever else may draw the invoice.</summary>
[Category("bed")]
public class CheckoutTests : OnScriptedGateway
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(30);

    private string Key => $"checkout:{invoice.InvoiceId}:1";

    [TestCase("expired_card", "AwaitingCustomer")]
    [TestCase("insufficient_funds", "WaitingToRetry")]
    public async Task What_is_paid_on_it_is_the_capture_booked_and_told_once(string code, string state)
    {
        await Become(state, GatewayAnswer.Declined.By(code));
        await Open(Long);

        Pay("pi_page");
        await Look();
        await worker.Becomes(invoice, "Captured");
        await Look();

        var told = await worker.Told<PaymentCaptured>(invoice);
        Assert.That(
            (told.GatewayReference, told.AttemptNo, told.Amount, told.LastFour, told.ToldNo),
            Is.EqualTo(("pi_page", 2, invoice.Total, "1881", 1)));
        Assert.That(await MailsOf(ReceiptKind.Receipt), Is.EqualTo(1), "receipts ordered, however often it was told");
        await BooksAre(clearing: 1210, receivable: 0, lost: 0);
        Assert.That(gateway.Captures, Has.Count.EqualTo(1), "asked of the gateway by ourselves");
        await Eventually.Becomes(
            () => Row("status || ' ' || coalesce(due_at::text, 'left')"), seen => seen == "paid left",
            TimeSpan.FromSeconds(30), "nobody looks at the page any more");
    }

    [Test]
    public async Task What_was_given_up_is_no_loss_any_more_once_it_is_paid_on_it()
    {
        await Become("AwaitingCustomer", GatewayAnswer.Declined.By("expired_card"));
        await worker.Deliver(new AbandonPayment { InvoiceId = invoice.InvoiceId, Reason = "agreed" });
        await worker.Becomes(invoice, "Abandoned");
        await BooksAre(clearing: 0, receivable: 0, lost: 1210);
        await Open(Long);

        await Look();
        Pay("pi_page");
        await Look();

        await worker.Becomes(invoice, "Captured");
        Assert.That((await worker.Told<PaymentAbandoned>(invoice)).ToldNo, Is.EqualTo(1));
        Assert.That((await worker.Told<PaymentCaptured>(invoice)).ToldNo, Is.EqualTo(2), "what is told last holds");
        await BooksAre(clearing: 1210, receivable: 0, lost: 0);
    }

    [Test]
    public async Task While_it_is_open_nothing_else_is_drawn_and_once_it_is_closed_it_is()
    {
        await Become("AwaitingCustomer", GatewayAnswer.Declined.By("expired_card"));
        await Open(Long);
        draws = () => Task.FromResult<GatewayAnswer>(new GatewayAnswer.Captured("pay_2"));

        await worker.Keep(Customer("acme", "tok_b") with { Version = 2 });
        await worker.Becomes(invoice, "WaitingToRetry");
        Assert.That(gateway.Captures, Has.Count.EqualTo(1));

        await HasHadItsTime();
        await Look();

        await worker.Becomes(invoice, "Captured");
        Assert.That(gateway.Captures.Last().MethodToken, Is.EqualTo("tok_b"));
        Assert.That(gateway.Pages[Key], Is.TypeOf<GatewayAnswer.PageExpired>());
        Assert.That(await Row("status"), Is.EqualTo("closed"));
        await BooksAre(clearing: 1210, receivable: 0, lost: 0);
    }

    [Test]
    public async Task While_the_gateway_does_not_say_that_it_has_ended_nothing_else_is_drawn()
    {
        await Become("AwaitingCustomer", GatewayAnswer.Declined.By("expired_card"));
        await Open(Long);
        gateway.Pages[Key] = new GatewayAnswer.Unknown("silence") { IsStored = true };
        gateway.Expires = before => before;
        await HasHadItsTime();

        await worker.Keep(Customer("acme", "tok_b") with { Version = 2 });
        await worker.Becomes(invoice, "WaitingToRetry");

        Assert.That(gateway.Captures, Has.Count.EqualTo(1));
        Assert.That(await Row("status"), Is.EqualTo("open"));
    }

    [Test]
    public async Task Paid_in_the_moment_in_which_it_is_ended_it_is_paid_and_nothing_else_is_drawn()
    {
        await Become("AwaitingCustomer", GatewayAnswer.Declined.By("expired_card"));
        await Open(Long);
        Pay("pi_page");
        await HasHadItsTime();

        await worker.Keep(Customer("acme", "tok_b") with { Version = 2 });

        await worker.Becomes(invoice, "Captured");
        Assert.That(gateway.Captures, Has.Count.EqualTo(1));
        Assert.That((await worker.Told<PaymentCaptured>(invoice)).GatewayReference, Is.EqualTo("pi_page"));
        await BooksAre(clearing: 1210, receivable: 0, lost: 0);
    }

    [Test]
    public async Task Credited_in_part_meanwhile_it_is_ended_and_the_next_is_over_what_is_left()
    {
        await Become("AwaitingCustomer", GatewayAnswer.Declined.By("expired_card"));
        await Open(Long);

        await worker.Deliver(invoice.Note(net: 500, tax: 105));
        await Eventually.Becomes(
            () => Row("status"), seen => seen == "closed", TimeSpan.FromSeconds(30), "the page over too much closed");
        Assert.That(gateway.Pages[Key], Is.TypeOf<GatewayAnswer.PageExpired>());

        var next = await Open(Long);
        Assert.That((next.Amount, next.CreditedMinor), Is.EqualTo((Euro(605), 605)));
        Pay("pi_page", next.IdempotencyKey);
        await Look(2);
        await worker.Becomes(invoice, "Captured");
        await BooksAre(clearing: 605, receivable: 0, lost: 0);
        var credit = (await worker.Credits.Of(invoice.InvoiceId, default))[0];
        Assert.That(credit.Outcome, Is.EqualTo(CreditOutcome.NeverDrawn));
    }

    [Test]
    public async Task Credited_whole_just_before_it_was_paid_all_of_it_is_given_back()
    {
        await Become("AwaitingCustomer", GatewayAnswer.Declined.By("expired_card"));
        await Open(Long);
        Pay("pi_page");

        await worker.Deliver(invoice.Whole());

        await worker.Becomes(invoice, "Captured");
        await worker.Told<PaymentRefunded>(invoice);
        await BooksAre(clearing: 0, receivable: 0, lost: 0);
    }

    [Test]
    public async Task The_card_that_was_left_is_drawn_first_until_others_are_named()
    {
        await Become("AwaitingCustomer", GatewayAnswer.Declined.By("expired_card"));
        await Open(Long, keepsMethod: true);
        Pay("pi_page");
        await Look();
        await worker.Becomes(invoice, "Captured");

        Assert.That(await Tokens(), Is.EqualTo(new[] { "cus_1/pm_1", "tok_a" }));

        await worker.Keep(Customer("acme", "tok_a") with { Version = 2 });
        Assert.That(await Tokens(), Is.EqualTo(new[] { "cus_1/pm_1", "tok_a" }), "nothing else was named");
        await worker.Keep(Customer("acme", "tok_c") with { Version = 3 });
        Assert.That(await Tokens(), Is.EqualTo(new[] { "tok_c" }));
    }

    [Test]
    public async Task A_card_that_was_not_left_is_not_drawn_again()
    {
        await Become("AwaitingCustomer", GatewayAnswer.Declined.By("expired_card"));
        await Open(Long);
        Pay("pi_page");
        await Look();
        await worker.Becomes(invoice, "Captured");

        Assert.That(await Tokens(), Is.EqualTo(new[] { "tok_a" }));
    }

    [Test]
    public async Task Many_who_open_one_at_once_open_one()
    {
        await Become("AwaitingCustomer", GatewayAnswer.Declined.By("expired_card"));

        var begun = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(_ => worker.Pages.Begin(invoice.InvoiceId, false, Long, default)));

        Assert.That(begun.Count(one => one is not null), Is.EqualTo(1));
    }

    [Test]
    public async Task While_an_attempt_is_open_none_is_opened()
    {
        await Become("Resolving", new GatewayAnswer.Unknown("silence") { IsStored = true });

        Assert.That(await worker.Pages.Begin(invoice.InvoiceId, false, Long, default), Is.Null);
    }

    /// <summary>A worker of before knows no pages, and stands beside those of now while they are rolled out.</summary>
    [Test]
    public async Task The_database_lets_nobody_begin_an_attempt_beside_it()
    {
        await Become("WaitingToRetry", GatewayAnswer.Declined.By("insufficient_funds"));
        await Open(Long);
        var second = Started(invoice.InvoiceId, 2, "tok_a") with { IsAfterWait = true };

        Assert.That(await new Attempts(database.Source).StartOnce(second, default), Is.False);
        await HasHadItsTime();
        await Look();
        await Eventually.Becomes(
            () => Row("status"), seen => seen == "closed", TimeSpan.FromSeconds(30), "the page closed");
        Assert.That(await new Attempts(database.Source).StartOnce(second, default), Is.True);
    }

    private async Task<Checkout> Open(TimeSpan time, bool keepsMethod = false)
    {
        var begun = (await worker.Pages.Begin(invoice.InvoiceId, keepsMethod, time, default))!;
        var page = (GatewayAnswer.PageOpen)await gateway.OpenPage(begun.ToRequest(), default);
        Assert.That(
            await worker.Checkouts.Open(begun with { Reference = page.Reference, Url = page.Url }, default), Is.True);
        return begun;
    }

    private Task<int> MailsOf(ReceiptKind kind) => Eventually.Becomes(
        () => Task.FromResult(worker.Bus.Published.Select<SendReceipt>(new CancellationToken(canceled: true))
            .Select(order => order.Context.Message).Where(order => order.Kind == kind)
            .Select(order => order.Number).Distinct().Count()),
        seen => seen > 0, TimeSpan.FromSeconds(30), $"a mail of {kind}");

    private void Pay(string reference, string? key = null) => gateway.Pages[key ?? Key] = new GatewayAnswer.PagePaid(
        reference, Card("cus_1/pm_1") with { LastFour = "1881" });

    private Task Look(int no = 1) =>
        worker.Deliver(new LookDue { InvoiceId = invoice.InvoiceId, AttemptNo = 0, CheckoutNo = no });

    private Task HasHadItsTime() =>
        database.Execute("update payment.checkouts set open_until = now() - interval '1 second'");

    private Task<string> Row(string column) => database.Value<string>(
        $"select {column} from payment.checkouts where invoice_id = @InvoiceId and checkout_no = 1",
        new { invoice.InvoiceId });

    private async Task<IEnumerable<string>> Tokens() =>
        (await worker.Customers.Find("acme", default))!.Methods.Select(method => method.Token);

    private async Task BooksAre(long clearing, long receivable, long lost)
    {
        await Eventually.Becomes(
            async () => (await database.Balance("gateway_clearing"), await database.Balance("receivable"),
                await database.Balance("write_off")),
            seen => seen == (clearing, receivable, lost), TimeSpan.FromSeconds(30),
            $"{clearing} at the gateway, {receivable} owed, {lost} lost");
    }
}
