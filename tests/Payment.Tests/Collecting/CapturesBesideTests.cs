using Charging.Payments.Tests.Gateway;
using Charging.Payments.Tests.Refunding;
using Charging.TestBed;
using static Charging.Payments.Tests.Sample;

namespace Charging.Payments.Tests.Collecting;

/// <summary>Two workers on one database, and every invoice goes to both of them.</summary>
[Category("bed")]
public class CapturesBesideTests : OnDatabase
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Test]
    public async Task Captures_disputes_and_credit_notes_of_the_same_invoices_never_wait_for_each_other_in_a_circle()
    {
        var (paid, fresh) = (Many(40), Many(40));
        var gateway = new ScriptedGateway(
            (request, _) => Task.FromResult<GatewayAnswer>(new GatewayAnswer.Captured($"pay_{request.InvoiceId}")));
        await using (var one = await CollectingWorker.Start(database, gateway, new RetryOptions(), isFast: true))
        await using (var other = await CollectingWorker.Start(database, gateway, new RetryOptions()))
        {
            await one.Keep(Customer("acme", "tok_a"));
            await Task.WhenAll(paid.SelectMany(invoice => Both(invoice)));
            await Become("Captured", paid.Length);

            await Task.WhenAll(paid.Zip(fresh).SelectMany(pair => (Task[])
            [
                .. Both(pair.Second), .. Both(Lost(pair.First)), one.Deliver(pair.First.Note(net: 400, tax: 84)),
                other.Deliver(pair.Second.Note(net: 400, tax: 84)),
            ]));
            await Become("Reversed", paid.Length);
            await Become("Captured", fresh.Length);

            IEnumerable<Task> Both(object message) => [one.Deliver(message), other.Deliver(message)];
        }

        // What a connection has counted is known once it ends.
        database.Source.Clear();
        Assert.That(
            await database.Value<long>("select deadlocks from pg_stat_database where datname = current_database()"),
            Is.Zero);
        Assert.That(gateway.Captures.Select(capture => capture.IdempotencyKey).Distinct(), Has.Exactly(80).Items);
        Assert.That(
            await database.Value<string>("""
                select format('%s captured, %s booked',
                              (select count(*) from payment.attempts where status = 'captured'),
                              (select count(*) from payment.book_lines where event = 'captured'))
                """),
            Is.EqualTo("80 captured, 80 booked"));
    }

    private static InvoiceCreated[] Many(int count) => [.. Enumerable.Range(0, count).Select(_ => Invoice())];

    private Task<long> Become(string state, int count) => Eventually.Becomes(
        () => database.Value<long>("select count(*) from payment.payments where state = @state", new { state }),
        seen => seen == count, Limit, $"{count} are {state}");

    private static ReturnReported Lost(InvoiceCreated invoice) => new()
    {
        InvoiceId = invoice.InvoiceId,
        Reason = ReturnReported.DisputeLost,
        GatewayReference = $"dp_{invoice.InvoiceId}",
        CaptureReference = $"pay_{invoice.InvoiceId}",
        Amount = invoice.Total,
        At = Noon.AddDays(1),
    };
}
