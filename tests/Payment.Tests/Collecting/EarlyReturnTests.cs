using Charging.Payments.Tests.Gateway;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

/// <summary>
/// Events come in any order: money may be reported to have gone back before it is known here that it was drawn.
/// </summary>
[Category("bed")]
public class EarlyReturnTests : OnDatabase
{
    /// <summary>Looks at hours' distance: whatever happens sooner happened because of the report.</summary>
    private static readonly RetryOptions Patient = new() { RemindAfter = TimeSpan.FromHours(1) };

    [TestCase("Pending")]
    [TestCase("Resolving")]
    public async Task Money_that_went_back_before_its_capture_was_known_is_captured_and_reversed(string state)
    {
        var gateway = Leaving(state);
        await using var worker = await CollectingWorker.Start(database, gateway, Patient);
        var invoice = await Deliver(worker, state);
        var drawn = gateway.Captures.Count;
        gateway.Finds = () => new GatewayAnswer.Captured("pi_1");

        await worker.Deliver(Report(invoice));

        await worker.Becomes(invoice, "Reversed");
        Assert.That((await worker.Told<PaymentCaptured>(invoice)).GatewayReference, Is.EqualTo("pi_1"));
        Assert.That((await worker.Told<PaymentReversed>(invoice)).GatewayReference, Is.EqualTo("dp_1"));
        Assert.That(gateway.Captures, Has.Count.EqualTo(drawn), "a report never draws");
    }

    [Test]
    public async Task While_the_gateway_itself_does_not_find_the_capture_the_report_waits()
    {
        var gateway = Leaving("Pending");
        await using var worker = await CollectingWorker.Start(database, gateway, Patient);
        var invoice = await Deliver(worker, "Pending");
        var looks = 0;
        gateway.Finds = () => Interlocked.Increment(ref looks) < 3
            ? new GatewayAnswer.Pending("pi_1")
            : new GatewayAnswer.Captured("pi_1");

        await worker.Deliver(Report(invoice));

        await worker.Becomes(invoice, "Reversed");
    }

    [Test]
    public async Task Reported_while_the_capture_is_being_stored_it_waits_for_that()
    {
        await using var worker = await CollectingWorker.Start(database);
        await worker.Keep(Customer("acme", "tok_ok"));
        var invoice = Invoice();
        worker.Gateway.CrashesAfterCall = true;
        await worker.Deliver(invoice);
        Assert.That(
            await worker.Bus.Consumed.Any<InvoiceCreated>(delivery => delivery.Exception is not null), Is.True);

        await worker.Deliver(Report(invoice));
        await worker.Deliver(invoice);

        await worker.Becomes(invoice, "Reversed");
        Assert.That(worker.Captures, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task What_was_declined_cannot_go_back_so_a_person_is_asked()
    {
        await using var worker = await CollectingWorker.Start(database, retry: Patient);
        var invoice = await Deliver(worker, "WaitingToRetry", "tok_insufficient_funds");

        await worker.Deliver(Report(invoice));

        Assert.That(
            await worker.Bus.Consumed.Any<ReturnReported>(delivery =>
                delivery.Exception is { } refusal && $"{refusal}".Contains("not known to be captured")),
            Is.True);
        await worker.Becomes(invoice, "WaitingToRetry");
    }

    private static ScriptedGateway Leaving(string state) => new((_, _) => Task.FromResult<GatewayAnswer>(
        state == "Pending" ? new GatewayAnswer.Pending("pi_1") : new GatewayAnswer.Unknown("silence")));

    private static async Task<InvoiceCreated> Deliver(
        CollectingWorker worker, string becomes, string token = "pm_visa")
    {
        await worker.Keep(Customer("acme", token));
        var invoice = Invoice();
        await worker.Deliver(invoice);
        await worker.Becomes(invoice, becomes);
        return invoice;
    }

    private static ReturnReported Report(InvoiceCreated invoice) => new()
    {
        InvoiceId = invoice.InvoiceId,
        Reason = ReturnReported.Disputed,
        GatewayReference = "dp_1",
        Amount = invoice.Total,
    };
}
