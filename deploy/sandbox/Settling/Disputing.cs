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
            charge.MethodType == Method.Card ? "fraudulent" : "debit_not_authorized");
        return Step(EntryKind.Disputed, at, book, dispute) with
        {
            Charge = charge with { Disputed = true },
            Transaction = new BalanceTransaction(
                BalanceTransaction.IdOf(dispute.Id), TransactionType.Adjustment, dispute.Id, at, at, -amount, Fee,
                charge.Currency),
            DueAt = at,
        };
    }

    public static Entry? Withdraw(DateTime at, Book book, Dispute dispute, SandboxOptions options) =>
        dispute.IsWithdrawn
            ? null
            : Step(EntryKind.FundsWithdrawn, at, book, dispute with { IsWithdrawn = true }) with
            {
                DueAt = EndOf(book, dispute) is null ? null : at + options.DisputeClosedAfter,
            };

    public static Entry? Close(DateTime at, Book book, Dispute dispute)
    {
        if (dispute.Status is not DisputeStatus.NeedsResponse || EndOf(book, dispute) is not { } end) return null;
        var closed = Step(EntryKind.DisputeClosed, at, book, dispute with { Status = end });
        return end is DisputeStatus.Lost ? closed : closed with
        {
            Transaction = new BalanceTransaction(
                $"{BalanceTransaction.IdOf(dispute.Id)}_won", TransactionType.Adjustment, dispute.Id, at, at,
                dispute.Amount, 0, dispute.Currency),
        };
    }

    private static DisputeStatus? EndOf(Book book, Dispute dispute) =>
        Behaviour.Of(book.Charges[dispute.Charge].Method)!.DisputeEnd;

    private static Entry Step(EntryKind kind, DateTime at, Book book, Dispute dispute) =>
        new() { Kind = kind, At = at, Intent = book.Intents[dispute.Intent], Dispute = dispute };
}
