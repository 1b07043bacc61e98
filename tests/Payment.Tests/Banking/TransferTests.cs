using Charging.Payments.Tests.Collecting;
using Charging.Payments.Tests.Refunding;
using Charging.TestBed;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Banking;

/// <summary>What is not collected is paid by a transfer: the debt ends, once.</summary>
[Category("bed")]
public class TransferTests : OnScriptedGateway
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private Bank bank = null!;

    [SetUp]
    public void OpenBank() => bank = new Bank(database);

    [TearDown]
    public async Task Agree()
    {
        await bank.BooksAgree();
        Assert.That(
            await database.Value<long>("""
                select count(*) from payment.attempts
                where  status = 'captured' and returned_at is null group by invoice_id having count(*) > 1
                """),
            Is.Zero);
    }

    [Test]
    public async Task What_was_given_up_is_paid_told_and_written_back()
    {
        await Become("Abandoned", GatewayAnswer.Declined.By("lost_card"));

        await bank.Import((1210, $"Invoice {invoice.Number}"));

        var told = await worker.Told<PaymentCaptured>(invoice);
        Assert.That(
            (told.Amount, told.MethodBrand, told.LastFour, told.AttemptNo),
            Is.EqualTo((Euro(1210), PaymentCaptured.Transfer, "7899", 2)));
        Assert.That(
            await worker.Bus.Published.Any<SendReceipt>(one => one.Context.Message.Kind == ReceiptKind.Receipt),
            Is.True);
        await worker.Becomes(invoice, "Captured");
        Assert.That(await Balances(), Is.EqualTo((0L, 0L, 0L, 1210L)));
        Assert.That(await bank.Left(), Is.Empty);
        Assert.That(await database.Value<long>("select count(*) from payment.schedule"), Is.Zero);
    }

    [TestCase("insufficient_funds", "WaitingToRetry")]
    [TestCase("expired_card", "AwaitingCustomer")]
    public async Task What_waits_is_paid_and_not_drawn_any_more(string code, string state)
    {
        await Become(state, GatewayAnswer.Declined.By(code));

        await Pay((1210, invoice.Number));

        await worker.Becomes(invoice, "Captured");
        Assert.That(await Balances(), Is.EqualTo((0L, 0L, 0L, 1210L)));
        Assert.That(await database.Value<long>("select count(*) from payment.schedule"), Is.Zero);
    }

    [Test]
    public async Task While_an_attempt_may_draw_it_the_transfer_waits()
    {
        await Become("Resolving", new GatewayAnswer.Unknown("silence") { IsStored = true });

        await bank.Import((1210, invoice.Number));
        await worker.Deliver(await Arrived());

        await Offered();
        Assert.That((await bank.Left()).Single().Why(), Does.Contain("is Resolving; offered to it again and again"));
    }

    [Test]
    public async Task A_part_does_not_pay_it()
    {
        await Become("Abandoned", GatewayAnswer.Declined.By("lost_card"));

        await Pay((1209, invoice.Number));

        await Offered();
        Assert.That((await bank.Left()).Single().Why(), Does.Contain("less than the 12.10 EUR"));
        Assert.That(await State(), Is.EqualTo("Abandoned"));
    }

    [Test]
    public async Task Of_what_is_more_the_rest_stays_in_suspense_and_is_named()
    {
        await Become("Abandoned", GatewayAnswer.Declined.By("lost_card"));

        await Pay((1500, invoice.Number));

        await worker.Becomes(invoice, "Captured");
        var left = (await bank.Left()).Single();
        Assert.That((left.LeftMinor, left.Why()), Is.EqualTo((290L, $"more than was owed of {invoice.Number}")));
    }

    [Test]
    public async Task What_is_paid_already_takes_nothing()
    {
        await Become("Captured", new GatewayAnswer.Captured("pay_1"));

        await bank.Import((1210, invoice.Number));

        await Eventually.Holds(async () => await database.Value<long>(
            "select count(*) from payment.bank_entries where due_at is not null") == 0, Soon, "offered no more");
        var left = (await bank.Left()).Single();
        Assert.That((left.LeftMinor, left.Why()), Is.EqualTo((1210L, $"{invoice.Number} is paid already")));
    }

    [Test]
    public async Task Two_transfers_for_one_invoice_pay_it_once()
    {
        await Become("Abandoned", GatewayAnswer.Declined.By("lost_card"));

        await Pay((1210, invoice.Number), (1210, $"{invoice.Number} once more"));

        await worker.Becomes(invoice, "Captured");
        Assert.That((await bank.Left()).Single().LeftMinor, Is.EqualTo(1210));
        Assert.That(await database.Balance("receivable"), Is.Zero);
    }

    [Test]
    public async Task Delivered_again_and_again_it_pays_once_and_tells_the_same()
    {
        await Become("Abandoned", GatewayAnswer.Declined.By("lost_card"));
        await bank.Import((1210, invoice.Number));
        var arrived = await Arrived();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => worker.Deliver(arrived)));

        await worker.Told<PaymentCaptured>(invoice, times: 2);
        Assert.That(await Balances(), Is.EqualTo((0L, 0L, 0L, 1210L)));
    }

    [Test]
    public async Task Killed_before_it_was_told_it_is_told_when_it_comes_again()
    {
        await Become("Abandoned", GatewayAnswer.Declined.By("lost_card"));
        worker.FailsToTell.Enqueue(new TimeoutException("killed"));

        await Pay((1210, invoice.Number));

        await worker.Told<PaymentCaptured>(invoice);
        Assert.That(await Balances(), Is.EqualTo((0L, 0L, 0L, 1210L)));
    }

    [TestCase("INSERT attempts")]
    [TestCase("INSERT bank_placements")]
    [TestCase("UPDATE bank_entries")]
    [TestCase("UPDATE payments")]
    [TestCase("INSERT ledger_entries")]
    public async Task Cut_off_wherever_it_is_it_is_paid_once(string at)
    {
        await Become("Abandoned", GatewayAnswer.Declined.By("lost_card"));
        await database.LetCrash("attempts", "bank_placements", "bank_entries", "payments", "ledger_entries");

        // Nobody takes it before the moment at which it is to be cut off.
        await database.Execute("insert into payment.crashes values ('UPDATE bank_entries')");
        await bank.Import((1210, invoice.Number));
        await database.Execute("update payment.crashes set at = @at", new { at });
        await worker.Deliver(await Arrived());

        await Eventually.Holds(
            async () => await worker.Bus.Consumed.Any<TransferArrived>(one => one.Exception is not null), Soon,
            "cut off");
        Assert.That(await database.Balance("suspense"), Is.EqualTo(-1210));
        await database.Execute("delete from payment.crashes");
        await worker.Deliver(await Arrived());

        await worker.Becomes(invoice, "Captured");
        Assert.That(await Balances(), Is.EqualTo((0L, 0L, 0L, 1210L)));
    }

    [Test]
    public async Task A_person_assigns_what_names_no_invoice()
    {
        await Become("Abandoned", GatewayAnswer.Declined.By("lost_card"));
        await bank.Import((1210, "for the telephone"));
        var entry = (await bank.Left()).Single();

        await bank.Suspense.Assign(entry, invoice.InvoiceId, invoice.Number, default);

        await worker.Becomes(invoice, "Captured");
        Assert.That(await bank.Left(), Is.Empty);
    }

    [Test]
    public async Task What_another_seller_is_paid_for_is_a_persons_to_assign()
    {
        draws = () => Task.FromResult<GatewayAnswer>(GatewayAnswer.Declined.By("lost_card"));
        var other = invoice with { SellerIban = "CZ9455000000001011038930" };
        await worker.Deliver(other);
        await worker.Becomes(other, "Abandoned");

        await bank.Import((1210, invoice.Number));

        Assert.That((await bank.Left()).Single().Why(), Does.StartWith("names no invoice"));
    }

    [Test]
    public async Task What_was_paid_by_transfer_is_given_back_by_a_person()
    {
        await Become("Abandoned", GatewayAnswer.Declined.By("lost_card"));
        await Pay((1210, invoice.Number));
        await worker.Becomes(invoice, "Captured");

        var refundable = await worker.Refunds.Of(invoice.InvoiceId, default);
        Assert.That(refundable.ObjectionTo(Euro(100), "gift"), Does.Contain("send 1.00 EUR from the bank account"));
    }

    [Test]
    public async Task What_is_credited_after_a_transfer_is_a_refund_that_a_person_sends()
    {
        await Become("Abandoned", GatewayAnswer.Declined.By("lost_card"));
        await Pay((1210, invoice.Number));
        await worker.Becomes(invoice, "Captured");

        await worker.Deliver(invoice.Whole());

        var refund = await Eventually.Becomes(
            async () => (await worker.Refunds.Of(invoice.InvoiceId, default)).Refunds.SingleOrDefault(),
            one => one?.Status == RefundStatus.Failed, Soon, "failed");
        Assert.That((refund!.Code, refund.AmountMinor), Is.EqualTo(("paid_by_transfer", 1210L)));
    }

    /// <summary>It need not wait for its round.</summary>
    private async Task Pay(params (long Minor, string Text)[] entries)
    {
        await bank.Import(entries);
        await worker.Deliver(await Arrived());
    }

    private async Task<TransferArrived> Arrived() => new()
    {
        InvoiceId = invoice.InvoiceId,
        EntryId = await database.Value<Guid>("select entry_id from payment.bank_entries limit 1"),
    };

    /// <summary>It was offered, and is put off, so that whatever is decided of it has been.</summary>
    private Task Offered() => Eventually.Holds(
        async () => await worker.Bus.Consumed.Any<TransferArrived>(), Soon, "offered");

    /// <summary>Of the invoice, and of all.</summary>
    private async Task<(long Receivable, long WriteOff, long Suspense, long Bank)> Balances() => (
        await database.Balance("receivable", invoice.InvoiceId), await database.Balance("write_off", invoice.InvoiceId),
        await database.Balance("suspense"), await database.Balance("bank"));
}
