using Charging.Documents.Pdf;
using Charging.ServiceDefaults;
using Microsoft.Extensions.Options;

namespace Charging.Payments;

/// <summary>What an instance needs that makes and sends mails, and the commands that look at them.</summary>
internal static class MailingParts
{
    /// <param name="worker">The payment worker.</param>
    /// <param name="sends">Whether this instance sends mails, and so needs the fonts.</param>
    public static void AddMailing(this Worker worker, bool sends)
    {
        var services = worker.Services;
        services.AddOptions<ReceiptOptions>().BindConfiguration("Receipts").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<MailServerOptions>()
            .BindConfiguration("Receipts:Smtp").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Receipts>().AddSingleton<DeliverReceipt>().AddSingleton<WriteReceipt>();
        services.AddSingleton<ReceiptMail>();
        var fonts = services.AddPrinting();
        services.AddSingleton<IMailRoute>(provider =>
            provider.GetRequiredService<IOptions<MailServerOptions>>().Value.Host is null
                ? ActivatorUtilities.CreateInstance<MailFolder>(provider)
                : ActivatorUtilities.CreateInstance<MailServer>(provider));
        worker.AddCommand(ReceiptCommands.Create(worker));
        if (!sends) return;

        fonts.ValidateOnStart();
        services.AddHostedService<DeliverDueReceipts>();
    }
}
