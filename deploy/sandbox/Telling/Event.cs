using System.Text.Json;

namespace Charging.Sandbox;

/// <summary>What a receiver is told of an entry, as Stripe's webhooks are written.</summary>
internal static class Event
{
    public static string IdOf(Entry entry) => $"evt_{entry.No:d12}";

    /// <summary>Null when an entry is nothing to be told.</summary>
    public static string? TypeOf(Entry entry) => entry.Kind switch
    {
        EntryKind.Created => "payment_intent.created",
        EntryKind.Captured => "payment_intent.succeeded",
        EntryKind.Declined or EntryKind.Returned => "payment_intent.payment_failed",
        EntryKind.Processing => "payment_intent.processing",
        EntryKind.ActionRequired => "payment_intent.requires_action",
        EntryKind.Canceled => "payment_intent.canceled",
        EntryKind.Refunded => "charge.refunded",
        EntryKind.RefundFailed => "refund.failed",
        EntryKind.Disputed => "charge.dispute.created",
        EntryKind.FundsWithdrawn => "charge.dispute.funds_withdrawn",
        EntryKind.DisputeClosed => "charge.dispute.closed",
        EntryKind.FundsReinstated => "charge.dispute.funds_reinstated",
        EntryKind.DisputeReopened => "charge.dispute.funds_withdrawn",
        EntryKind.PaidOut => "payout.paid",
        EntryKind.SessionExpired => "checkout.session.expired",
        _ => null,
    };

    /// <summary>The payment that it belongs to, by which the order of events is meant; a payout is its own.</summary>
    public static string SubjectOf(Entry entry) => entry.Intent?.Id ?? entry.Payout?.Id ?? entry.Session!.Id;

    /// <summary>How the payment's token wants its events told.</summary>
    public static Manner MannerOf(Entry entry) =>
        entry.Intent?.Method is { } token && Behaviour.Of(token) is { } behaviour ? behaviour.Manner : Manner.Plain;

    public static byte[] Body(Entry entry, string apiVersion) =>
        JsonSerializer.SerializeToUtf8Bytes(View(entry, apiVersion), Wire.Json);

    public static object View(Entry entry, string apiVersion) => new
    {
        Id = IdOf(entry),
        Object = "event",
        ApiVersion = apiVersion,
        Created = Wire.Unix(entry.At),
        Data = new { Object = ObjectOf(entry) },
        Livemode = false,
        PendingWebhooks = 1,
        Request = new { Id = entry.Asked?.RequestId, IdempotencyKey = entry.Asked?.Key },
        Type = TypeOf(entry),
    };

    private static object ObjectOf(Entry entry) => entry switch
    {
        { Dispute: { } dispute } => Views.Dispute(dispute),
        { Payout: { } payout } => Views.Payout(payout),
        { Kind: EntryKind.SessionExpired, Session: { } session } =>
            Views.Session(session, null, null, entry.At, Expansion.None),
        { Kind: EntryKind.RefundFailed, Refund: { } refund } => Views.Refund(refund),
        { Kind: EntryKind.Refunded, Charge: { } charge } => Views.Charge(charge, null, Expansion.None),
        _ => Views.Intent(entry.Intent!, entry.Charge, null, Expansion.None),
    };
}
