namespace Charging.Payments.Tests;

/// <summary>The values of labels that are listed are those that the rooms have, which the list may not know.</summary>
public class PaymentMetricsTests
{
    [Test]
    public void Every_kind_of_decline_and_reason_to_give_up_is_listed() =>
        Assert.That(
            Of("charging.payments").Only!.Select(values => string.Join(' ', values)),
            Is.EquivalentTo((string[])
            [
                .. Words.All<AttemptStatus>().Except(["started", "declined"]).Select(status => $"{status} none"),
                .. Words.All<DeclineClass>().Select(one => $"declined {one}"),
                .. Words.All<AbandonReason>().Select(one => $"abandoned {one}"),
            ]));

    [Test]
    public void Every_reason_to_leave_a_capture_out_is_listed() =>
        Assert.That(
            Of("charging.session_to_capture.excluded").Labels[0].Values,
            Is.EquivalentTo(Words.All<WhyExcluded>()));

    [Test]
    public void Every_status_of_a_refund_is_listed() =>
        Assert.That(Of("charging.refunds").Labels[0].Values, Is.EquivalentTo(Words.All<RefundStatus>()));

    [Test]
    public void Every_state_that_a_payment_is_open_in_is_listed()
    {
        var states = typeof(PaymentSaga).GetProperties().Where(one => one.PropertyType == typeof(MassTransit.State))
            .Select(one => one.Name).Except(["Captured", "Abandoned", "Final"]);

        Assert.That(Of("charging.payments.open").Labels[0].Values, Is.EquivalentTo(states));
    }

    private static Metric Of(string name) => PaymentMetrics.Table.Single(metric => metric.Name == name);
}
