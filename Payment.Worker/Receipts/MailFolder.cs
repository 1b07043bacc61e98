using Microsoft.Extensions.Options;

namespace Charging.Payments;

/// <summary>Delivers mails as files, each whole or not at all; the same mail again is the same file.</summary>
internal sealed class MailFolder(IOptions<ReceiptOptions> options) : IMailRoute
{
    private readonly string folder = Directory.CreateDirectory(options.Value.Folder).FullName;

    public bool IsOpen => true;

    public async Task<MailAnswer> Deliver(Receipt receipt, CancellationToken cancellationToken)
    {
        var unfinished = Path.Combine(folder, $".{receipt.FileName}.{Guid.NewGuid():N}");
        await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write))
        {
            await file.WriteAsync(receipt.Mail, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, Path.Combine(folder, receipt.FileName), overwrite: true);
        return new MailAnswer.Accepted();
    }
}
