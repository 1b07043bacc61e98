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
        services.AddSingleton<InvoiceFonts>().AddSingleton<InvoicePdf>().AddSingleton<ReceiptMail>();
        services.AddSingleton<IMailRoute>(provider =>
            provider.GetRequiredService<IOptions<MailServerOptions>>().Value.Host is null
                ? ActivatorUtilities.CreateInstance<MailFolder>(provider)
                : ActivatorUtilities.CreateInstance<MailServer>(provider));
        worker.AddCommand(ReceiptCommands.Create(worker));
        if (!sends) return;

        services.AddSingleton<IValidateOptions<ReceiptOptions>, FontsExist>();
        services.AddHostedService<DeliverDueReceipts>();
    }

    /// <summary>Told at the start, not at the first receipt.</summary>
    private sealed class FontsExist : IValidateOptions<ReceiptOptions>
    {
        public ValidateOptionsResult Validate(string? name, ReceiptOptions options) =>
            new[] { options.Font, options.StrongFont }.FirstOrDefault(font => !File.Exists(font)) is { } missing
                ? ValidateOptionsResult.Fail(
                    $"There is no font {missing} to set invoices in; install it with: apt-get install fonts-inter, " +
                    "or name other OpenType fonts in Receipts__Font and Receipts__StrongFont.")
                : ValidateOptionsResult.Success;
    }
}
