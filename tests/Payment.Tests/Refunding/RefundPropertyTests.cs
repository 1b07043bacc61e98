using Charging.Payments.Tests.Gateway;
using Charging.TestBed;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Charging.Payments.Tests.Refunding;

/// <summary>
/// Whatever is ordered, however often each order and each look comes and in whatever company, and whatever answers get
/// lost: the gateway never gives back more than was captured, no order twice, and the books say what it gave.
/// </summary>
[Category("bed")]
public class RefundPropertyTests
{
    private const long Captured = 1210;

    /// <summary>Companies of steps that go on at the same time, one company after the other.</summary>
    private static readonly Gen<Step[][]> Histories = Gen.Select(
            Gen.Long[1, 700], Gen.Int[0, 5], Gen.Enum<Deed>(), Gen.Enum<Loss>(),
            (amount, which, deed, loss) => new Step(amount, which, deed, loss))
        .Array[1, 5].Array[1, 6];

    private readonly string journal =
        Path.Combine(TestContext.CurrentContext.WorkDirectory, $"{Guid.NewGuid():N}", "journal");

    private Database database = null!;
    private ServiceProvider services = null!;
    private LossyGateway gateway = null!;
    private IssueRefund issue = null!;
    private Refunds refunds = null!;

    [OneTimeSetUp]
    public async Task Begin()
    {
        database = await PaymentDatabase.Create();
        services = new ServiceCollection().AddMetrics().AddSingleton<PaymentMetrics>().BuildServiceProvider();
        gateway = new LossyGateway(new InProcessGateway(
            Options.Create(new GatewayOptions { Journal = journal }), TimeProvider.System));
        var once = Options.Create(new GatewayOptions { QuickRepeats = 0, BreakAfter = 1000 });
        refunds = new Refunds(database.Source);
        issue = new IssueRefund(
            refunds, database.Source, new PatientGateway(gateway, once, TimeProvider.System),
            Options.Create(new RetryOptions()), services.GetRequiredService<PaymentMetrics>(),
            NullLogger<IssueRefund>.Instance, TimeProvider.System);
    }

    [OneTimeTearDown]
    public async Task End()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(journal)!, recursive: true);
    }

    [Test]
    public Task Never_more_than_was_captured_and_no_order_twice() => Histories.SampleAsync(
        async history =>
        {
            var invoiceId = await Paid();
            List<RefundPayment> orders = [];
            foreach (var company in history)
            {
                gateway.Next.Clear();
                foreach (var step in company) gateway.Next.Enqueue(step.Loss);
                await Task.WhenAll(company.Select(step => Do(step, invoiceId, orders)).ToList());
            }

            gateway.Next.Clear();
            foreach (var order in orders) await Survive(() => issue.AsOrdered(order, default));
            await IsRight(invoiceId, orders);
        },
        iter: 60, threads: 1);

    private async Task Do(Step step, Guid invoiceId, List<RefundPayment> orders)
    {
        if (step.Deed == Deed.Look)
        {
            var due = new RefundDue { InvoiceId = invoiceId, RefundNo = step.Which + 1 };
            await Survive(() => issue.Look(due, default));
            return;
        }

        var order = step.Deed == Deed.Repeat && orders.Count > 0
            ? orders[step.Which % orders.Count]
            : new RefundPayment
            {
                InvoiceId = invoiceId, OrderId = Guid.NewGuid(), Amount = Sample.Euro(step.Amount), Reason = "a gift",
            };
        if (!orders.Contains(order)) orders.Add(order);
        await Survive(() => issue.AsOrdered(order, default));
    }

    /// <summary>Refused, the worker died, or the message is handled again later; nothing else may happen.</summary>
    private static async Task Survive(Func<Task> deed)
    {
        try
        {
            await deed();
        }
        catch (InvalidOperationException refused)
        {
            Assert.That(refused.Message, Does.Contain("are left to give back").Or.StartsWith("No refund "));
        }
        catch (Exception end) when (end is CrashException or GatewayAwayException)
        {
            // The steps that follow deliver it again.
        }
    }

    private async Task IsRight(Guid invoiceId, List<RefundPayment> orders)
    {
        var kept = (await refunds.Of(invoiceId, default)).Refunds;
        var given = Capture.Read(journal).Where(line => line.InvoiceId == invoiceId && line.Minor < 0).ToList();
        var booked = await database.Value<long>(
            """
            select coalesce(sum(amount_minor), 0)::bigint from payment.ledger_entries
            where  invoice_id = @invoiceId and event = 'refunded'
            """,
            new { invoiceId });

        Assert.That(kept.Select(refund => refund.Status), Has.All.EqualTo(RefundStatus.Done));
        Assert.That(kept.Select(refund => refund.OrderId), Is.Unique);
        Assert.That(kept.Select(refund => (refund.OrderId, refund.Amount)), Is.SubsetOf(
            orders.Select(order => ((Guid?)order.OrderId, order.Amount))));
        Assert.That(given.Select(line => -line.Minor), Is.EquivalentTo(kept.Select(refund => refund.AmountMinor)));
        Assert.That(booked, Is.EqualTo(kept.Sum(refund => refund.AmountMinor)).And.LessThanOrEqualTo(Captured));
        Assert.That(kept, Is.Not.Empty.Or.Matches<IReadOnlyList<Refund>>(_ => orders.Count == 0));
    }

    private async Task<Guid> Paid()
    {
        var invoice = Sample.Invoice();
        var payments = new Charging.Payments.Collecting.Payments(database.Source, TimeProvider.System);
        var attempts = new Attempts(database.Source);
        var payment = PaymentState.Begin(invoice, Sample.Noon);
        var attempt = Sample.Started(invoice.InvoiceId, 1);
        var captured = attempt.With(await gateway.Capture(attempt.ToRequest(), default), Sample.Noon);
        await payments.BeginOnce(payment, invoice, null, default);
        await attempts.StartOnce(attempt, default);
        await attempts.MoveOn(captured, default);
        var found = payment.Follow(
            new Findings { Attempts = [captured] }, new NextStep.Captured(captured), Sample.Noon);
        payment.CurrentState = nameof(PaymentSaga.Captured);
        await payments.MoveOn(payment, found, default);
        return invoice.InvoiceId;
    }

    private sealed record Step(long Amount, int Which, Deed Deed, Loss Loss);

    private enum Deed
    {
        Order,
        Repeat,
        Look,
    }
}
