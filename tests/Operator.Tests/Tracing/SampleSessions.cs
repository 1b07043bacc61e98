using System.Reflection;
using Charging.TestBed;

namespace Charging.Operator.Tests.Tracing;

/// <summary>Sessions of which everything happened that can happen to one, as rows; one of them was traced.</summary>
internal sealed class SampleSessions : IAsyncDisposable
{
    public const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    public static readonly SessionKey Charged = new("bridge-1", "room-7");
    public static readonly SessionKey Gathered = new("bridge-1", "room-8");
    private static readonly Guid Further = Guid.NewGuid();

    private readonly Database database;

    private SampleSessions(Database database) =>
        (this.database, Auditor) = (database, Postgres.Create(database.As("auditor"), "charging-tests"));

    public NpgsqlDataSource Auditor { get; }

    public static async Task<SampleSessions> Create()
    {
        var sample = new SampleSessions(await Database.Create());
        foreach (var worker in (string[])["Rating.Worker", "Invoicing.Worker", "Payment.Worker"])
            await sample.database.Migrate(Assembly.Load(worker));
        await sample.Rated(Charged);
        await sample.Rated(Gathered);
        await sample.SetAside();
        await sample.Invoiced(Charged.InvoiceId, 1);
        await sample.Invoiced(Further, 2);
        await sample.Adjusted();
        await sample.Collected(Charged.InvoiceId);
        await sample.Collected(Further);
        await sample.OnAnOpenInvoice();
        return sample;
    }

    public async ValueTask DisposeAsync()
    {
        await Auditor.DisposeAsync();
        await database.DisposeAsync();
    }

    public Task<Guid> QuarantineId() => database.Value<Guid>("select quarantine_id from rating.quarantine");

    private Task Rated(SessionKey key) => database.Execute(
        """
        insert into rating.usages
               (usage_id, source, session_id, customer_id, service, started_at, ended_at, ended_on, charge_minor,
                currency, plan_code, plan_version, lines, attributes, content_hash, rated_at, trace_id)
        values (@UsageId, @Source, @SessionId, 'acme', 'voice', '2026-11-24T12:00Z', '2026-11-24T12:10Z', '2026-11-24',
                60, 'EUR', 'sample', '2026-01-01',
                '[{"description":"conference","quantity":10,"unit":"min","unitPrice":0.06,"amount":0.6}]', '{}', '',
                '2026-11-24T12:11Z', '0af76519-16cd-43dd-8448-eb211c80319c')
        """,
        key);

    /// <summary>One before usages were kept, which is found by its key alone; another waits for its legs.</summary>
    private Task SetAside() => database.Execute(
        """
        insert into rating.quarantine
               (quarantine_id, source, session_id, code, detail, body, quarantined_at, replayed_at)
        values (gen_random_uuid(), @Source, @SessionId, 'no-plan', 'acme has none', '{}', '2026-11-24T12:10:30Z',
                '2026-11-24T12:10:40Z');

        insert into rating.details (usage_id, content_hash, host, session, body, announced_at, due_at)
        values (gen_random_uuid(), '', 'bbb.example', '{"source":"bridge-2","sessionId":"waits"}', '{}', now(), now())
        """,
        Charged);

    private Task Invoiced(Guid invoiceId, int number) => database.Execute(
        """
        insert into invoicing.series (series, next_number) values ('CZ', 2), ('CZ-C', 2) on conflict do nothing;

        insert into invoicing.invoices
               (invoice_id, series, number, invoice_number, usage_id, customer_id, source, session_id, issue_date,
                net_minor, tax_minor, total_minor, currency, document, status, created_at, settled_at, payment)
        values (@invoiceId, 'CZ', @number, 'CZ-' || @number, @UsageId, 'acme', 'bridge-1', 'room-7', '2026-11-24', 100,
                21, 121, 'EUR', '{}', 'paid', '2026-11-24T12:12Z'::timestamptz + (@number - 1) * interval '1 day',
                '2026-11-24T12:14Z', '{}');

        insert into invoicing.credit_notes
               (credit_note_id, series, number, credit_note_number, invoice_id, issue_date, net_minor, tax_minor,
                total_minor, rounding_minor, payable_minor, currency, document, created_at)
        values (gen_random_uuid(), 'CZ-C', @number, 'CZ-C' || @number, @invoiceId, '2026-11-27', 10, 2, 12, 0, 12,
                'EUR', '{}', '2026-11-27T12:00Z'::timestamptz + @number * interval '1 minute')
        """,
        new { invoiceId, number, Charged.UsageId });

    private Task Adjusted() => database.Execute(
        """
        insert into rating.adjustments
        values ('00000000-0000-0000-0000-000000000001', @UsageId, 1, 'bridge-1', 'room-7', 'acme', 60, 100, 'EUR',
                'sample', '2026-01-01', 2, '[]', 'mended', '2026-11-25T12:00Z', '2026-11-25T12:00Z');

        insert into invoicing.adjustments
               (adjustment_id, usage_id, number, state, awaits, invoice_id, document, told_at)
        values ('00000000-0000-0000-0000-000000000001', @UsageId, 1, 'invoiced', @InvoiceId, @Further, '{}', now())
        """,
        new { Charged.UsageId, Charged.InvoiceId, Further });

    private Task Collected(Guid invoiceId) => database.Execute(
        """
        insert into payment.payments
               (invoice_id, version, state, invoice_number, customer_id, source, session_id, amount_minor, currency,
                attempt_no, invoice, created_at, updated_at, settled_at)
        values (@invoiceId, 1, 'Captured', @number, 'acme', 'bridge-1', 'room-7', 121, 'EUR', 1, '{}',
                '2026-11-24T12:12Z', '2026-11-24T12:14Z', '2026-11-24T12:14Z');

        insert into payment.attempts
               (invoice_id, attempt_no, method_kind, method_token, method_brand, last_four, amount_minor, currency,
                idempotency_key, status, gateway_reference, started_at, resolved_at)
        values (@invoiceId, 1, 'card', 'pm_ok', 'visa', '4242', 121, 'EUR', 'key', 'captured', 'pi_1',
                '2026-11-24T12:13Z', '2026-11-24T12:14Z');

        insert into payment.ledger_entries
               (entry_id, invoice_id, event, debit_account, credit_account, amount_minor, currency, booked_at)
        values (gen_random_uuid(), @invoiceId, 'captured', 'gateway_clearing', 'receivable', 121, 'EUR',
                '2026-11-24T12:14Z');

        insert into payment.schedule (invoice_id, due_at, kind, attempt_no)
        values (@invoiceId, '2026-11-24T12:14Z', 'look', 1);

        insert into payment.receipts (invoice_id, kind, mail_id, file_name, mail, sha256, status, made_at, sent_at)
        values (@invoiceId, 'receipt', 'mail of ' || @number, 'CZ-1.eml', '', '', 'sent', '2026-11-24T12:15Z',
                '2026-11-24T12:15Z');

        insert into payment.refunds
               (refund_id, invoice_id, refund_no, amount_minor, currency, capture_reference, status, started_at,
                failed_at, gateway_reference)
        values (@refundId, @invoiceId, 1, 12, 'EUR', 'pi_1', 'failed', now(), now(),
                @refund);

        insert into payment.disputes
        values ('dp_1', @invoiceId, 'pi_1', 12, 'EUR', 'open', 1, now(), false)
        on conflict do nothing;

        insert into payment.credits
               (credit_note_id, credit_note_number, invoice_id, payable_minor, currency, reason, document, kept_at,
                counted_at, settled_at, credit_no, outcome, refund_id)
        values (gen_random_uuid(), @note, @invoiceId, 12, 'EUR', 'mended', '{}', now(), now(), @settled, 1, 'refunded',
                @refundId)
        """,
        new
        {
            invoiceId,
            number = $"{invoiceId}",
            refundId = Guid.NewGuid(),
            refund = invoiceId == Further ? "re_2" : "re_1",
            note = invoiceId == Further ? "CZ-C2" : "CZ-C1",
            settled = new DateTime(2026, 11, 28, invoiceId == Further ? 13 : 12, 0, 0, DateTimeKind.Utc),
        });

    private Task OnAnOpenInvoice() => database.Execute(
        """
        insert into invoicing.open_invoices (customer_id, currency, charge_minor, usages, opened_at, due_at)
        values ('acme', 'EUR', 60, 1, '2026-11-24T12:00Z', '2026-12-08T12:00Z');

        insert into invoicing.gathered
               (usage_id, customer_id, source, session_id, own_invoice_id, charge_minor, currency, ended_at, usage,
                gathered_at)
        values (@UsageId, 'acme', @Source, @SessionId, @InvoiceId, 60, 'EUR', now(), '{}', '2026-11-24T12:12Z')
        """,
        Gathered);
}
