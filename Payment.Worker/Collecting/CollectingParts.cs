using Charging.Payments.Announcing;
using Charging.Payments.CheckingOut;
using MassTransit;

namespace Charging.Payments.Collecting;

/// <summary>What an instance needs that collects payments, or lets a person look at them.</summary>
internal static class CollectingParts
{
    /// <param name="worker">The payment worker.</param>
    /// <param name="wakes">Whether this instance has the pages looked at on which customers may have paid.</param>
    public static void AddCollecting(this Worker worker, bool wakes)
    {
        worker.Services.AddSingleton<Payments>().AddSingleton<Attempts>().AddSingleton<Disputes>();
        worker.Services.AddSingleton<Notices>();
        worker.Services.AddSingleton<Checkouts>().AddSingleton<KeepCheckout>().AddSingleton<SettleCheckout>();
        worker.Services.AddSingleton<StorePayment>();
        worker.Services.AddSingleton<CapturePayment>().AddSingleton<RecallAttempts>().AddSingleton<DecideAttempt>();
        if (wakes) worker.Services.AddHostedService<WakeCheckouts>();
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
