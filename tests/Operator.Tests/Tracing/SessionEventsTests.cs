using Charging.Operator.Tracing;

namespace Charging.Operator.Tests.Tracing;

/// <summary>What is told of a session to whoever has no table of any worker.</summary>
[Category("bed")]
public class SessionEventsTests
{
    private SampleSessions sample = null!;

    [OneTimeSetUp]
    public async Task Create() => sample = await SampleSessions.Create();

    [OneTimeTearDown]
    public async Task End() => await sample.DisposeAsync();

    [Test]
    public async Task All_of_a_session_is_told_in_its_order_and_of_a_further_invoice_what_was_credited()
    {
        var told = await Told(SampleSessions.Charged);

        Assert.That(told, Is.EqualTo(
        [
            "upstream: session started  voice, customer acme", "upstream: session ended  after 00:10:00",
            "rating: set aside: no-plan  acme has none", "rating: replayed  was set aside: no-plan",
            "rating: rated 60 EUR by sample of 2026-01-01: conference 10 min at 0.06 = 0.6",
            "invoicing: invoiced 121 EUR CZ-1", "payment: taken in 121 EUR ",
            "payment: attempt 1 121 EUR card visa 4242", "payment: attempt 1 captured 121 EUR pi_1",
            "payment: booked: captured 121 EUR from receivable to gateway_clearing",
            "payment: due: look  after attempt 1", "payment: Captured 121 EUR after 1 attempts",
            "invoicing: invoice paid 121 EUR CZ-1", "payment: receipt sent  CZ-1.eml",
            "rating: price corrected 40 EUR mended", "invoicing: invoiced further 121 EUR CZ-2",
            "invoicing: credited 12 EUR CZ-C1", "invoicing: credited 12 EUR CZ-C2",
            "payment: credit note settled: not refunded, the refund failed 12 EUR CZ-C1",
            "payment: credit note settled: not refunded, the refund failed 12 EUR CZ-C2",
        ]));
    }

    [Test]
    public async Task What_gathers_is_told_with_the_day_on_which_it_is_due() =>
        Assert.That(
            (await Told(SampleSessions.Gathered))[^1],
            Is.EqualTo("invoicing: gathered on an open invoice 60 EUR due 2026-12-08 12:00 UTC"));

    private async Task<List<string>> Told(SessionKey key) =>
    [
        .. (await new SessionEvents(sample.Auditor).Of(key, default)).Select(one =>
            $"{one.Worker}: {one.What} {one.AmountMinor}{one.Currency?.Insert(0, " ")} {one.Detail}"),
    ];
}
