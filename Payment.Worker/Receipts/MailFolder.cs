using Microsoft.Extensions.Options;

namespace Charging.Payments.Receipts;

/// <summary>
/// Delivers mails as files, each whole or not at all, and those that wait at this moment at once; the same mail again
/// is the same file. While the folder takes none (its disk is full or read-only, or it is away) mails wait, as they do
/// for a mail server that is away, and no other is tried for a while.
/// </summary>
internal sealed class MailFolder : IMailRoute
{
    /// <summary>As long as the first wait of a mail that was put off.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(30);

    private readonly string folder;
    private readonly ILogger<MailFolder> log;
    private readonly TimeProvider clock;
    private readonly GroupCommit<Receipt, MailAnswer> files;
    private volatile Failure? failure;

    public MailFolder(IOptions<ReceiptOptions> options, ILogger<MailFolder> log, TimeProvider clock)
    {
        (folder, this.log, this.clock) = (Path.GetFullPath(options.Value.Folder), log, clock);
        files = new GroupCommit<Receipt, MailAnswer>((mails, _) => Write(mails));
    }

    public bool IsOpen => Resting() is null;

    public async Task<MailAnswer> Deliver(Receipt receipt, CancellationToken cancellationToken) =>
        Resting() is { } resting ? resting : await files.Add(receipt, cancellationToken);

    private MailAnswer.Later? Resting() =>
        failure is { } last && clock.UtcNow() < last.RestUntil ? new MailAnswer.Later(last.Why) : null;

    private async Task<IReadOnlyList<MailAnswer>> Write(IReadOnlyList<Receipt> mails)
    {
        // Those before them may have found the folder away.
        if (Resting() is { } resting) return [.. mails.Select(_ => resting)];

        var hindered = await DurableFiles.Write(folder, [.. mails.Select(mail => (mail.FileName, mail.Mail))]);
        if (hindered.FirstOrDefault(one => one is not null) is { } away)
        {
            failure = new Failure(away.Message, clock.UtcNow() + Rest);
            log.MailFolderAway(folder, Rest, away.Message);
        }

        return [.. hindered.Select(one => one is null
            ? (MailAnswer)new MailAnswer.Accepted()
            : new MailAnswer.Later(one.Message))];
    }

    private sealed record Failure(string Why, DateTime RestUntil);
}
