using Charging.TestBed;

namespace Charging.Tests.Rollout;

/// <summary>What the workers' rows have of a session, and when its money was drawn.</summary>
internal sealed record ChargedSession(
    string SessionId, string CustomerId, long Usages, long ChargeMinor, long Invoices, long Payments, long Captures,
    long Receipts, DateTime? CapturedAt)
{
    /// <summary>One of each, and at this price.</summary>
    public bool IsOnceAt(long chargeMinor) =>
        (Usages, Invoices, Payments, Captures, Receipts) == (1, 1, 1, 1, 1) && ChargeMinor == chargeMinor;

    public static Task<IReadOnlyList<ChargedSession>> All(Database database) => database.Rows<ChargedSession>("""
        select u.session_id, min(u.customer_id) as customer_id, count(distinct u.usage_id) as usages,
               min(u.charge_minor) as charge_minor, count(distinct i.invoice_id) as invoices,
               count(distinct p.invoice_id) as payments, count(distinct a.attempt_no) as captures,
               count(distinct m.mail_id) as receipts, max(a.resolved_at) as captured_at
        from   rating.rated_sessions u
        left join invoicing.issued_invoices i on i.usage_id = u.usage_id
        left join payment.collections p on p.invoice_id = i.invoice_id
        left join payment.capture_attempts a on a.invoice_id = i.invoice_id and a.status = 'captured'
        left join payment.mails m on m.invoice_id = i.invoice_id and m.status = 'sent'
        group by u.source, u.session_id
        """);
}
