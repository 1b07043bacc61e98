using Charging.Payments.Ledger;
using Charging.Payments.Messages;

namespace Charging.Payments.Collecting;

/// <summary>
/// A dispute about a capture as it was reported last; the key is the gateway's own name for it. Moves counts how often
/// its money has gone, so odd is away. ReportedAt is the gateway's time of what is kept; IsDecided says that its end is
/// a person's word, which the gateway's own goes before.
/// </summary>
internal sealed record Dispute(
    string Reference,
    Guid InvoiceId,
    string CaptureReference,
    long AmountMinor,
    string Currency,
    DisputeStatus Status,
    int Moves,
    DateTime ReportedAt,
    bool IsDecided)
{
    public Money Amount => new(AmountMinor, Currency);

    /// <summary>The money is at the customer's bank.</summary>
    public bool IsAway => Moves % 2 == 1;

    public static Dispute First(ReturnReported told, string captureReference) => new Dispute(
        told.GatewayReference, told.InvoiceId, captureReference, told.Amount.Minor, told.Amount.Currency,
        DisputeStatus.Won, Moves: 0, told.At ?? DateTime.UnixEpoch, IsDecided: false).As(StatusOf(told));

    /// <summary>
    /// As the report leaves it; itself where it says nothing new: older news, the same once more, or a person's word
    /// about what has ended.
    /// </summary>
    public Dispute After(ReturnReported told)
    {
        var status = StatusOf(told);
        if (told.IsDecided)
            return status != Status && Status == DisputeStatus.Open ? As(status) with { IsDecided = true } : this;

        // A report of before has no time; its end still comes after its beginning.
        var at = told.At ?? ReportedAt;

        // Said again later: what happened in between is older news then.
        if (status == Status) return at > ReportedAt ? this with { ReportedAt = at, IsDecided = false } : this;

        var isCorrection = IsDecided && status != DisputeStatus.Open;
        return isCorrection || at > ReportedAt || (at == ReportedAt && status > Status)
            ? As(status) with { ReportedAt = at > ReportedAt ? at : ReportedAt, IsDecided = false }
            : this;
    }

    /// <summary>
    /// What its last movement books, each once. The gateway took it back from what it owes us, so the customer owes it
    /// again; or it gave it to us again.
    /// </summary>
    public LedgerEntry ToEntry(DateTime now)
    {
        var (what, debit, credit) = IsAway
            ? (LedgerEvent.Returned, Account.Receivable, Account.Clearing)
            : (LedgerEvent.Reinstated, Account.Clearing, Account.Receivable);
        return LedgerEntry.Of($"{InvoiceId}\n{Reference}\n{Moves}", InvoiceId, what, debit, credit, Amount, now);
    }

    /// <summary>What ends at the moment at which it began comes after its beginning.</summary>
    private Dispute As(DisputeStatus status) =>
        this with { Status = status, Moves = IsAway == (status != DisputeStatus.Won) ? Moves : Moves + 1 };

    private static DisputeStatus StatusOf(ReturnReported told) => told.Reason switch
    {
        ReturnReported.Disputed => DisputeStatus.Open,
        ReturnReported.DisputeLost => DisputeStatus.Lost,
        ReturnReported.DisputeWon => DisputeStatus.Won,
        _ => throw new InvalidOperationException(
            $"Invoice {told.InvoiceId}: the report of {told.GatewayReference} says '{told.Reason}', which is no word " +
            "of a dispute's; an instance of another version may have sent it."),
    };
}

/// <summary>In the order in which they may follow each other at one moment; a dispute may be opened again.</summary>
internal enum DisputeStatus
{
    Open,
    Lost,
    Won,
}
