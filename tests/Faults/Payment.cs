using Charging.TestBed;

namespace Charging.Faults;

/// <summary>
/// A payment as our own rows have it: Paid and Returned are its ledger entries (smallest units), Mails its receipts by
/// their Message-ID.
/// </summary>
internal sealed record Payment(
    Guid InvoiceId,
    string CustomerId,
    string State,
    long Total,
    string Currency,
    long Paid,
    long Returned,
    string? Receipt)
{
    public Behaviour Behaviour => FaultOptions.BehaviourOf(CustomerId);

    public static Task<IReadOnlyList<Payment>> Read(Database database) => database.Rows<Payment>("""
        select p.invoice_id, p.customer_id, p.state, i.total_minor as total, i.currency,
               coalesce((select sum(amount_minor) from payment.book_lines e
                         where e.invoice_id = p.invoice_id and event = 'captured'), 0)::bigint as paid,
               coalesce((select sum(amount_minor) from payment.book_lines e
                         where e.invoice_id = p.invoice_id and event = 'returned'), 0)::bigint as returned,
               (select mail_id from payment.mails r
                where r.invoice_id = p.invoice_id and kind = 'receipt' and r.status = 'sent') as receipt
        from   payment.collections p
        join   invoicing.issued_invoices i on i.invoice_id = p.invoice_id
        """);

    /// <summary>Every attempt that we take for captured.</summary>
    public static Task<IReadOnlyList<Drawn>> ReadCaptures(Database database) => database.Rows<Drawn>("""
        select invoice_id, attempt_no, gateway_reference as payment, amount_minor as minor, currency
        from   payment.capture_attempts
        where  status = 'captured'
        """);
}

/// <summary>One capture, told by us or by the gateway: equal if both mean the same.</summary>
internal sealed record Drawn(Guid InvoiceId, int AttemptNo, string Payment, long Minor, string Currency)
{
    public static Drawn Of(SandboxEntry entry) =>
        new(entry.InvoiceId, entry.AttemptNo, entry.Payment, entry.Minor, entry.Currency);
}
