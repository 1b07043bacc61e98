using Charging.Payments.Announcing;
using MassTransit;

namespace Charging.Payments.Collecting;

/// <summary>What an instance needs that collects payments, or lets a person look at them.</summary>
internal static class CollectingParts
{
    public static void AddCollecting(this Worker worker)
    {
        worker.Services.AddSingleton<Payments>().AddSingleton<Attempts>().AddSingleton<Disputes>();
        worker.Services.AddSingleton<Notices>();
        worker.Services.AddSingleton<StorePayment>();
        worker.Services.AddSingleton<CapturePayment>().AddSingleton<RecallAttempts>().AddSingleton<DecideAttempt>();
        worker.Services.AddSingleton<PaymentMetrics>().AddTable(PaymentMetrics.Table);
        worker.Services.AddSingleton(services => MeasurePayments.Of(
            services.GetRequiredService<Payments>(), services.GetRequiredService<Attempts>(),
            services.GetRequiredService<PaymentMetrics>()));
    }

    /// <param name="bus">The worker's.</param>
    /// <param name="sample">Warms the fast lane up.</param>
    public static void AddCollecting(this IBusRegistrationConfigurator bus, Func<InvoiceCreated> sample)
    {
        bus.AddSagaStateMachine<PaymentSaga, PaymentState, PaymentSagaDefinition>().StoredInPayments();
        bus.AddFastLane<BeginPayment, InvoiceCreated>(sample, PaymentSagaDefinition.Queue);
    }
}
