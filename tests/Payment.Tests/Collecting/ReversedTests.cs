using Charging.TestBed;
using MassTransit.Testing;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

[Category("bed")]
public class ReversedTests
{
    private Database database = null!;
    private CollectingWorker worker = null!;
    private InvoiceCreated invoice = null!;

    [SetUp]
    public async Task Begin()
    {
        database = await PaymentDatabase.Create();
        worker = await CollectingWorker.Start(database);
        await worker.Keep(Customer("acme", "tok_ok"));
        invoice = Invoice();
        await worker.Deliver(invoice);
        await worker.Becomes(invoice, "Captured");
    }

    [TearDown]
    public async Task End()
    {
        await worker.DisposeAsync();
        await database.DisposeAsync();
    }

    [Test]
    public async Task Money_that_went_back_is_owed_again_and_told_in_the_same_words()
    {
        await worker.Deliver(Report(ReturnReported.Disputed));
        await worker.Becomes(invoice, "Reversed");
        await worker.Deliver(Report(ReturnReported.Disputed));

        var told = await worker.Told<PaymentReversed>(invoice, times: 2);
        Assert.That(
            (told.Amount, told.Reason, told.GatewayReference, told.InvoiceNumber, told.ToldNo),
            Is.EqualTo((invoice.Total, "disputed", "dp_1", invoice.Number, 2)));
        Assert.That(await Balance("receivable"), Is.EqualTo(invoice.Total.Minor));
        Assert.That(await Balance("gateway_clearing"), Is.Zero);
    }

    [Test]
    public async Task Reported_by_many_at_once_it_is_booked_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => worker.Deliver(Report(ReturnReported.Disputed))));

        await worker.Told<PaymentReversed>(invoice, times: 10);
        Assert.That(await Balance("receivable"), Is.EqualTo(invoice.Total.Minor));
    }

    [Test]
    public async Task What_is_reversed_is_not_drawn_again()
    {
        await worker.Deliver(Report(ReturnReported.Disputed));
        await worker.Becomes(invoice, "Reversed");

        await worker.Deliver(invoice);
        await worker.Deliver(new RetryDue { InvoiceId = invoice.InvoiceId, AttemptNo = 1 });
        Assert.That(await worker.Bus.Consumed.Any<RetryDue>(), Is.True);

        await worker.Becomes(invoice, "Reversed");
        Assert.That(worker.Captures, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task One_of_more_than_was_captured_or_in_another_currency_waits_for_a_person()
    {
        var dispute = Report(ReturnReported.Disputed);
        await worker.Deliver(dispute with { Amount = invoice.Total with { Minor = invoice.Total.Minor + 1 } });
        await worker.Deliver(dispute with { Amount = invoice.Total with { Currency = "CZK" } });
        await worker.Deliver(dispute with { CaptureReference = "pi_of_somebody_else" });

        await Refused(3);
        await worker.Becomes(invoice, "Captured");
    }

    [Test]
    public async Task Two_disputes_of_parts_are_both_booked_and_both_have_to_be_won()
    {
        var (one, other) = (Report(ReturnReported.Disputed, "dp_1", 700), Report(ReturnReported.Disputed, "dp_2", 510));
        await worker.Deliver(one);
        await worker.Becomes(invoice, "Reversed");
        await worker.Deliver(other);
        await Owes(1210);

        await worker.Deliver(one with { Reason = ReturnReported.DisputeWon, At = Noon.AddDays(1) });
        await Owes(510);
        await worker.Becomes(invoice, "Reversed");
        await worker.Deliver(other with { Reason = ReturnReported.DisputeWon, At = Noon.AddDays(1) });

        await worker.Becomes(invoice, "Captured");
        await Owes(0);
    }

    [Test]
    public async Task A_report_of_an_invoice_that_nobody_knows_is_refused()
    {
        await worker.Deliver(Report(ReturnReported.Disputed) with { InvoiceId = Guid.NewGuid() });

        Assert.That(
            await worker.Bus.Consumed.Any<ReturnReported>(delivery => delivery.Exception is not null), Is.True);
    }

    private async Task Refused(int times) => await Eventually.Holds(
        () => Task.FromResult(worker.Bus.Consumed.Select<ReturnReported>(new CancellationToken(true))
            .Where(delivery => delivery.Exception is not null)
            .Select(delivery => delivery.Context.MessageId).Distinct().Count() >= times),
        TimeSpan.FromSeconds(30), $"{times} reports are refused");

    private async Task Owes(long minor) => await Eventually.Becomes(
        () => Balance("receivable"), seen => seen == minor, TimeSpan.FromSeconds(30), $"{minor} are owed");

    private ReturnReported Report(string reason, string dispute = "dp_1", long minor = 1210) => new()
    {
        InvoiceId = invoice.InvoiceId, Reason = reason, GatewayReference = dispute, Amount = Euro(minor),
    };

    private Task<long> Balance(string account) => database.Balance(account, invoice.InvoiceId);
}
