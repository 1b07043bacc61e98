using Charging.TestBed;

namespace Charging.Load;

/// <summary>How far a stage came and when it wrote its last row, by its worker's own rows.</summary>
internal sealed record Stage(string Name, long Sessions, DateTime Last)
{
    public const string Captured = "captured";
    public const string ReceiptSent = "receipt sent";

    public static Task<IReadOnlyList<Stage>> Read(Database database) => database.Rows<Stage>("""
        select 'rated' as name, count(*) as sessions, coalesce(max(rated_at), now()) as last from rating.rated_sessions
        union all
        select 'invoiced', count(*), coalesce(max(created_at), now()) from invoicing.issued_invoices
        union all
        select 'captured', count(*), coalesce(max(resolved_at), now())
        from payment.capture_attempts where status = 'captured'
        union all
        select 'settled', count(*), coalesce(max(settled_at), now())
        from invoicing.issued_invoices where status = 'paid'
        union all
        select 'receipt sent', count(*), coalesce(max(sent_at), now()) from payment.mails where status = 'sent'
        """);

    /// <summary>When each session was, by its id.</summary>
    public static async Task<IReadOnlyDictionary<string, DateTime>> CapturedAt(Database database)
    {
        var rows = await database.Rows<(string SessionId, DateTime At)>("""
            select p.session_id, a.resolved_at
            from   payment.collections p
            join   payment.capture_attempts a on a.invoice_id = p.invoice_id and a.status = 'captured'
            """);
        return rows.ToDictionary(row => row.SessionId, row => row.At);
    }
}
