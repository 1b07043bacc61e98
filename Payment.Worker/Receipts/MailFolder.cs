using Microsoft.Extensions.Options;

namespace Charging.Payments.Receipts;

/// <summary>
/// Delivers mails as files, each whole or not at all; the same mail again is the same file. While the folder takes none
/// (its disk is full or read-only, or it is away) mails wait, as they do for a mail server that is away, and no other
/// is tried for a while.
/// </summary>
internal sealed class MailFolder : IMailRoute
{
    /// <summary>As long as the first wait of a mail that was put off.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly string folder;
    private readonly ILogger<MailFolder> log;
    private readonly TimeProvider clock;
    private volatile Failure? failure;

    public MailFolder(IOptions<ReceiptOptions> options, ILogger<MailFolder> log, TimeProvider clock) =>
        (folder, this.log, this.clock) = (Path.GetFullPath(options.Value.Folder), log, clock);

    public bool IsOpen => Resting() is null;

    public async Task<MailAnswer> Deliver(Receipt receipt, CancellationToken cancellationToken)
    {
        if (Resting() is { } resting) return resting;
        try
        {
            await Write(receipt, cancellationToken);
            failure = null;
            return new MailAnswer.Accepted();
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            failure = new Failure(full.Message, clock.UtcNow() + Rest);
            log.MailFolderAway(folder, Rest, full.Message);
            return new MailAnswer.Later(full.Message);
        }
    }

    private MailAnswer.Later? Resting() =>
        failure is { } last && clock.UtcNow() < last.RestUntil ? new MailAnswer.Later(last.Why) : null;

    /// <summary>What only customers should read is for the worker's account alone.</summary>
    private async Task Write(Receipt receipt, CancellationToken cancellationToken)
    {
        OurFiles.Folder(folder);
        var unfinished = Path.Combine(folder, $".{receipt.FileName}.{Guid.NewGuid():N}");
        var begun = false;
        try
        {
            await using (var file = OurFiles.Open(unfinished, FileMode.CreateNew, FileAccess.Write, buffer: 0))
            {
                begun = true;
                await file.WriteAsync(receipt.Mail, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, Path.Combine(folder, receipt.FileName), overwrite: true);
            begun = false;
        }
        finally
        {
            if (begun) File.Delete(unfinished);
        }
    }

    private sealed record Failure(string Why, DateTime RestUntil);
}
