namespace Charging.Sandbox;

internal enum EntryKind
{
    /// <summary>An intent that waits to be confirmed.</summary>
    Created,

    /// <summary>The money was drawn.</summary>
    Captured,

    /// <summary>The money was refused, at once.</summary>
    Declined,

    /// <summary>A bank debit is on its way.</summary>
    Processing,

    /// <summary>A bank debit came back before it was ever paid.</summary>
    Returned,

    /// <summary>The customer has to do something.</summary>
    ActionRequired,
    Canceled,
    Refunded,

    /// <summary>A refund came back: the money is there again.</summary>
    RefundFailed,

    /// <summary>The customer's bank took the money back.</summary>
    Disputed,

    /// <summary>Nothing but the word of it: the money went with the dispute.</summary>
    FundsWithdrawn,

    /// <summary>A dispute that was won brings the money back; one that was lost moves nothing more.</summary>
    DisputeClosed,

    /// <summary>Nothing but the word of it: the money came with the end of the dispute.</summary>
    FundsReinstated,

    /// <summary>A dispute that was won is taken up again: the money is gone once more.</summary>
    DisputeReopened,
    PaidOut,

    /// <summary>A page on which a customer may pay; what is paid on it is captured.</summary>
    SessionOpened,

    /// <summary>Nobody can pay on it any more.</summary>
    SessionExpired,

    /// <summary>A call that changed nothing and got no proper answer.</summary>
    Faulted,

    /// <summary>A receiver took an event with a status of 2xx.</summary>
    Told,
    ClockMoved,
}

/// <summary>How a call is answered, whatever became of the money.</summary>
internal enum Voice
{
    Answer,

    /// <summary>The caller waits until he gives up; a repeat under the same key is answered.</summary>
    Hang,

    /// <summary>The connection is cut; a repeat under the same key is answered.</summary>
    Reset,
    HangAlways,
    ResetAlways,

    /// <summary>A 500, to repeats under the same key as well.</summary>
    Broken,

    /// <summary>A 500 that a repeat under the same key gets over.</summary>
    BrokenOnce,

    /// <summary>A 429 with Retry-After.</summary>
    Busy,
}

/// <summary>Who asked for an entry. Under Key the answer is said again to the same Fingerprint.</summary>
internal sealed record Asked(string RequestId, string? Key, string Fingerprint);

/// <summary>
/// One thing that happened, one line of the ledger: what it changed, as it is from then on, and the answer it was given
/// for. Because both stand in one line, a crash keeps both or neither.
/// </summary>
internal sealed record Entry
{
    /// <summary>Counts from 1 without a gap.</summary>
    public long No { get; init; }

    public required EntryKind Kind { get; init; }

    /// <summary>By the sandbox's clock.</summary>
    public required DateTime At { get; init; }

    public Intent? Intent { get; init; }

    public Charge? Charge { get; init; }

    public BalanceTransaction? Transaction { get; init; }

    public Refund? Refund { get; init; }

    public Dispute? Dispute { get; init; }

    public Payout? Payout { get; init; }

    public Session? Session { get; init; }

    public Asked? Asked { get; init; }

    public Voice Voice { get; init; }

    /// <summary>When what follows from it by itself falls due.</summary>
    public DateTime? DueAt { get; init; }

    /// <summary>A token that behaves otherwise after some uses was used; the key they are counted by.</summary>
    public string? Use { get; init; }

    /// <summary>The number of the entry whose event was told.</summary>
    public long? Told { get; init; }

    /// <summary>How far ahead of the machine's clock the sandbox's is from now on.</summary>
    public TimeSpan? Ahead { get; init; }

    /// <summary>The HTTP status that a repeat under the same key gets.</summary>
    public int Status => Voice is Voice.Broken ? 500 : Kind is EntryKind.Declined ? 402 : 200;
}
