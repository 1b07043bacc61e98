using Charging.TestBed;

namespace Charging.Tests.Usual;

/// <summary>In the workers as they run the fast lane is the usual one.</summary>
[Category("bed")]
public class LanesOfChainTests : OnUsualChain
{
    private const int Sessions = 1000;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static (WorkerProcess, string)[] Lanes =>
    [
        (Chain.Rating[0], "rating-rate-session"),
        (Chain.Invoicing[0], "invoicing-create-invoice"),
        (Chain.Invoicing[0], "invoicing-settle-invoice"),
        (Chain.Payment[0], "payment-collect-payment"),
        (Chain.Payment[0], "payment-send-receipt"),
    ];

    [Test]
    public async Task Sessions_invoices_payments_settlements_and_receipts_take_the_fast_lane()
    {
        var (before, measuredBefore) = (await InLanes(), await Measured());

        await Chain.Publish(Chain.NewSessions(Sessions));
        await Chain.AllCharged(Sessions, Limit);
        await Chain.QueuesAreEmpty();

        // What was done is counted just after it is told.
        var after = await Eventually.Becomes(
            InLanes, all => all.All(one => one.Value.Taken - before[one.Key].Taken >= Sessions * 0.9), Limit,
            "nine of ten counted as taken by the fast lane, on every queue");
        foreach (var (queue, all) in after)
        {
            var taken = all.Taken - before[queue].Taken;
            Assert.That(taken, Is.InRange(Sessions * 0.9, Sessions), queue);
            Assert.That(all.Waited - before[queue].Waited, Is.InRange(taken, Sessions), queue);
        }

        EveryCaptureIsMeasured((await Measured()).Since(measuredBefore));
    }

    /// <summary>The sample's sessions ended up to ten minutes before they are published; some just then.</summary>
    private static void EveryCaptureIsMeasured(Captures measured)
    {
        Assert.That(measured.Counted + measured.Late, Is.EqualTo(Sessions));
        Assert.That(measured.Excluded, Is.EqualTo(measured.Late), "no other reason");
        Assert.That(measured.Received, Is.EqualTo(Sessions), "late ones too");
        Assert.That(measured.Soon, Is.EqualTo(measured.Received));
    }

    private static async Task<Dictionary<string, (double Taken, double Waited)>> InLanes()
    {
        var all = new Dictionary<string, (double, double)>();
        foreach (var (worker, queue) in Lanes)
            all[queue] = (
                await worker.Metric("charging_lane_messages_total", $"queue=\"{queue}\"", "way=\"fast\""),
                await worker.Metric("charging_message_wait_duration_seconds_count", $"queue=\"{queue}\""));
        return all;
    }

    private static async Task<Captures> Measured()
    {
        var payment = Chain.Payment[0];
        return new(
            await payment.Metric("charging_session_to_capture_duration_seconds_count", "method=\"card\""),
            await payment.Metric("charging_session_to_capture_excluded_total", "why=\"late\""),
            await payment.Metric("charging_session_to_capture_excluded_total"),
            await payment.Metric("charging_received_to_capture_duration_seconds_count"),
            await payment.Metric("charging_received_to_capture_duration_seconds_bucket", "le=\"60\""));
    }

    private sealed record Captures(double Counted, double Late, double Excluded, double Received, double Soon)
    {
        public Captures Since(Captures before) => new(
            Counted - before.Counted, Late - before.Late, Excluded - before.Excluded, Received - before.Received,
            Soon - before.Soon);
    }
}
