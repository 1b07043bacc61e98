using Charging.Payments.Facts;
using Charging.Payments.Messages;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Charging.Payments.Receipts;

/// <summary>What an instance needs that makes and sends mails.</summary>
internal static class ReceiptsParts
{
    /// <param name="worker">The payment worker.</param>
    /// <param name="sends">Whether this instance sends mails.</param>
    public static void AddReceipts(this Worker worker, bool sends)
    {
        var services = worker.Services;
        services.AddOptions<ReceiptOptions>().BindConfiguration("Receipts").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<MailServerOptions>()
            .BindConfiguration("Receipts:Smtp").ValidateDataAnnotations().ValidateOnStart();
        services.AddMeasure<Receipts, PaymentMetrics>(MeasureReceipts.Of);
        services.AddSingleton<Receipts>().AddSingleton<DeliverReceipt>().AddSingleton<WriteReceipt>();
        services.AddSingleton<ReceiptMail>().AddSingleton<FindFacts>();
        services.AddSingleton<IMailRoute>(provider =>
            provider.GetRequiredService<IOptions<MailServerOptions>>().Value.Host is null
                ? ActivatorUtilities.CreateInstance<MailFolder>(provider)
                : ActivatorUtilities.CreateInstance<MailServer>(provider));
        services.AddSingleton<SendNotice>();
        if (!sends) return;
        services.AddHostedService<DeliverDueReceipts>().AddHostedService<SendDueNotices>();
    }

    /// <param name="bus">The worker's.</param>
    /// <param name="sample">An order of nobody's mail, to get warm by.</param>
    public static void AddReceipts(this IBusRegistrationConfigurator bus, Func<SendReceipt> sample)
    {
        bus.AddConsumer<SendReceiptConsumer, SendReceiptConsumerDefinition>();
        bus.AddFastLane<SendReceiptConsumer, SendReceipt>(sample);
    }
}
