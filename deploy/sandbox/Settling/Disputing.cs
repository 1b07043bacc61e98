namespace Charging.Sandbox;

/// <summary>
/// How a dispute goes: the money is taken back, that is said once more, and it ends as the charge's token says.
/// </summary>
internal static class Disputing
{
    /// <summary>In smallest units; kept whoever wins.</summary>
    private const long Fee = 1500;

    public static Entry? Open(DateTime at, Book book, Charge charge)
    {
        var amount = charge.Amount - charge.AmountRefunded;
        if (charge.Disputed || amount == 0) return null;
        var dispute = new Dispute(
            $"dp_{charge.Id}", charge.Id, charge.Intent, at, amount, charge.Currency,
            charge.MethodType == Method.Card ? "fraudulent" : "debit_not_authorized",
            charge.MethodType == Method.Card ? DisputeStatus.NeedsResponse : DisputeStatus.Lost);
        return Step(EntryKind.Disputed, at, book, dispute) with
        {
            Charge = charge with { Disputed = true },
            Transaction = new BalanceTransaction(
                BalanceTransaction.IdOf(dispute.Id), TransactionType.Adjustment, dispute.Id, at, at, -amount, Fee,
                charge.Currency),
            DueAt = at,
        };
    }

    /// <summary>Said once: what was won since stays, though this comes due anew after a restart.</summary>
    public static Entry? Withdraw(DateTime at, Book book, Dispute dispute, SandboxOptions options) =>
        dispute.IsWithdrawn || dispute.Closings > 0
            ? null
            : Step(EntryKind.FundsWithdrawn, at, book, dispute with { IsWithdrawn = true }) with
            {
                DueAt = EndOf(book, dispute) is null || dispute.Status is not DisputeStatus.NeedsResponse
                    ? null
                    : at + options.DisputeClosedAfter,
            };

    public static Entry? Close(DateTime at, Book book, Dispute dispute)
    {
        if (dispute.Status is not DisputeStatus.NeedsResponse || EndOf(book, dispute) is not { } end) return null;
        var closed = Step(
            EntryKind.DisputeClosed, at, book, dispute with { Status = end, Closings = dispute.Closings + 1 });
        return end is DisputeStatus.Lost ? closed : closed with
        {
            Transaction = Back(at, dispute, "won", dispute.Amount),
            DueAt = at,
        };
    }

    /// <summary>Once the end is told, the money is said to be back; later it may be taken up again.</summary>
    public static Entry? Reinstate(DateTime at, Book book, Dispute dispute, SandboxOptions options) =>
        dispute.Status is DisputeStatus.Won && dispute.IsWithdrawn
            ? Step(EntryKind.FundsReinstated, at, book, dispute with { IsWithdrawn = false }) with
            {
                DueAt = EndOf(book, dispute) is null ? null : at + options.DisputeClosedAfter,
            }
            : null;

    public static Entry? Reopen(DateTime at, Book book, Dispute dispute, SandboxOptions options) =>
        dispute.Status is not DisputeStatus.Won || EndOf(book, dispute) is null
            ? null
            : Step(
                EntryKind.DisputeReopened, at, book,
                dispute with { Status = DisputeStatus.NeedsResponse, IsWithdrawn = true }) with
            {
                Transaction = Back(at, dispute, "reopened", -dispute.Amount),
                DueAt = at + options.DisputeClosedAfter,
            };

    private static BalanceTransaction Back(DateTime at, Dispute dispute, string word, long amount) => new(
        $"{BalanceTransaction.IdOf(dispute.Id)}_{word}", TransactionType.Adjustment, dispute.Id, at, at, amount, 0,
        dispute.Currency);

    /// <summary>How it ends this time; null if it stays as it is.</summary>
    private static DisputeStatus? EndOf(Book book, Dispute dispute)
    {
        var ends = Behaviour.Of(book.Charges[dispute.Charge].Method)!.DisputeEnds;
        return dispute.Closings < ends.Count ? ends[dispute.Closings] : null;
    }

    private static Entry Step(EntryKind kind, DateTime at, Book book, Dispute dispute) =>
        new() { Kind = kind, At = at, Intent = book.Intents[dispute.Intent], Dispute = dispute };
}
