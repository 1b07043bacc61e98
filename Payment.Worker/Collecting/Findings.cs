using Charging.Payments.Announcing;
using Charging.Payments.CheckingOut;
using Charging.Payments.Customers;
using Charging.Payments.Gateway;
using MassTransit;

namespace Charging.Payments.Collecting;

/// <summary>
/// What one message finds out about a payment, and what is decided by it. It travels in the pipe's payload beside the
/// state, and ends with the message: what lasts stands in the rows.
/// </summary>
internal sealed record Findings
{
    /// <summary>Set while the payment is new: the invoice that it begins with.</summary>
    public InvoiceCreated? NewInvoice { get; init; }

    /// <summary>The message takes the fast lane.</summary>
    public bool IsFast { get; init; }

    /// <summary>The first attempt, stored with the payment just now; null once the gateway is called.</summary>
    public Attempt? First { get; init; }

    /// <summary>The attempts as they were read or made, with the answer that is not stored yet.</summary>
    public IReadOnlyList<Attempt> Attempts { get; init; } = [];

    /// <summary>What the gateway said last, until that is stored; null if there is nothing to store.</summary>
    public Answer? Answer { get; init; }

    /// <summary>What was declined for the customer's other invoices; null while it was not looked at.</summary>
    public IReadOnlyList<DeclinedElsewhere>? Elsewhere { get; init; }

    /// <summary>Null while nobody by that id is known.</summary>
    public Customer? Customer { get; init; }

    /// <summary>By which the invoice's debits are told before they are drawn; null where none is.</summary>
    public DebitTerms? Terms { get; init; }

    /// <summary>What was told of them, in order.</summary>
    public IReadOnlyList<Notice> Notices { get; init; } = [];

    /// <summary>The customer was, or is to be, told before anything is drawn.</summary>
    public bool IsAnnounced => Notices.Count > 0;

    /// <summary>The page on which the customer may pay at this moment; null if there is none.</summary>
    public Checkout? Checkout { get; init; }

    /// <summary>A page was closed just now, whether it was paid or not.</summary>
    public bool IsCheckoutClosed { get; init; }

    public IReadOnlyList<Dispute> Disputes { get; init; } = [];

    /// <summary>The dispute as the report that is handled leaves it; null if that says nothing new.</summary>
    public ReportedDispute? Reported { get; init; }

    /// <summary>The transfer that pays it, of which the attempts' last is made; null if none does.</summary>
    public Attempt? Transfer { get; init; }

    /// <summary>Refunds of the invoice were made, or may have been.</summary>
    public bool IsGivenBack { get; init; }

    /// <summary>The same of what was drawn twice.</summary>
    public bool IsSurplusGivenBack { get; init; }

    /// <summary>Null if nothing was decided, and then nothing is stored.</summary>
    public Decision? Decision { get; init; }

    public NextStep? Next => Decision?.Next;

    /// <summary>0 while the customer is not known.</summary>
    public long CustomerVersion => Customer?.Version ?? 0;

    /// <summary>The capture that is here and holds, or else one that went back.</summary>
    public Attempt? Capture => Attempts.Where(attempt => attempt.Status == AttemptStatus.Captured)
        .OrderBy(IsTakenBack).ThenBy(attempt => attempt.ReturnedAt is not null)
        .ThenByDescending(attempt => attempt.AttemptNo).FirstOrDefault();

    /// <summary>What was captured is at the customer's bank.</summary>
    public bool IsAway => Capture is { } held && IsTakenBack(held);

    /// <summary>With that attempt as the gateway answered, which is still to be stored.</summary>
    public Findings With(Attempt attempt, GatewayAnswer answer, DateTime now)
    {
        var answered = attempt.With(answer, now);
        return this with
        {
            Attempts = [.. Attempts.Where(other => other.AttemptNo != answered.AttemptNo), answered],
            Answer = new Answer(answered, answer),
        };
    }

    private bool IsTakenBack(Attempt capture) =>
        Disputes.Any(one => one.CaptureReference == capture.GatewayReference && one.IsAway);
}

/// <summary>An attempt as the gateway's answer leaves it, and that answer.</summary>
internal sealed record Answer(Attempt Attempt, GatewayAnswer Said);

/// <summary>A dispute as a report leaves it, and whether that moved money.</summary>
internal sealed record ReportedDispute(Dispute Dispute, bool IsMoved);

/// <summary>
/// What the plan said and what that means for this payment. TraceParent is the trace in which it was decided, so that
/// what is done after a wait stays in one trace.
/// </summary>
internal sealed record Decision(NextStep Next, string? TraceParent)
{
    /// <summary>It was settled otherwise before this message, so that there is something to tell.</summary>
    public bool IsNews { get; init; }

    /// <summary>The number of a capture that is told with what became of it since; null if there is none.</summary>
    public int? UnpublishedCaptureNo { get; init; }

    /// <summary>It was given up, and is not any more.</summary>
    public bool LeavesLoss { get; init; }

    /// <summary>It is given up after money of it went back.</summary>
    public bool EntersLoss { get; init; }
}

internal static class FindingsPayload
{
    /// <summary>What the message that is handled has found out so far.</summary>
    public static Findings Found(this PipeContext context) =>
        context.TryGetPayload(out Findings? found) ? found : new Findings();

    public static void Put(this PipeContext context, Findings found) =>
        context.AddOrUpdatePayload(() => found, _ => found);
}
