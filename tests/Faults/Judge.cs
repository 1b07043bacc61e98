using System.Text.RegularExpressions;
using Charging.TestBed;

namespace Charging.Faults;

/// <summary>Compares what we say with what the gateway really did; its ledger is the truth.</summary>
internal sealed partial class Judge(
    IReadOnlyList<Payment> payments, IReadOnlyList<Drawn> ours, IReadOnlyList<SandboxEntry> ledger)
{
    private readonly ILookup<Guid, SandboxEntry> captures = Of(ledger, SandboxEntry.Captured);
    private readonly ILookup<Guid, SandboxEntry> disputes = Of(ledger, SandboxEntry.Disputed);

    /// <summary>Every difference there is, in words; none when all is well.</summary>
    public static async Task<IReadOnlyList<string>> Differences(Chain chain, int invoices)
    {
        var payments = await Payment.Read(chain.Database);
        var judge = new Judge(payments, await Payment.ReadCaptures(chain.Database), chain.Sandbox.Entries);
        var books = await Books.Read(chain, invoices);
        return
        [
            .. payments.Count == invoices ? [] : (string[])[$"{invoices} invoices, but {payments.Count} payments"],
            .. judge.Captures(),
            .. payments.SelectMany(judge.Of),
            .. judge.Receipts(chain.MailFiles.Select(MessageIdOf)),
            .. books.Where(equation => !equation.Holds).Select(equation => $"the books: {equation}"),
        ];
    }

    public IEnumerable<string> Captures() =>
    [
        .. captures.Where(drawn => drawn.Count() > 1).Select(drawn => $"{drawn.Key} was drawn {drawn.Count()} times"),
        .. Theirs.Except(ours).Select(drawn => $"the gateway drew what we do not know of: {drawn}"),
        .. ours.Except(Theirs).Select(drawn => $"we take for drawn what the gateway did not draw: {drawn}"),
    ];

    /// <summary>What is wrong with one payment.</summary>
    public IEnumerable<string> Of(Payment payment)
    {
        var behaviour = payment.Behaviour;
        var (drawn, returned) = (Sum(captures, payment), Sum(disputes, payment));
        var which = $"{payment.InvoiceId} ({payment.CustomerId}, '{behaviour.Tokens}')";
        if (payment.State != behaviour.End)
            yield return $"{which} is {payment.State} and should be {behaviour.End}: {behaviour.Because}";
        if (drawn != payment.Paid) yield return $"{which}: {payment.Paid} is booked as captured, {drawn} was drawn";
        if (drawn != 0 && drawn != payment.Total) yield return $"{which}: {drawn} was drawn of {payment.Total}";
        if (returned != payment.Returned)
            yield return $"{which}: {payment.Returned} is booked as returned, {returned} went back";
        if ((payment.Receipt is not null) != (drawn > 0))
            yield return $"{which}: {drawn} was drawn, and the receipt is '{payment.Receipt}'";
    }

    /// <summary>By the files that were really delivered: each receipt once.</summary>
    public IEnumerable<string> Receipts(IEnumerable<string> delivered)
    {
        var files = delivered.ToLookup(id => id);
        return payments.Where(payment => payment.Receipt is not null && files[payment.Receipt].Count() != 1)
            .Select(payment => $"the receipt {payment.Receipt} is in {files[payment.Receipt!].Count()} files");
    }

    private IEnumerable<Drawn> Theirs => captures.SelectMany(drawn => drawn).Select(Drawn.Of);

    private static ILookup<Guid, SandboxEntry> Of(IEnumerable<SandboxEntry> ledger, string kind) =>
        ledger.Where(entry => entry.Kind == kind).ToLookup(entry => entry.InvoiceId);

    private static long Sum(ILookup<Guid, SandboxEntry> entries, Payment payment) =>
        entries[payment.InvoiceId].Sum(entry => entry.Minor);

    private static string MessageIdOf(string file) =>
        MessageId().Match(File.ReadAllText(file)) is { Success: true } found ? found.Groups[1].Value : file;

    [GeneratedRegex(@"^Message-Id:\s*<([^>]+)>", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex MessageId();
}
