using Charging.Payments.Crediting;
using MassTransit;

namespace Charging.Payments.Refunding;

/// <summary>What an instance needs that gives money back, as ordered or as credited.</summary>
internal static class RefundingParts
{
    /// <param name="worker">The payment worker.</param>
    /// <param name="collects">Whether this instance looks at the refunds and credit notes that are due.</param>
    public static void AddRefunding(this Worker worker, bool collects)
    {
        worker.Services.AddSingleton<Refunds>().AddSingleton<IssueRefund>();
        worker.Services.AddSingleton<Credits>().AddSingleton<KeepCredit>();
        worker.Services.AddMeasure<Refunds, PaymentMetrics>(MeasureRefunds.Of)
            .AddMeasure<Credits, PaymentMetrics>(MeasureCredits.Of);
        if (collects) worker.Services.AddHostedService<WakeRefunds>().AddHostedService<SettleCredits>();
    }

    public static void AddRefunding(this IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<RefundPaymentConsumer>();
        bus.AddConsumer<KeepCreditConsumer>();
    }
}
