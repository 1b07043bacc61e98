namespace Charging.TestBed;

/// <summary>Two counts or sums that must be the same.</summary>
public sealed record Equation(string Says, long LeftSide, long RightSide)
{
    /// <summary>Whether it can hold only where receipts are sent.</summary>
    internal bool IsAboutReceipts => Says.Contains("receipts", StringComparison.Ordinal);

    /// <summary>Whether it can hold only where the gateway is the one within the worker.</summary>
    internal bool IsAboutRefundsInJournal => Says.StartsWith("refunded money", StringComparison.Ordinal);

    public bool Holds => LeftSide == RightSide;

    public override string ToString() => $"{Says}: {LeftSide} = {RightSide}";
}

/// <summary>
/// Nothing lost, nothing twice: what went in, what each worker kept, what the gateway itself says that it drew, and
/// what the ledger makes of it. Written apart from the operator's reconcile, so that the one can judge the other.
/// </summary>
public static class Books
{
    private const string Equations = """
        with set_aside as (
            select distinct source, session_id from rating.quarantined_sessions
            except
            select source, session_id from rating.rated_sessions),
        series as (
            select max(number) - min(number) + 1 as span from invoicing.issued_invoices group by series),
        further as (
            select invoice_id from invoicing.known_adjustments where invoice_id is not null),
        adjusted as (
            select a.charge_minor - a.charge_before_minor as difference
            from rating.price_adjustments a join invoicing.known_adjustments using (adjustment_id)
            where state in ('credited', 'invoiced')),
        taken (invoice_id, amount_minor) as (
            select invoice_id, charge_minor from invoicing.gathered_charges
            union all
            select invoice_id, net_minor from invoicing.issued_invoices
            where invoice_id not in (select invoice_id from invoicing.gathered_charges where invoice_id is not null
                                     union all select invoice_id from further)),
        captured as (
            select invoice_id, amount_minor from payment.capture_attempts where status = 'captured'),
        mails as (
            select invoice_id, kind from payment.mails where status = 'sent'),
        left_to_a_person as (
            select amount_minor as amount from payment.collections where state = 'NeedsReview'),
        reversed as (
            select reversed_minor as amount from payment.collections where state = 'Reversed'),
        refunded as (
            select case debit_account when 'gateway_clearing' then -amount_minor else amount_minor end as amount
            from payment.book_lines where event in ('refunded', 'refundFailed')),
        balances as (
            select account, sum(amount) as amount
            from (select debit_account as account, amount_minor as amount from payment.book_lines
                  union all
                  select credit_account, -amount_minor from payment.book_lines) as sides
            group by account)
        select says, left_side::bigint, right_side::bigint
        from (values
            ('sessions = rated + set aside', @sessions,
                (select count(*) from rating.rated_sessions) + (select count(*) from set_aside)),
            ('rated and not free = invoiced + gathering',
                (select count(*) from rating.rated_sessions where charge_minor <> 0), (select count(*) from taken)),
            ('charged + adjusted = net of the invoices - net of their corrections + gathering',
                (select coalesce(sum(charge_minor), 0) from rating.rated_sessions)
                + (select coalesce(sum(difference), 0) from adjusted),
                (select coalesce(sum(net_minor), 0) from invoicing.issued_invoices)
                - (select coalesce(sum(net_minor), 0) from invoicing.issued_credit_notes
                   where adjustment_id is not null)
                + (select coalesce(sum(charge_minor), 0) from invoicing.unbilled_totals)),
            ('invoiced charges = net of the invoices but further ones',
                (select coalesce(sum(amount_minor), 0) from taken where invoice_id is not null),
                (select coalesce(sum(net_minor), 0) from invoicing.issued_invoices
                 where invoice_id not in (select invoice_id from further))),
            ('gathering charges = open invoices', (select coalesce(sum(amount_minor), 0) from taken
                where invoice_id is null), (select coalesce(sum(charge_minor), 0) from invoicing.unbilled_totals)),
            ('adjustments told = credited or invoiced',
                (select count(*) from rating.price_adjustments where told_at is not null),
                (select count(*) from adjusted)),
            ('numbers given = invoices + credit notes',
                (select coalesce(sum(next_number - 1), 0) from invoicing.number_series),
                (select count(*) from invoicing.issued_invoices)
                + (select count(*) from invoicing.issued_credit_notes)),
            ('span of the numbers = invoices', (select coalesce(sum(span), 0) from series),
                (select count(*) from invoicing.issued_invoices)),
            ('invoices = payments',
                (select count(*) from invoicing.issued_invoices), (select count(*) from payment.collections)),
            ('invoices = captured + abandoned + left to a person', (select count(*) from invoicing.issued_invoices),
                (select count(*) from captured) + (select count(*) from payment.collections where state = 'Abandoned')
                    + (select count(*) from left_to_a_person)),
            ('captured = settled as paid or owed again', (select count(*) from captured),
                (select count(*) from invoicing.issued_invoices where status = 'paid' or is_owed_again)),
            ('reversed = owed again', (select count(*) from reversed),
                (select count(*) from invoicing.issued_invoices where is_owed_again)),
            ('abandoned = settled as uncollected', (select count(*) from payment.collections where state = 'Abandoned'),
                (select count(*) from invoicing.issued_invoices where status = 'uncollected')),
            ('credit notes = credited of payments',
                (select coalesce(sum(payable_minor), 0) from invoicing.issued_credit_notes),
                (select coalesce(sum(credited_minor), 0) from payment.collections)),
            ('credit notes of settled payments = settled', (select count(*) from invoicing.issued_credit_notes
                join payment.collections using (invoice_id) where state in ('Captured', 'Reversed', 'Abandoned')),
                (select count(settled_at) from payment.known_credit_notes)),
            ('refunded for credit notes = refunds of as many notes', (select count(*) from payment.known_refunds
                where order_id in (select credit_note_id from payment.known_credit_notes)),
                (select count(*) from payment.known_credit_notes where outcome = 'refunded')),
            ('refunded money = in the gateway''s journal',
                (select coalesce(sum(amount), 0) from refunded), @journalRefunded),
            ('captured = in the gateway''s journal', (select count(*) from captured), @journalCaptures),
            ('captured = invoices in the gateway''s journal', (select count(*) from captured), @journalInvoices),
            ('captured money = in the gateway''s journal', (select coalesce(sum(amount_minor), 0) from captured),
                @journalMinor),
            ('captured money = total of invoices that are paid or owed again',
                (select coalesce(sum(amount_minor), 0) from captured),
                (select coalesce(sum(total_minor), 0) from invoicing.issued_invoices
                 where status = 'paid' or is_owed_again)),
            ('captured - went back - refunded - paid out - fees = in gateway clearing',
                (select coalesce(sum(amount_minor), 0) from captured)
                    - (select coalesce(sum(amount), 0) from reversed)
                    - (select coalesce(sum(amount), 0) from refunded)
                    - (select coalesce(sum(net_minor + fee_minor), 0) from payment.booked_payouts),
                (select coalesce(sum(amount), 0) from balances where account = 'gateway_clearing')),
            ('paid out = at the bank', (select coalesce(sum(net_minor), 0) from payment.booked_payouts),
                (select coalesce(sum(amount), 0) from balances where account = 'bank')),
            ('fees of the payouts = in gateway fees', (select coalesce(sum(fee_minor), 0) from payment.booked_payouts),
                (select coalesce(sum(amount), 0) from balances where account = 'gateway_fee')),
            ('invoiced money - credited = revenue and tax',
                (select coalesce(sum(total_minor), 0) from invoicing.issued_invoices)
                    - (select coalesce(sum(payable_minor), 0) from invoicing.issued_credit_notes),
                (select coalesce(-sum(amount), 0) from balances where account in ('revenue', 'tax', 'rounding'))),
            ('given up money - credited = written off',
                (select coalesce(sum(amount_minor - credited_minor), 0) from payment.collections
                 where state = 'Abandoned'),
                (select coalesce(sum(amount), 0) from balances where account = 'write_off')),
            ('went back + refunded + left to a person - credited = still receivable',
                (select coalesce(sum(amount), 0) from reversed) + (select coalesce(sum(amount), 0) from refunded)
                    + (select coalesce(sum(amount), 0) from left_to_a_person)
                    - (select coalesce(sum(credited_minor), 0) from payment.collections where state <> 'Abandoned'),
                (select coalesce(sum(amount), 0) from balances where account = 'receivable')),
            ('captured = receipts sent', (select count(*) from captured),
                (select count(*) from mails where kind = 'receipt')),
            ('mails of receipts and refusals = files', (select count(*) from mails), @mailFiles))
            as equations (says, left_side, right_side)
        """;

    /// <summary>All equations, for a chain that has come to rest after so many different sessions.</summary>
    public static async Task<IReadOnlyList<Equation>> Read(Chain chain, long sessions)
    {
        var journal = chain.Captures;
        var all = await chain.Database.Rows<Equation>(Equations, new
        {
            sessions,
            journalCaptures = (long)journal.Count,
            journalInvoices = (long)journal.Select(capture => capture.InvoiceId).Distinct().Count(),
            journalMinor = journal.Sum(capture => capture.Minor),
            journalRefunded = chain.Refunds.Sum(refund => -refund.Minor),
            mailFiles = (long)chain.MailFiles.Count,
        });
        return
        [
            .. all.Where(equation => chain.SendsReceipts || !equation.IsAboutReceipts)
                .Where(equation => !chain.HasSandbox || !equation.IsAboutRefundsInJournal),
        ];
    }
}
