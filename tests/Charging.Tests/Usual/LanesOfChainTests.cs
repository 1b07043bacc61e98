using Charging.TestBed;

namespace Charging.Tests.Usual;

/// <summary>In the workers as they run the fast lane is the usual one.</summary>
[Category("bed")]
public class LanesOfChainTests
{
    private const int Sessions = 1000;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private Chain? chain;

    [TearDown]
    public Task Close() => chain.Close();

    [Test]
    public async Task Sessions_invoices_payments_settlements_and_receipts_take_the_fast_lane()
    {
        chain = await Chain.Start();

        await chain.Publish(SampleSession.Many(Sessions, chain.Customers));
        await chain.AllCharged(Sessions, Limit);
        await chain.QueuesAreEmpty();

        foreach (var (worker, queue) in ((WorkerProcess, string)[])
        [
            (chain.Rating[0], "rating-rate-session"),
            (chain.Invoicing[0], "invoicing-create-invoice"),
            (chain.Invoicing[0], "invoicing-settle-invoice"),
            (chain.Payment[0], "payment-collect-payment"),
            (chain.Payment[0], "payment-send-receipt"),
        ])
        {
            var taken = await worker.Metric("charging_lane_messages_total", $"queue=\"{queue}\"", "way=\"fast\"");
            Assert.That(taken, Is.InRange(Sessions * 0.9, Sessions), queue);
            var waited = await worker.Metric("charging_message_wait_duration_seconds_count", $"queue=\"{queue}\"");
            Assert.That(waited, Is.InRange(taken, Sessions), queue);
        }

        await EveryCaptureIsMeasured(chain.Payment[0]);
    }

    /// <summary>The sample's sessions ended up to ten minutes before they are published; some just then.</summary>
    private static async Task EveryCaptureIsMeasured(WorkerProcess payment)
    {
        var counted = await payment.Metric("charging_session_to_capture_duration_seconds_count", "method=\"card\"");
        var late = await payment.Metric("charging_session_to_capture_excluded_total", "why=\"late\"");
        var excluded = await payment.Metric("charging_session_to_capture_excluded_total");
        var received = await payment.Metric("charging_received_to_capture_duration_seconds_count");
        var soon = await payment.Metric("charging_received_to_capture_duration_seconds_bucket", "le=\"60\"");

        Assert.That(counted + late, Is.EqualTo(Sessions));
        Assert.That(excluded, Is.EqualTo(late), "no other reason");
        Assert.That(received, Is.EqualTo(Sessions), "late ones too");
        Assert.That(soon, Is.EqualTo(received));
    }
}
