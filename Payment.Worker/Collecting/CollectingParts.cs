using MassTransit;

namespace Charging.Payments.Collecting;

/// <summary>What an instance needs that collects payments, or lets a person look at them.</summary>
internal static class CollectingParts
{
    /// <param name="worker">The payment worker.</param>
    /// <param name="collects">Whether this instance draws money.</param>
    public static void AddCollecting(this Worker worker, bool collects)
    {
        worker.Services.AddSingleton<Payments>().AddSingleton<Attempts>().AddSingleton<Disputes>();
        worker.Services.AddSingleton<StorePayment>();
        worker.Services.AddSingleton<CapturePayment>().AddSingleton<RecallAttempts>().AddSingleton<DecideAttempt>();
        worker.Services.AddSingleton<PaymentMetrics>();
        if (collects) worker.Services.AddHostedService<WatchUnanswered>();
    }

    /// <param name="bus">The worker's.</param>
    /// <param name="sample">Warms the fast lane up.</param>
    public static void AddCollecting(this IBusRegistrationConfigurator bus, Func<InvoiceCreated> sample)
    {
        bus.AddSagaStateMachine<PaymentSaga, PaymentState, PaymentSagaDefinition>().StoredInPayments();
        bus.AddFastLane<BeginPayment, InvoiceCreated>(sample, PaymentSagaDefinition.Queue);
    }
}
