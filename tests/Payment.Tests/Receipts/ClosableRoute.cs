using System.Collections.Concurrent;

namespace Charging.Payments.Tests.Receipts;

/// <summary>The folder, but for the next mails, which get the answers of a test instead.</summary>
internal sealed class ClosableRoute(MailFolder folder) : IMailRoute
{
    public ConcurrentQueue<MailAnswer> Next { get; } = [];

    public bool IsOpen => true;

    public async Task<MailAnswer> Deliver(Receipt receipt, CancellationToken cancellationToken) =>
        Next.TryDequeue(out var answer) ? answer : await folder.Deliver(receipt, cancellationToken);
}
