using Charging.Payments.Tests.Refunding;
using Charging.TestBed;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

/// <summary>A debit waits for its day, and for its notice, whatever happens meanwhile.</summary>
[Category("bed")]
public class AnnouncedTests : OnScriptedGateway
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private InvoiceCreated debited = null!;

    [SetUp]
    public async Task Announce()
    {
        debited = invoice.OfCreditor();
        await Keep(2, Account("pm_account"));
        await worker.Deliver(debited);
        await worker.Becomes(debited, "AwaitingDay");
    }

    [Test]
    public async Task It_is_drawn_once_on_its_day_whatever_wakes_it_before_and_how_often()
    {
        await Told();
        await Keep(3, Account("pm_account"));
        await WakeUps();
        Assert.That((gateway.Captures, await State()), Is.EqualTo((Array.Empty<object>(), "AwaitingDay")));

        await ItsDayComes();
        await WakeUps();

        var told = await worker.Told<PaymentCaptured>(debited);
        Assert.That(
            (told.Amount, told.Credited, told.MandateReference), Is.EqualTo((debited.Total, (Money?)null, "M-1")));
        Assert.That(gateway.Captures.Select(request => request.IdempotencyKey).Distinct().Count(), Is.EqualTo(1));
        Assert.That(await database.Balance("receivable"), Is.Zero);
    }

    [Test]
    public async Task It_is_not_drawn_on_its_day_before_its_notice_has_left()
    {
        await ItsDayComes();
        await WakeUps();
        await Eventually.Becomes(
            () => database.Value<bool>("select due_at > now() + interval '23 hours' from payment.schedule"),
            later => later, Soon, "it is looked at tomorrow");
        Assert.That((gateway.Captures, await State()), Is.EqualTo((Array.Empty<object>(), "AwaitingDay")));

        await Told();
        await WakeUps();

        await worker.Told<PaymentCaptured>(debited);
    }

    [Test]
    public async Task What_is_credited_in_part_before_its_day_is_drawn_so_much_less_and_never_given_back()
    {
        await Told();
        await worker.Deliver(invoice.Note(net: 400, tax: 84));
        await Eventually.Becomes(
            () => database.Value<long>("select credited_minor from payment.payments"), seen => seen == 484, Soon,
            "it is counted");
        await Outcomes((CreditOutcome?)null);

        await ItsDayComes();

        var told = await worker.Told<PaymentCaptured>(debited);
        Assert.That((told.Amount, told.Credited), Is.EqualTo((Euro(726), Euro(484))));
        await Outcomes(CreditOutcome.NeverDrawn);
        await worker.Deliver(invoice.Note(net: 100, tax: 21));
        Assert.That((await worker.Told<PaymentRefunded>(debited)).Amount, Is.EqualTo(Euro(121)));
        await Outcomes(CreditOutcome.NeverDrawn, CreditOutcome.Refunded);
        Assert.That(gateway.Refunds.Sum(refund => refund.Amount.Minor), Is.EqualTo(121));
        Assert.That(
            (await database.Balance("receivable"), await database.Balance("gateway_clearing")), Is.EqualTo((0, 605)));
    }

    [Test]
    public async Task What_is_credited_whole_before_its_day_is_never_drawn()
    {
        await Told();

        await worker.Deliver(invoice.Whole());

        Assert.That((await worker.Told<PaymentAbandoned>(debited)).Reason, Is.EqualTo(AbandonReason.Credited));
        await Outcomes(CreditOutcome.NeverDrawn);
        await ItsDayComes();
        Assert.That((gateway.Captures, await database.Balance("receivable")), Is.EqualTo((Array.Empty<object>(), 0)));
    }

    [Test]
    public async Task Credited_in_part_while_it_begins_to_be_drawn_the_customer_pays_what_is_owed()
    {
        await Told();
        await ItsDayComes(wakes: false);
        var note = invoice.Note(net: 400, tax: 84);
        var wakeUp = new RetryDue { InvoiceId = invoice.InvoiceId, AttemptNo = 0 };

        await Task.WhenAll(Enumerable.Range(0, 20)
            .Select(i => i % 2 == 0 ? worker.Deliver(note) : worker.Deliver(wakeUp)));

        await worker.Told<PaymentCaptured>(debited);
        await Eventually.Becomes(
            () => database.Balance("gateway_clearing"), balance => balance == 726, Soon, "what is owed is kept");
        Assert.That(await database.Balance("receivable"), Is.Zero);
        Assert.That(gateway.Captures.Select(request => request.IdempotencyKey).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Another_account_is_told_anew_and_the_first_is_not_drawn()
    {
        await Told();
        await Keep(3, Account("pm_other"));
        await Eventually.Becomes(
            () => database.Value<long>("select count(*) from payment.notices"), count => count == 2, Soon, "two");
        await ItsDayComes();
        await WakeUps();
        Assert.That(gateway.Captures, Is.Empty);

        await Told();
        await WakeUps();

        await worker.Told<PaymentCaptured>(debited);
        Assert.That(
            gateway.Captures.Select(request => request.MethodToken).Distinct(), Is.EqualTo(new[] { "pm_other" }));
    }

    [Test]
    public async Task Given_up_before_its_day_it_is_not_drawn_and_a_retry_does_not_hasten_it()
    {
        await Told();
        await worker.Deliver(new RetryPayment { InvoiceId = invoice.InvoiceId, AttemptNo = 0 });
        await WakeUps();
        Assert.That((gateway.Captures, await State()), Is.EqualTo((Array.Empty<object>(), "AwaitingDay")));

        await worker.Deliver(new AbandonPayment { InvoiceId = invoice.InvoiceId, Reason = "agreed by telephone" });

        Assert.That((await worker.Told<PaymentAbandoned>(debited)).Reason, Is.EqualTo(AbandonReason.Decided));
        await worker.Becomes(debited, "Abandoned");
        Assert.That(await database.Value<long>("select count(*) from payment.schedule"), Is.Zero);
    }

    private Task Keep(long version, params PaymentMethod[] methods) =>
        worker.Keep(Customer("acme") with { Version = version, Methods = methods });

    private Task Told() => database.Execute("update payment.notices set sent_at = now(), mail_due_at = null");

    /// <summary>As if its notice had been told so many days before.</summary>
    private async Task ItsDayComes(bool wakes = true)
    {
        await database.Execute("update payment.notices set draw_at = now() - interval '1 second'");
        if (wakes) await database.Execute("update payment.schedule set due_at = now()");
    }

    /// <summary>All that wakes a payment comes, and is handled: the last is what a stranger may send.</summary>
    private async Task WakeUps()
    {
        var before = await Version();
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ =>
            worker.Deliver(new RetryDue { InvoiceId = invoice.InvoiceId, AttemptNo = 0 })));
        await Eventually.Becomes(Version, version => version > before, Soon, "it was looked at");
    }

    private Task<int> Version() => database.Value<int>("select version from payment.payments");

    private async Task Outcomes(params CreditOutcome?[] outcomes) => await Eventually.Becomes(
        () => worker.Credits.Of(invoice.InvoiceId, default),
        all => all.Select(credit => credit.Outcome).SequenceEqual(outcomes), Soon, string.Join(", ", outcomes));
}
